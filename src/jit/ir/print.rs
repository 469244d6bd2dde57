//! Trace to text.

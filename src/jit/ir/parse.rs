//! Text to trace.

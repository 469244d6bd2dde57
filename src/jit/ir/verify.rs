//! The rules of the module, checked.

//! Floor 3: builtin functions, the builtin types' methods, standard modules.
//!
//! In: arguments as values. Out: a value, or the exception that CPython 3.11 would raise.
//!
//! ```text
//! let print = builtins::namespace(realm).get("print");
//! ```
//!
//! 1. Everything is found in static tables and made when first asked for.

pub mod format;
pub mod parse;

//! Algorithms on text that `str` methods share: case, character classes, splitting.
//!
//! In: `&str`. Out: text or positions; no Python object is known here.
//!
//! ```text
//! assert_eq!(text::title("hello world"), "Hello World");
//! ```

mod case;
mod class;
mod split;

pub use case::{capitalize, case_fold, lower, swap_case, title, upper};
pub use class::{
    is_alnum, is_alpha, is_decimal, is_digit, is_identifier, is_lower, is_numeric, is_printable, is_title, is_upper,
};
pub use split::{expand_tabs, split_lines, split_on, split_space};

#[cfg(test)]
mod tests;

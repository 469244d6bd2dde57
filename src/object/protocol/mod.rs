//! What Python's operators and syntax do with any value: attributes, arithmetic, comparison,
//! subscripts, iteration.
//!
//! ```text
//! let sum = protocol::binary(cx, BinaryOp::Add, a, b)?;      // may run Python
//! while let Some(item) = protocol::next(cx, iterator)? { … }
//! ```
//!
//! 1. Whatever takes `cx` may run Python and therefore collect. It keeps its own arguments alive;
//!    the caller roots what else it needs afterwards.
//! 2. Messages are CPython 3.11's.

mod arithmetic;
mod attributes;
mod call;
mod compare;
mod function_attributes;
mod instance_check;
mod items;
mod iterate;
mod number;
mod quick;
mod sets;
mod store;
mod suspend;
mod typing;

pub use arithmetic::*;
pub use attributes::*;
pub use call::*;
pub use compare::*;
use function_attributes::{function_attr, set_function_attr};
pub use instance_check::*;
pub use items::*;
pub use iterate::*;
pub use number::*;
pub use quick::*;
pub use sets::*;
pub use store::*;
pub use suspend::*;
pub use typing::*;

#[cfg(test)]
mod tests;

//! Floor 2: the value word and every object type.
//!
//! ```text
//! let v = Value::int(3);                        // an immediate
//! let list: Gc<ListObject> = realm.list(items);  // a heap object, `Value::object(list)`
//! ```
//!
//! 1. What machine code reads has a fixed `repr(C)` layout here ([`layout`]); all else about an
//!    object is private to its file.
//! 2. A plain object of a builtin kind has the kind's number as its shape id, so one compare
//!    of the header's shape proves the exact builtin type; instances of classes have shapes
//!    from [`Shape::FIRST_DYNAMIC`] on.

pub mod kind;
pub mod realm;
pub mod layout;
pub mod value;

pub use kind::Kind;
pub use layout::*;
pub use realm::{Call, CodeHooks, PyResult, Raised, Realm};
pub use value::Value;

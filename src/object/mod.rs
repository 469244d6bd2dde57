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

pub mod array;
pub mod caught;
pub mod class;
pub mod class_id;
pub mod data;
pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod exports;
pub mod finalize;
pub mod function;
pub mod generator;
pub mod instance;
pub mod instance_dict;
pub mod int;
pub mod iterator;
pub mod kind;
pub mod layout;
pub mod list;
pub mod mapping_proxy;
pub mod module;
pub mod name;
pub mod native;
pub mod output;
pub mod protocol;
pub mod realm;
pub mod sequence;
pub mod set;
pub mod shape;
pub mod string;
#[cfg(test)]
pub(crate) mod test_vm;
pub mod text;
mod trace;
pub mod value;
#[cfg(any(test, feature = "fuzzing"))]
mod verify;

pub use class::ClassObject;
pub use class_id::ClassId;
pub use data::{DataObject, NativeData, NativeIterator};
pub use descriptor::{ClassMethodObject, MemberObject, PropertyObject, StaticMethodObject, SuperObject};
pub use exception::TracebackObject;
pub use generator::{AwaitableKind, AwaitableObject, Flavor, GeneratorObject, Progress, Resumed};
pub use int::{BigIntObject, IntRef};
pub use iterator::{DictViewObject, IteratorObject, IteratorState, ViewKind};
pub use kind::Kind;
pub use layout::*;
pub use mapping_proxy::MappingProxyObject;
pub use module::{HostObject, ModuleObject, StreamObject};
pub use name::Name;
pub use native::{BuiltinTables, FastCall, HostFn, NativeDef, NativeFn, NativeKind, NativeObject, call_native};
pub use output::{Output, Sink};
pub use realm::{Call, CodeHooks, PyResult, Raised, Realm, SourceMode, WatchEvent};
pub use sequence::{ByteArrayObject, BytesObject, ComplexObject, SliceObject};
pub use set::SetObject;
pub use shape::{Shape, ShapeId};
pub use string::StrObject;
pub use value::Value;

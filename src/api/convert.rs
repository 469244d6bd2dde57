//! Conversions between host types and Python values.
//!
//! | Rust | Python |
//! |---|---|
//! | `i64` and smaller ints, `usize` | int |
//! | `f64` | float (from Python: also int) |
//! | `bool`, `()` | bool, None |
//! | `String`, `&str` | str |
//! | `Vec<T>` | list (from Python: any sequence that is a list or tuple) |
//! | `Option<T>` | None or the value |
//! | tuples | tuple |
//! | `HashMap<String, T>` | dict |
//! | [`Object`] | anything |

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex};

use crate::api::object::Handles;
use crate::api::{Error, Object};
use crate::object::int::{IntRef, int_value};
use crate::object::{Call, DictObject, Kind, ListObject, Realm, TupleObject, Value};

/// What conversions may use of the VM.
pub struct Context<'a> {
    pub(crate) cx: &'a mut dyn Call,
    pub(crate) handles: &'a Arc<Mutex<Handles>>,
}

impl Deref for Context<'_> {
    type Target = Realm;
    fn deref(&self) -> &Realm {
        self.cx
    }
}
impl DerefMut for Context<'_> {
    fn deref_mut(&mut self) -> &mut Realm {
        self.cx
    }
}

/// A host type that becomes a Python value.
pub trait ToValue {
    /// Makes the value. It is alive until the next call into the VM.
    #[doc(hidden)]
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error>;
}

/// A host type that a Python value becomes.
pub trait FromValue: Sized {
    /// Reads the value.
    #[doc(hidden)]
    fn from_value(value: Value, cx: &mut Context<'_>) -> Result<Self, Error>;
}

/// Arguments of a call: a tuple of up to six values.
pub trait ToArguments {
    /// Makes the values.
    #[doc(hidden)]
    fn to_arguments(self, cx: &mut Context<'_>) -> Result<Vec<Value>, Error>;
}

fn mismatch(expected: &str, value: Value, cx: &mut Context<'_>) -> Error {
    Error::conversion(format!("expected {expected}, got '{}'", cx.type_name(value)))
}

macro_rules! integers {
    ($($name:ty),*) => {$(
        impl ToValue for $name {
            fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
                match i64::try_from(self) {
                    Ok(number) => Ok(cx.int(number)),
                    Err(_) => Ok(cx.big(self.into())),
                }
            }
        }
        impl FromValue for $name {
            fn from_value(value: Value, cx: &mut Context<'_>) -> Result<Self, Error> {
                let plain = cx.payload(value);
                let Some(number) = int_value(plain) else { return Err(mismatch("int", value, cx)) };
                let converted = match number {
                    IntRef::Small(number) => <$name>::try_from(number).ok(),
                    IntRef::Big(number) => <$name>::try_from(number).ok(),
                };
                converted.ok_or_else(|| Error::conversion(concat!("int does not fit ", stringify!($name))))
            }
        }
    )*};
}
integers!(i8, i16, i32, i64, u8, u16, u32, u64, usize, isize);

impl ToValue for f64 {
    fn to_value(self, _: &mut Context<'_>) -> Result<Value, Error> {
        Ok(Value::float(self))
    }
}
impl FromValue for f64 {
    fn from_value(value: Value, cx: &mut Context<'_>) -> Result<f64, Error> {
        let plain = cx.payload(value);
        if let Some(number) = plain.as_float() {
            return Ok(number);
        }
        if let Some(number) = int_value(plain) {
            return Ok(number.to_f64());
        }
        Err(mismatch("float", value, cx))
    }
}
impl ToValue for f32 {
    fn to_value(self, _: &mut Context<'_>) -> Result<Value, Error> {
        Ok(Value::float(f64::from(self)))
    }
}
impl FromValue for f32 {
    fn from_value(value: Value, cx: &mut Context<'_>) -> Result<f32, Error> {
        f64::from_value(value, cx).map(|number| number as f32)
    }
}
impl ToValue for bool {
    fn to_value(self, _: &mut Context<'_>) -> Result<Value, Error> {
        Ok(Value::bool(self))
    }
}
impl FromValue for bool {
    fn from_value(value: Value, cx: &mut Context<'_>) -> Result<bool, Error> {
        value.as_bool().ok_or_else(|| mismatch("bool", value, cx))
    }
}
impl ToValue for () {
    fn to_value(self, _: &mut Context<'_>) -> Result<Value, Error> {
        Ok(Value::NONE)
    }
}
impl FromValue for () {
    fn from_value(_: Value, _: &mut Context<'_>) -> Result<(), Error> {
        Ok(())
    }
}
impl ToValue for &str {
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
        Ok(cx.str(self))
    }
}
impl ToValue for String {
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
        Ok(cx.str(&self))
    }
}
impl ToValue for &String {
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
        Ok(cx.str(self))
    }
}
impl FromValue for String {
    fn from_value(value: Value, cx: &mut Context<'_>) -> Result<String, Error> {
        let plain = cx.payload(value);
        if plain.is(Kind::Str) {
            return Ok(cx.text_of(plain).to_string());
        }
        Err(mismatch("str", value, cx))
    }
}
impl<T: ToValue> ToValue for Option<T> {
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
        match self {
            Some(value) => value.to_value(cx),
            None => Ok(Value::NONE),
        }
    }
}
impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: Value, cx: &mut Context<'_>) -> Result<Option<T>, Error> {
        if value.is_none() { Ok(None) } else { T::from_value(value, cx).map(Some) }
    }
}
impl<T: ToValue> ToValue for Vec<T> {
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
        let mut items = Vec::with_capacity(self.len());
        for item in self {
            items.push(item.to_value(cx)?);
        }
        Ok(Value::object(cx.list(&items)))
    }
}
impl<T: ToValue + Clone> ToValue for &[T] {
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
        self.to_vec().to_value(cx)
    }
}
impl<T: FromValue> FromValue for Vec<T> {
    fn from_value(value: Value, cx: &mut Context<'_>) -> Result<Vec<T>, Error> {
        let items = sequence(value, cx)?;
        items.into_iter().map(|item| T::from_value(item, cx)).collect()
    }
}

/// The items of a list or tuple.
fn sequence(value: Value, cx: &mut Context<'_>) -> Result<Vec<Value>, Error> {
    let plain = cx.payload(value);
    match plain.kind() {
        Some(Kind::List) => Ok(plain.cast::<ListObject>().map_or(Vec::new(), |list| ListObject::items(list).to_vec())),
        Some(Kind::Tuple) => match plain.cast::<TupleObject>() {
            Some(tuple) => Ok(TupleObject::items(tuple).to_vec()),
            None => Ok(Vec::new()),
        },
        _ => Err(mismatch("list or tuple", value, cx)),
    }
}

impl<K: ToValue, T: ToValue, S: BuildHasher> ToValue for HashMap<K, T, S> {
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
        let dict = cx.new_dict();
        for (key, value) in self {
            let key = key.to_value(cx)?;
            let value = value.to_value(cx)?;
            crate::object::dict::dict_set(cx.cx, dict, key, value)
                .map_err(|_| Error::conversion("key is not hashable"))?;
        }
        Ok(Value::object(dict))
    }
}
impl<K: FromValue + Eq + Hash, T: FromValue, S: BuildHasher + Default> FromValue for HashMap<K, T, S> {
    fn from_value(value: Value, cx: &mut Context<'_>) -> Result<HashMap<K, T, S>, Error> {
        let plain = cx.payload(value);
        let Some(dict) = plain.cast() else { return Err(mismatch("dict", value, cx)) };
        let pairs = DictObject::pairs(dict);
        let mut map = HashMap::with_hasher(S::default());
        for (key, value) in pairs {
            map.insert(K::from_value(key, cx)?, T::from_value(value, cx)?);
        }
        Ok(map)
    }
}

macro_rules! tuples {
    ($(($($name:ident $index:tt),*))*) => {$(
        impl<$($name: ToValue),*> ToValue for ($($name,)*) {
            fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
                let items = [$(self.$index.to_value(cx)?),*];
                Ok(cx.tuple(&items))
            }
        }
        impl<$($name: FromValue),*> FromValue for ($($name,)*) {
            fn from_value(value: Value, cx: &mut Context<'_>) -> Result<Self, Error> {
                const LENGTH: usize = [$(stringify!($name)),*].len();
                let items = sequence(value, cx)?;
                if items.len() != LENGTH {
                    return Err(Error::conversion(format!("expected {LENGTH} items, got {}", items.len())));
                }
                Ok(($($name::from_value(items[$index], cx)?,)*))
            }
        }
        impl<$($name: ToValue),*> ToArguments for ($($name,)*) {
            fn to_arguments(self, cx: &mut Context<'_>) -> Result<Vec<Value>, Error> {
                Ok(vec![$(self.$index.to_value(cx)?),*])
            }
        }
    )*};
}
tuples! {
    (A 0)
    (A 0, B 1)
    (A 0, B 1, C 2)
    (A 0, B 1, C 2, D 3)
    (A 0, B 1, C 2, D 3, E 4)
    (A 0, B 1, C 2, D 3, E 4, F 5)
}

impl ToArguments for () {
    fn to_arguments(self, _: &mut Context<'_>) -> Result<Vec<Value>, Error> {
        Ok(Vec::new())
    }
}
impl<T: ToValue> ToArguments for Vec<T> {
    fn to_arguments(self, cx: &mut Context<'_>) -> Result<Vec<Value>, Error> {
        self.into_iter().map(|item| item.to_value(cx)).collect()
    }
}

impl ToValue for Object {
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
        if !self.belongs_to(cx.handles) {
            return Err(Error::conversion("the object belongs to another VM"));
        }
        self.value()
    }
}
impl ToValue for &Object {
    fn to_value(self, cx: &mut Context<'_>) -> Result<Value, Error> {
        if !self.belongs_to(cx.handles) {
            return Err(Error::conversion("the object belongs to another VM"));
        }
        self.value()
    }
}
impl FromValue for Object {
    fn from_value(value: Value, cx: &mut Context<'_>) -> Result<Object, Error> {
        Ok(Object::new(cx.handles, value))
    }
}

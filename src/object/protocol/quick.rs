//! Hashes and equality that need no Python code: what keys of dicts and sets are asked most.
//!
//! ```text
//! quick_hash(realm, ((1, "a"), Point(2, 3)))  →  Some(…)     // Point: a namedtuple
//! quick_hash(realm, HasHash())                →  None        // its class has a `__hash__` in Python
//! ```
//!
//! 1. An instance is as what it carries (a namedtuple as its tuple), or its identity, while its class leaves `__hash__`
//!    and `__eq__` to builtin types; the class remembers that for the version at which it was seen.
//! 2. A tuple remembers its hash. Its header's flags say how long: for ever ([`FOR_EVER`]) if all it holds are numbers, strs
//!    and such tuples; or for an era, which ends when an instance might come to be hashed otherwise.
//! 3. The answers are those of `hash` and `==`; `None` stands for: ask them.

use crate::gc::Gc;
use crate::object::int::{hash_float, hash_int, int_value};
use crate::object::protocol::compare::{TupleHash, identity_hash, same_slowly};
use crate::object::{
    ClassId, ClassObject, InstanceObject, Kind, Name, NativeObject, Realm, StrObject, TupleObject, Value,
};

/// The flags of a tuple whose hash does not depend on any class.
const FOR_EVER: u8 = u8::MAX;

impl Realm {
    /// The class of an instance has changed, or a class that had left `__hash__` and `__eq__` to builtin types.
    pub(crate) fn end_hash_era(&mut self) {
        self.hash_era = match self.hash_era {
            0 => 0,
            era if era == FOR_EVER - 1 => 0,
            era => era + 1,
        };
    }
}

/// The hash that a tuple remembers.
fn remembered(realm: &Realm, tuple: Gc<TupleObject>, lasting: &mut bool) -> Option<i64> {
    let hash = tuple.hash.get();
    match tuple.header.flags.get() {
        FOR_EVER => Some(hash),
        0 => None,
        era if era == realm.hash_era => {
            *lasting = false;
            Some(hash)
        }
        _ => None,
    }
}

/// Deeper things are left to who counts the depth.
const DEPTH: u32 = 32;

/// Whether the class leaves hash and equality to builtin types.
fn is_plain(realm: &mut Realm, class: Gc<ClassObject>) -> bool {
    let (version, known) = class.plain_at.get();
    if version != 0 && version == class.version.get() {
        return known;
    }
    let mut native = |name: Name| {
        let found = realm.class_lookup_name(class, name);
        found.is_none_or(|found| found.cast::<NativeObject>().is_some_and(|native| native.class.is_some()))
    };
    // Unions and aliases are builtin instances that are compared by their parts.
    let by_parts = matches!(class.builtin, Some(ClassId::UnionType | ClassId::GenericAlias));
    let known = !by_parts && native(Name::Hash) && native(Name::Eq);
    let version = realm.class_version(class);
    class.plain_at.set((version, known));
    known
}

/// What an instance is hashed and compared as: what it carries, or itself. `None`: ask its class.
#[inline]
fn resolve(realm: &mut Realm, value: Value) -> Option<Value> {
    match value.cast::<InstanceObject>() {
        Some(instance) => {
            let class = realm.shape_of(instance).class;
            if is_plain(realm, class) { Some(realm.payload(value)) } else { None }
        }
        None => Some(value),
    }
}

/// Whether a value equals nothing but itself: a function, or a class of no metaclass.
fn is_only_itself(realm: &mut Realm, value: Value) -> bool {
    match value.kind() {
        Some(Kind::Function | Kind::Native) => true,
        Some(Kind::Class) => realm.type_of(value).builtin == Some(ClassId::Type),
        _ => false,
    }
}

/// The hash, if it takes no Python code.
pub fn quick_hash(realm: &mut Realm, value: Value) -> Option<i64> {
    hash_at(realm, value, 0, &mut true)
}

/// `lasting` becomes false if the hash holds for this era only.
fn hash_at(realm: &mut Realm, value: Value, depth: u32, lasting: &mut bool) -> Option<i64> {
    if let Some(small) = value.as_int() {
        // Below 2^61 - 1 a number is its own hash; -1 means an error in C.
        return Some(if small == -1 { -2 } else { small });
    }
    if let Some(string) = value.cast::<StrObject>() {
        return Some(realm.str_hash(string) as i64);
    }
    if let Some(int) = int_value(value) {
        return Some(hash_int(int));
    }
    if let Some(float) = value.as_float() {
        return Some(hash_float(float).unwrap_or(0));
    }
    match value.kind() {
        Some(Kind::Tuple) if depth < DEPTH => {
            let tuple = value.cast::<TupleObject>()?;
            if let Some(hash) = remembered(realm, tuple, lasting) {
                return Some(hash);
            }
            let items = TupleObject::items(tuple);
            let mut mixed = TupleHash::new();
            let mut all_lasting = true;
            for item in items {
                mixed.add(hash_at(realm, *item, depth + 1, &mut all_lasting)?);
            }
            let hash = mixed.finish(items.len());
            tuple.hash.set(hash);
            tuple.header.flags.set(if all_lasting { FOR_EVER } else { realm.hash_era });
            *lasting &= all_lasting;
            Some(hash)
        }
        Some(Kind::Instance) if depth < DEPTH => {
            let plain = resolve(realm, value)?;
            *lasting = false;
            if plain == value { Some(identity_hash(value)) } else { hash_at(realm, plain, depth + 1, &mut true) }
        }
        _ => None,
    }
}

/// `left is right or left == right`, if it takes no Python code.
pub fn quick_same(realm: &mut Realm, left: Value, right: Value) -> Option<bool> {
    if left == right {
        return Some(true);
    }
    if left.is_int() && right.is_int() {
        return Some(false);
    }
    same_at(realm, left, right, 0)
}

fn same_at(realm: &mut Realm, left: Value, right: Value, depth: u32) -> Option<bool> {
    if left == right {
        return Some(true);
    }
    if is_only_itself(realm, left) && is_only_itself(realm, right) {
        return Some(false);
    }
    let (a, b) = (resolve(realm, left)?, resolve(realm, right)?);
    if let (Some(a), Some(b)) = (a.cast::<TupleObject>(), b.cast::<TupleObject>()) {
        let hashes_differ = remembered(realm, a, &mut true)
            .is_some_and(|hash| remembered(realm, b, &mut true).is_some_and(|other| other != hash));
        let (a, b) = (TupleObject::items(a), TupleObject::items(b));
        if a.len() != b.len() || hashes_differ {
            return Some(false);
        }
        if depth > DEPTH {
            return None;
        }
        for (x, y) in a.iter().zip(b) {
            if !same_at(realm, *x, *y, depth + 1)? {
                return Some(false);
            }
        }
        return Some(true);
    }
    if a.is(Kind::Instance) || b.is(Kind::Instance) {
        // Identity, and that was asked.
        let known =
            |value: Value| !value.is_object() || matches!(value.kind(), Some(Kind::Instance | Kind::Str | Kind::Tuple));
        return if known(a) && known(b) { Some(false) } else { None };
    }
    same_slowly(a, b, 0)
}

//! `set` and `frozenset`: a hash table that probes as CPython's does, so that sets of numbers have
//! the same order.
//!
//! 1. A slot is empty (unbound key, hash 0), deleted (unbound key, hash −1) or live.
//! 2. As for dicts, comparing may call Python, which may change the set: then the look-up starts
//!    again.

use std::cell::{Cell, RefCell};

use crate::gc::{Gc, Header, Object};
use crate::object::{Call, DictObject, Kind, PyResult, Realm, Value};

#[derive(Clone, Copy)]
struct Slot {
    key: Value,
    hash: i64,
}

const EMPTY: Slot = Slot { key: Value::UNBOUND, hash: 0 };
const DELETED: Slot = Slot { key: Value::UNBOUND, hash: -1 };
const LINEAR_PROBES: usize = 9;
const PERTURB_SHIFT: u32 = 5;

struct Table {
    slots: Vec<Slot>,
    /// Live and deleted.
    fill: usize,
    live: usize,
    /// Where `pop` goes on searching.
    finger: usize,
}

/// `set` or `frozenset` (the header's kind says which).
#[repr(C)]
pub struct SetObject {
    pub header: Header,
    /// Changes with every change of the keys.
    changes: Cell<u32>,
    table: RefCell<Table>,
    /// Of a frozenset, once computed.
    pub hash: Cell<Option<i64>>,
}

// SAFETY: `repr(C)`, header first; the two kinds of set share hooks.
unsafe impl Object for SetObject {
    const KIND: u8 = Kind::Set as u8;
}

enum Probe {
    Found(usize),
    Absent,
    Ask(Value),
}

impl Table {
    const EMPTY: Table = Table { slots: Vec::new(), fill: 0, live: 0, finger: 0 };

    fn mask(&self) -> usize {
        self.slots.len().max(8) - 1
    }
    /// Makes room for so many keys of another set or dict at once, as CPython does before it merges.
    fn expect(&mut self, more: usize) {
        if (self.fill + more) * 5 >= self.mask() * 3 {
            self.resize((self.live + more) * 2);
        }
    }
    /// Takes over all keys of another table; this one is empty.
    fn copy_from(&mut self, other: &Table) {
        self.expect(other.live);
        if self.slots.len() == other.slots.len() && other.fill == other.live {
            self.slots.clone_from(&other.slots);
        } else {
            if self.slots.is_empty() {
                self.slots = vec![EMPTY; 8];
            }
            for slot in &other.slots {
                if !slot.key.is_unbound() {
                    let position = self.walk(slot.hash, |position, s| s.key.is_unbound().then_some(position));
                    self.slots[position] = *slot;
                }
            }
        }
        (self.fill, self.live) = (other.live, other.live);
    }
    /// CPython's probe sequence; `visit` says when to stop.
    fn walk<T>(&self, hash: i64, mut visit: impl FnMut(usize, Slot) -> Option<T>) -> T {
        let mask = self.slots.len() - 1;
        let mut perturb = hash as u64;
        let mut at = hash as usize & mask;
        loop {
            let probes = if at + LINEAR_PROBES <= mask { LINEAR_PROBES } else { 0 };
            for position in at..=at + probes {
                if let Some(answer) = visit(position, self.slots[position]) {
                    return answer;
                }
            }
            perturb >>= PERTURB_SHIFT;
            at = (at.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb as usize)) & mask;
        }
    }
    fn probe(&self, hash: i64, mut same: impl FnMut(Value) -> Option<bool>) -> Probe {
        if self.slots.is_empty() {
            return Probe::Absent;
        }
        self.walk(hash, |position, slot| {
            if slot.key.is_unbound() {
                return if slot.hash == 0 { Some(Probe::Absent) } else { None };
            }
            if slot.hash != hash {
                return None;
            }
            match same(slot.key) {
                Some(true) => Some(Probe::Found(position)),
                Some(false) => None,
                None => Some(Probe::Ask(slot.key)),
            }
        })
    }
    /// Adds a key known to be absent.
    fn add(&mut self, key: Value, hash: i64) {
        if self.slots.is_empty() {
            self.slots = vec![EMPTY; 8];
        }
        // As CPython does it, so that order stays the same: the last deleted slot on the way is used again.
        let mut deleted = None;
        let position = self.walk(hash, |position, slot| {
            if slot.key.is_unbound() && slot.hash != 0 {
                deleted = Some(position);
            }
            (slot.key.is_unbound() && slot.hash == 0).then_some(position)
        });
        self.live += 1;
        if let Some(deleted) = deleted {
            self.slots[deleted] = Slot { key, hash };
            return;
        }
        self.slots[position] = Slot { key, hash };
        self.fill += 1;
        let mask = self.slots.len() - 1;
        if self.fill * 5 >= mask * 3 {
            let wanted = if self.live > 50000 { self.live * 2 } else { self.live * 4 };
            self.resize(wanted);
        }
    }
    fn resize(&mut self, wanted: usize) {
        let mut size = 8;
        while size <= wanted {
            size *= 2;
        }
        let old = std::mem::replace(&mut self.slots, vec![EMPTY; size]);
        self.fill = self.live;
        for slot in old {
            if !slot.key.is_unbound() {
                let position = self.walk(slot.hash, |position, s| s.key.is_unbound().then_some(position));
                self.slots[position] = slot;
            }
        }
    }
}

impl SetObject {
    /// The number of keys.
    pub fn len(&self) -> usize {
        self.table.borrow().live
    }
    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// The keys, copied, in the order of iteration.
    pub fn keys(&self) -> Vec<Value> {
        self.table.borrow().slots.iter().map(|s| s.key).filter(|k| !k.is_unbound()).collect()
    }
    /// The next key at or after slot `from`, and its slot.
    pub fn next_key(&self, from: usize) -> Option<(usize, Value)> {
        let table = self.table.borrow();
        (from..table.slots.len()).find(|at| !table.slots[*at].key.is_unbound()).map(|at| (at, table.slots[at].key))
    }
    /// The first key from slot `from` on: its slot, itself, its hash.
    pub(crate) fn next_hashed(&self, from: usize) -> Option<(usize, Value, i64)> {
        let table = self.table.borrow();
        let found = table.slots.get(from..)?.iter().position(|slot| !slot.key.is_unbound())?;
        let slot = &table.slots[from + found];
        Some((from + found, slot.key, slot.hash))
    }
    pub(crate) fn keys_with_hashes(&self) -> Vec<(Value, i64)> {
        self.table.borrow().slots.iter().filter(|s| !s.key.is_unbound()).map(|s| (s.key, s.hash)).collect()
    }
    pub(crate) fn external(&self) -> usize {
        self.table.borrow().slots.capacity() * size_of::<Slot>()
    }
    pub(crate) fn release(&self) {
        self.table.replace(Table::EMPTY);
    }
    pub(crate) fn each(&self, mut visit: impl FnMut(Value)) {
        for slot in &self.table.borrow().slots {
            if !slot.key.is_unbound() {
                visit(slot.key);
            }
        }
    }
}

impl Value {
    /// The set, if this is a `set` or a `frozenset`.
    pub fn as_set(self) -> Option<Gc<SetObject>> {
        match self.kind() {
            Some(Kind::Set | Kind::FrozenSet) => self.as_object().map(|o| o.cast()),
            _ => None,
        }
    }
}

impl Realm {
    /// An empty set, or frozenset.
    pub fn new_set(&mut self, frozen: bool) -> Gc<SetObject> {
        let kind = if frozen { Kind::FrozenSet } else { Kind::Set };
        let cell = self.alloc_bytes(size_of::<SetObject>(), kind as u32, kind as u8);
        // SAFETY: just allocated with room for a set; its header stays as the allocator wrote it.
        unsafe {
            let this = cell as *mut SetObject;
            (&raw mut (*this).changes).write(Cell::new(0));
            (&raw mut (*this).table).write(RefCell::new(Table::EMPTY));
            (&raw mut (*this).hash).write(Cell::new(None));
        }
        Gc::from_address(cell as usize)
    }
    /// Removes all keys.
    pub fn set_clear(&mut self, set: Gc<SetObject>) {
        set.release();
        set.changes.set(set.changes.get().wrapping_add(1));
    }
    /// A copy.
    pub fn set_copy(&mut self, set: Gc<SetObject>, frozen: bool) -> PyResult<Gc<SetObject>> {
        self.reserve(set.external())?;
        let copy = self.new_set(frozen);
        {
            let from = set.table.borrow();
            if from.live > 0 {
                copy.table.borrow_mut().copy_from(&from);
            }
        }
        self.external_grown(copy.external());
        Ok(copy)
    }
    fn root_keys(&mut self, keys: &[(Value, i64)]) {
        // Only objects of Python classes have an `__eq__` that could run.
        if keys.iter().any(|(key, _)| matches!(key.kind(), Some(Kind::Instance | Kind::Tuple))) {
            for (key, _) in keys {
                self.root(*key);
            }
        }
    }
    fn set_add_absent(&mut self, set: Gc<SetObject>, key: Value, hash: i64) -> PyResult<()> {
        let before = set.external();
        if before > 1 << 16 {
            let table = set.table.borrow();
            let full = (table.fill + 1) * 5 >= (table.slots.len() - 1) * 3;
            drop(table);
            if full {
                self.reserve(before * 2)?;
            }
        }
        set.table.borrow_mut().add(key, hash);
        set.changes.set(set.changes.get().wrapping_add(1));
        let after = set.external();
        if after > before {
            self.external_grown(after - before);
        }
        Ok(())
    }
}

impl Table {
    /// Whether a key is there; `None`: only Python can say.
    #[inline]
    fn has(&self, key: Value, hash: i64) -> Option<bool> {
        match self.probe(hash, |other| crate::object::protocol::same_without_calls(key, other)) {
            Probe::Found(_) => Some(true),
            Probe::Absent => Some(false),
            Probe::Ask(_) => None,
        }
    }
}

/// Whether all of `left` is in `right`, if it takes no Python code to say.
pub(crate) fn quick_subset(left: Gc<SetObject>, right: Gc<SetObject>) -> Option<bool> {
    let (own, other) = (left.table.borrow(), right.table.borrow());
    for slot in own.slots.iter().filter(|slot| !slot.key.is_unbound()) {
        if !other.has(slot.key, slot.hash)? {
            return Some(false);
        }
    }
    Some(true)
}

/// Fills `result`, which is empty, with the keys of `left` that are (`wanted`) or are not in `right`. `false`: that takes
/// Python code, and nothing was done.
pub(crate) fn quick_filter(
    realm: &mut Realm,
    result: Gc<SetObject>,
    left: Gc<SetObject>,
    right: Gc<SetObject>,
    wanted: bool,
) -> bool {
    let mut filtered = Table::EMPTY;
    {
        let (own, other) = (left.table.borrow(), right.table.borrow());
        for slot in own.slots.iter().filter(|slot| !slot.key.is_unbound()) {
            match other.has(slot.key, slot.hash) {
                Some(found) if found == wanted => filtered.add(slot.key, slot.hash),
                Some(_) => {}
                None => return false,
            }
        }
    }
    result.table.replace(filtered);
    result.changes.set(result.changes.get().wrapping_add(1));
    realm.external_grown(result.external());
    true
}

/// The slot of a key with that hash. May call `__eq__`.
fn find(cx: &mut dyn Call, set: Gc<SetObject>, key: Value, hash: i64) -> PyResult<Option<usize>> {
    let mut different: Vec<Value> = Vec::new();
    let mark = cx.root_mark();
    loop {
        let probe = set.table.borrow().probe(hash, |other| {
            let answer = crate::object::protocol::quick_same(cx, key, other);
            if answer.is_none() && different.contains(&other) { Some(false) } else { answer }
        });
        match probe {
            Probe::Found(position) => {
                cx.unroot(mark);
                return Ok(Some(position));
            }
            Probe::Absent => {
                cx.unroot(mark);
                return Ok(None);
            }
            Probe::Ask(other) => {
                let changes = set.changes.get();
                cx.root(Value::object(set));
                cx.root(key);
                cx.root(other);
                let equal = match crate::object::protocol::equal(cx, other, key) {
                    Ok(equal) => equal,
                    Err(raised) => {
                        cx.unroot(mark);
                        return Err(raised);
                    }
                };
                if set.changes.get() != changes {
                    different.clear();
                } else if equal {
                    let position = set.table.borrow().probe(hash, |k| Some(k == other));
                    cx.unroot(mark);
                    return Ok(match position {
                        Probe::Found(position) => Some(position),
                        _ => None,
                    });
                } else {
                    different.push(other);
                }
            }
        }
    }
}

/// Whether the key is in the set. May call `__hash__` and `__eq__`.
pub fn set_contains(cx: &mut dyn Call, set: Gc<SetObject>, key: Value) -> PyResult<bool> {
    let hash = crate::object::protocol::hash(cx, key)?;
    set_contains_hashed(cx, set, key, hash)
}

/// As [`set_contains`], the hash known.
pub fn set_contains_hashed(cx: &mut dyn Call, set: Gc<SetObject>, key: Value, hash: i64) -> PyResult<bool> {
    Ok(find(cx, set, key, hash)?.is_some())
}

/// Adds a key; whether it was new.
pub fn set_add(cx: &mut dyn Call, set: Gc<SetObject>, key: Value) -> PyResult<bool> {
    let hash = crate::object::protocol::hash(cx, key)?;
    set_add_hashed(cx, set, key, hash)
}

/// As [`set_add`], the hash known.
pub fn set_add_hashed(cx: &mut dyn Call, set: Gc<SetObject>, key: Value, hash: i64) -> PyResult<bool> {
    if find(cx, set, key, hash)?.is_some() {
        return Ok(false);
    }
    cx.set_add_absent(set, key, hash)?;
    Ok(true)
}

/// Removes a key; whether it was there.
pub fn set_remove(cx: &mut dyn Call, set: Gc<SetObject>, key: Value) -> PyResult<bool> {
    let hash = crate::object::protocol::hash(cx, key)?;
    set_discard_hashed(cx, set, key, hash)
}

/// As [`set_remove`], the hash known.
pub fn set_discard_hashed(cx: &mut dyn Call, set: Gc<SetObject>, key: Value, hash: i64) -> PyResult<bool> {
    let Some(position) = find(cx, set, key, hash)? else { return Ok(false) };
    let mut table = set.table.borrow_mut();
    table.slots[position] = DELETED;
    table.live -= 1;
    set.changes.set(set.changes.get().wrapping_add(1));
    Ok(true)
}

/// Removes and returns some key.
pub fn set_pop(set: Gc<SetObject>) -> Option<Value> {
    let mut table = set.table.borrow_mut();
    if table.live == 0 {
        return None;
    }
    let mask = table.mask();
    let mut position = table.finger & mask;
    while table.slots[position].key.is_unbound() {
        position = (position + 1) & mask;
    }
    table.finger = position + 1;
    let key = table.slots[position].key;
    table.slots[position] = DELETED;
    table.live -= 1;
    set.changes.set(set.changes.get().wrapping_add(1));
    Some(key)
}

/// Gives `set` the keys of `source`, which loses them.
pub(crate) fn set_replace(set: Gc<SetObject>, source: Gc<SetObject>) {
    set.table.replace(source.table.replace(Table::EMPTY));
    set.changes.set(set.changes.get().wrapping_add(1));
}

/// Adds everything that iterating over `source` gives.
pub fn set_update(cx: &mut dyn Call, set: Gc<SetObject>, source: Value) -> PyResult<()> {
    if let Some(other) = source.as_set() {
        if set == other || other.is_empty() {
            return Ok(());
        }
        if set.table.borrow().fill == 0 {
            let before = set.external();
            cx.reserve(other.external())?;
            set.table.borrow_mut().copy_from(&other.table.borrow());
            set.changes.set(set.changes.get().wrapping_add(1));
            let grown = set.external().saturating_sub(before);
            cx.external_grown(grown);
            return Ok(());
        }
        let mark = cx.root_mark();
        let keys = other.keys_with_hashes();
        cx.reserve(keys.len() * size_of::<Slot>())?;
        set.table.borrow_mut().expect(keys.len());
        // `__eq__` may empty the source meanwhile.
        cx.root_keys(&keys);
        for (key, hash) in keys {
            if let Err(raised) = set_add_hashed(cx, set, key, hash) {
                cx.unroot(mark);
                return Err(raised);
            }
        }
        cx.unroot(mark);
        return Ok(());
    }
    if let Some(dict) = source.cast::<DictObject>() {
        cx.reserve(dict.len() * size_of::<Slot>())?;
        set.table.borrow_mut().expect(dict.len());
    }
    crate::object::protocol::for_each(cx, source, &mut |cx, item| set_add(cx, set, item).map(|_| ()))
}

#[cfg(any(test, feature = "fuzzing"))]
impl SetObject {
    /// For checks: rule 1, and that every key is found where it stands.
    pub(crate) fn verify(&self) -> Result<(), String> {
        let table = self.table.borrow();
        let live = table.slots.iter().filter(|slot| !slot.key.is_unbound()).count();
        let used = table.slots.iter().filter(|slot| !slot.key.is_unbound() || slot.hash != 0).count();
        if live != table.live || used != table.fill || !table.slots.is_empty() && table.fill >= table.slots.len() {
            return Err(format!("Set: {live} of {} keys, {used} of {} used slots", table.live, table.fill));
        }
        for (at, slot) in table.slots.iter().enumerate().filter(|(_, slot)| !slot.key.is_unbound()) {
            let found = table.walk(slot.hash, |position, other| {
                let empty = other.key.is_unbound() && other.hash == 0;
                (position == at || empty).then_some(position == at)
            });
            if !found {
                return Err(format!("Set: the key in slot {at} is not found by its hash"));
            }
        }
        Ok(())
    }
}

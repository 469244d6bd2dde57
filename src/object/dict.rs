//! `dict`: entries in insertion order, and an index from hash to entry once there are more than
//! a few.
//!
//! 1. `index` is null while `capacity` ≤ 8, else an array of `capacity * 2` u32 (a power of two):
//!    `EMPTY`, `DELETED`, or an entry's number. Probing is CPython's.
//! 2. `keys_version` goes to 0 whenever a key is added, deleted or moved; whoever relies on it asks
//!    [`Realm::keys_version`] for a number never used before.
//! 3. A watched entry that gets another value or disappears is reported
//!    ([`WatchEvent::Entry`]), and so is a new key of a dict that has `WATCHES_ABSENT` if the str is marked
//!    `WATCHED_ABSENT` (only a module's namespace is watched so: other dicts have such keys every day).
//! 4. Comparing keys may call Python, which may change the dict: the look-up then starts again.

use std::alloc::{Layout, alloc, dealloc, realloc};
use std::cell::Cell;

use crate::gc::{Gc, Header};
use crate::object::int::hash_int;
use crate::object::realm::WatchEvent;
use crate::object::string::str_flags;
use crate::object::{Call, ClassId, DictEntry, DictObject, Kind, PyResult, Realm, StrObject, Value, entry_meta};
use crate::support::fault::{self, Rule};

const SMALL: u32 = 8;
const EMPTY: u32 = u32::MAX;
const DELETED: u32 = u32::MAX - 1;

/// Bits of a dict's header flags.
pub mod dict_flags {
    /// Some entry is or was watched.
    pub const HAS_WATCHED: u8 = 1;
    /// Compiled code relies on names that are no keys.
    pub const WATCHES_ABSENT: u8 = 4;
}

/// How a key compares with those in the table.
#[derive(Clone, Copy)]
enum Probe {
    /// Found at that entry.
    Found(u32),
    Absent,
    /// That entry has the same hash, and only Python can say whether it is equal.
    Ask(u32),
}

impl DictObject {
    /// The entries in use, deleted ones (with an unbound key) included.
    #[inline(always)]
    pub fn entries<'a>(this: Gc<DictObject>) -> &'a [Cell<DictEntry>] {
        let used = this.used.get() as usize;
        if used == 0 {
            return &[];
        }
        // SAFETY: the buffer holds `used` entries, all written. Callers do not keep the slice
        // across anything that may change the dict.
        unsafe { std::slice::from_raw_parts(this.entries.get() as *const Cell<DictEntry>, used) }
    }
    /// Entry `index`, if it is in use (its key may be unbound: deleted).
    #[inline(always)]
    pub fn entry(this: Gc<DictObject>, index: u32) -> Option<DictEntry> {
        DictObject::entries(this).get(index as usize).map(|e| e.get())
    }
    fn empty() -> DictObject {
        DictObject {
            header: Header::plain::<DictObject>(),
            keys_version: Cell::new(0),
            live: Cell::new(0),
            used: Cell::new(0),
            capacity: Cell::new(0),
            entries: Cell::new(std::ptr::null_mut()),
            index: Cell::new(std::ptr::null_mut()),
        }
    }
    /// The number of keys.
    #[inline(always)]
    pub fn len(&self) -> usize {
        self.live.get() as usize
    }
    /// Whether there is no key.
    pub fn is_empty(&self) -> bool {
        self.live.get() == 0
    }
    /// The next live entry at or after `from`, and its number.
    #[inline]
    pub fn next_entry(this: Gc<DictObject>, from: u32) -> Option<(u32, DictEntry)> {
        let entries = DictObject::entries(this);
        let mut at = from as usize;
        // A queue loses its first entry again and again: the first deleted one remembers how many follow it. They stay
        // deleted until the entries are written anew, the first among them.
        if from == 0
            && let Some(first) = entries.first()
            && first.get().key.is_unbound()
        {
            at = first.get().value.as_int().map_or(0, |gone| gone as usize);
            while entries.get(at).is_some_and(|entry| entry.get().key.is_unbound()) {
                at += 1;
            }
            first.set(DictEntry { value: Value::int(at as i64), ..first.get() });
        }
        while let Some(entry) = entries.get(at) {
            let entry = entry.get();
            if !entry.key.is_unbound() {
                return Some((at as u32, entry));
            }
            at += 1;
        }
        None
    }
    /// All (key, value) pairs, copied.
    pub fn pairs(this: Gc<DictObject>) -> Vec<(Value, Value)> {
        DictObject::entries(this)
            .iter()
            .map(|e| e.get())
            .filter(|e| !e.key.is_unbound())
            .map(|e| (e.key, e.value))
            .collect()
    }
    /// Bytes owned outside of the heap.
    pub(crate) fn external(&self) -> usize {
        let capacity = self.capacity.get() as usize;
        capacity * size_of::<DictEntry>() + if self.index.get().is_null() { 0 } else { capacity * 8 }
    }
    /// Frees the buffers: the collector's hook, and `clear`.
    pub(crate) fn free_buffers(&self) {
        let capacity = self.capacity.get() as usize;
        if capacity != 0 {
            // SAFETY: allocated with these layouts in `rebuild`.
            unsafe {
                dealloc(self.entries.get() as *mut u8, entries_layout(capacity));
                if !self.index.get().is_null() {
                    dealloc(self.index.get(), index_layout(capacity));
                }
            }
        }
        self.entries.set(std::ptr::null_mut());
        self.index.set(std::ptr::null_mut());
        self.capacity.set(0);
        self.used.set(0);
        self.live.set(0);
    }
    #[inline(always)]
    fn slot(&self, position: usize) -> &Cell<u32> {
        debug_assert!(position < self.capacity.get() as usize * 2 && !self.index.get().is_null());
        // SAFETY: the index has `capacity * 2` slots (rule 1), and positions are masked by that.
        unsafe { &*(self.index.get() as *const Cell<u32>).add(position) }
    }
    #[inline(always)]
    fn entry_cell(&self, index: u32) -> &Cell<DictEntry> {
        debug_assert!(index < self.used.get());
        // SAFETY: entries below `used` are in the buffer.
        unsafe { &*(self.entries.get() as *const Cell<DictEntry>).add(index as usize) }
    }
    #[inline(always)]
    fn key_at(&self, index: u32) -> (Value, u32) {
        let entry = self.entry_cell(index).as_ptr();
        // SAFETY: points to an entry in the buffer.
        unsafe { ((*entry).key, (*entry).hash) }
    }

    /// Looks for a key with that hash; `same` says whether a key is equal: yes, no, or ask Python.
    #[inline(always)]
    fn probe(&self, hash: u32, mut same: impl FnMut(Value) -> Option<bool>) -> Probe {
        if self.index.get().is_null() {
            for index in 0..self.used.get() {
                let (key, own) = self.key_at(index);
                if own == hash && !key.is_unbound() {
                    match same(key) {
                        Some(true) => return Probe::Found(index),
                        Some(false) => {}
                        None => return Probe::Ask(index),
                    }
                }
            }
            return Probe::Absent;
        }
        let mut positions = self.positions(hash);
        loop {
            let index = self.slot(positions.at).get();
            if index == EMPTY {
                return Probe::Absent;
            }
            if index != DELETED {
                let (key, own) = self.key_at(index);
                if own == hash {
                    match same(key) {
                        Some(true) => return Probe::Found(index),
                        Some(false) => {}
                        None => return Probe::Ask(index),
                    }
                }
            }
            positions.step();
        }
    }
    #[inline(always)]
    fn positions(&self, hash: u32) -> Positions {
        let mask = self.capacity.get() as usize * 2 - 1;
        Positions { at: hash as usize & mask, perturb: hash as usize, mask }
    }
    /// The position in the index that names the entry.
    fn position_of(&self, index: u32) -> usize {
        let mut positions = self.positions(self.key_at(index).1);
        while self.slot(positions.at).get() != index {
            positions.step();
        }
        positions.at
    }
    fn insert_index(&self, hash: u32, index: u32) {
        let mut positions = self.positions(hash);
        while self.slot(positions.at).get() < DELETED {
            positions.step();
        }
        self.slot(positions.at).set(index);
    }
}

#[cfg(any(test, feature = "fuzzing"))]
impl DictObject {
    /// For checks: rule 1, and that every key is found where it stands.
    pub(crate) fn verify(this: Gc<DictObject>) -> Result<(), String> {
        let (live, used, capacity) = (this.live.get(), this.used.get(), this.capacity.get());
        if live > used || used > capacity || (capacity != 0) == this.entries.get().is_null() {
            return Err(format!("Dict: {live} keys, {used} entries, room for {capacity}"));
        }
        let bound = |entry: &&Cell<DictEntry>| !entry.get().key.is_unbound();
        let keys = DictObject::entries(this).iter().filter(bound).count();
        if keys != live as usize {
            return Err(format!("Dict: {keys} keys instead of {live}"));
        }
        if this.index.get().is_null() {
            return if capacity <= SMALL { Ok(()) } else { Err("Dict: no index".into()) };
        }
        let mut found = 0;
        for position in 0..capacity as usize * 2 {
            let index = this.slot(position).get();
            if index >= DELETED {
                continue;
            }
            if index >= used || this.key_at(index).0.is_unbound() {
                return Err(format!("Dict: its index names entry {index}, which holds no key"));
            }
            // On the way from the hash to this position there is no empty slot.
            let mut positions = this.positions(this.key_at(index).1);
            let mut steps = 0;
            while positions.at != position {
                steps += 1;
                if this.slot(positions.at).get() == EMPTY || steps > capacity as usize * 64 {
                    return Err(format!("Dict: entry {index} is not found by its hash"));
                }
                positions.step();
            }
            found += 1;
        }
        if found == live { Ok(()) } else { Err(format!("Dict: {found} of {live} keys in its index")) }
    }
}

/// The positions at which a hash may stand: first at its low bits (so that consecutive ints lie side by
/// side), then wherever its other bits lead.
struct Positions {
    at: usize,
    perturb: usize,
    mask: usize,
}

impl Positions {
    #[inline(always)]
    fn step(&mut self) {
        self.perturb >>= 5;
        self.at = (self.at * 5 + self.perturb + 1) & self.mask;
    }
}

fn entries_layout(capacity: usize) -> Layout {
    // SAFETY: capacities are below 2^30, entries 24 bytes.
    unsafe { Layout::from_size_align_unchecked(capacity * size_of::<DictEntry>(), 8) }
}

fn index_layout(capacity: usize) -> Layout {
    // SAFETY: as above.
    unsafe { Layout::from_size_align_unchecked(capacity * 8, 4) }
}

/// The 32 bits of a hash that a dict keeps.
#[inline(always)]
pub fn fold_hash(hash: u64) -> u32 {
    (hash ^ hash >> 32) as u32
}

impl Realm {
    /// An empty dict.
    pub fn new_dict(&mut self) -> Gc<DictObject> {
        self.alloc(DictObject::empty())
    }
    /// The version of the dict's keys, assigned now if nobody has looked since the last change.
    /// 0: the VM has run out of versions; do not cache.
    pub fn keys_version(&mut self, dict: Gc<DictObject>) -> u32 {
        match dict.keys_version.get() {
            0 => {
                let version = self.new_version();
                dict.keys_version.set(version);
                version
            }
            version => version,
        }
    }
    /// Compiled code is going to take the entry's value for a constant. `false`: it has changed
    /// before after being watched, do not.
    pub fn watch_entry(&mut self, dict: Gc<DictObject>, index: u32) -> bool {
        let cell = dict.entry_cell(index);
        let mut entry = cell.get();
        if entry.meta & entry_meta::VOLATILE != 0 {
            return false;
        }
        entry.meta |= entry_meta::WATCHED;
        cell.set(entry);
        dict.header.flags.set(dict.header.flags.get() | dict_flags::HAS_WATCHED);
        true
    }
    /// Compiled code is going to rely on the dict not getting that (interned) name as a new key; reported
    /// as [`WatchEvent::Absent`].
    pub fn watch_absent(&mut self, dict: Gc<DictObject>, name: Gc<StrObject>) {
        dict.header.flags.set(dict.header.flags.get() | dict_flags::WATCHES_ABSENT);
        name.header.flags.set(name.header.flags.get() | str_flags::WATCHED_ABSENT);
        self.watched_names.push(Value::object(name));
    }

    fn entry_changed(&mut self, dict: Gc<DictObject>, index: u32) {
        let cell = dict.entry_cell(index);
        let mut entry = cell.get();
        if entry.meta & entry_meta::WATCHED != 0 {
            entry.meta = entry_meta::VOLATILE;
            cell.set(entry);
            self.report(WatchEvent::Entry { dict, key: entry.key });
        }
    }
    /// Stores into an entry in use.
    #[inline]
    pub fn dict_set_entry(&mut self, dict: Gc<DictObject>, index: u32, value: Value) {
        let cell = dict.entry_cell(index);
        let mut entry = cell.get();
        if entry.meta & entry_meta::WATCHED != 0 && entry.value != value {
            self.entry_changed(dict, index);
            entry = cell.get();
        }
        entry.value = value;
        cell.set(entry);
    }

    #[inline(always)]
    fn probe_str(&self, dict: Gc<DictObject>, name: Gc<StrObject>, hash: u32) -> Probe {
        let interned = name.is_interned();
        dict.probe(hash, |key| {
            if key == Value::object(name) {
                return Some(true);
            }
            match key.cast::<StrObject>() {
                Some(other) => Some(!(interned && other.is_interned()) && other.as_str() == name.as_str()),
                // An object of a Python class may be equal to a str; that only `dict_get` can ask.
                None if key.is(Kind::Instance) => None,
                None => Some(false),
            }
        })
    }
    /// The entry of a str key. Keys of Python classes are not asked whether they are equal.
    #[inline]
    pub fn dict_find_str(&self, dict: Gc<DictObject>, name: Gc<StrObject>) -> Option<u32> {
        let hash = fold_hash(self.str_hash(name));
        match self.probe_str(dict, name, hash) {
            Probe::Found(index) => Some(index),
            _ => None,
        }
    }
    /// The value of a str key.
    #[inline]
    pub fn dict_get_str(&self, dict: Gc<DictObject>, name: Gc<StrObject>) -> Option<Value> {
        self.dict_find_str(dict, name).map(|index| dict.entry_cell(index).get().value)
    }
    /// Sets the value of a str key.
    pub fn dict_set_str(&mut self, dict: Gc<DictObject>, name: Gc<StrObject>, value: Value) {
        match self.dict_find_str(dict, name) {
            Some(index) => self.dict_set_entry(dict, index, value),
            None => {
                let hash = fold_hash(self.str_hash(name));
                self.dict_append(dict, Value::object(name), hash, value);
            }
        }
    }
    /// Removes a str key; its value.
    pub fn dict_remove_str(&mut self, dict: Gc<DictObject>, name: Gc<StrObject>) -> Option<Value> {
        let index = self.dict_find_str(dict, name)?;
        Some(self.dict_remove_entry(dict, index))
    }
    /// Removes the live entry; its value.
    pub fn dict_remove_entry(&mut self, dict: Gc<DictObject>, index: u32) -> Value {
        if !fault::rule(Rule::DeletedKeys) {
            self.entry_changed(dict, index);
        }
        if !dict.index.get().is_null() {
            let position = dict.position_of(index);
            dict.slot(position).set(DELETED);
        }
        let DictEntry { value, .. } = dict.entry_cell(index).get();
        dict.entry_cell(index).set(DictEntry { key: Value::UNBOUND, value: Value::UNBOUND, hash: 0, meta: 0 });
        dict.live.set(dict.live.get() - 1);
        dict.keys_version.set(0);
        value
    }
    /// Forgets deleted entries at the end: `popitem` in a loop stays linear. Not for deletions by key: an iterator
    /// that stands behind the entry must find what is inserted later.
    pub fn dict_trim(&mut self, dict: Gc<DictObject>) {
        while dict.used.get() > 0 && dict.key_at(dict.used.get() - 1).0.is_unbound() {
            dict.used.set(dict.used.get() - 1);
        }
    }
    /// Removes all keys.
    pub fn dict_clear(&mut self, dict: Gc<DictObject>) {
        if dict.header.flags.get() & dict_flags::HAS_WATCHED != 0 {
            for index in 0..dict.used.get() {
                self.entry_changed(dict, index);
            }
        }
        self.heap.external_shrunk(dict.external());
        dict.free_buffers();
        dict.keys_version.set(0);
    }
    /// Adds a key known to be absent.
    pub(crate) fn dict_append(&mut self, dict: Gc<DictObject>, key: Value, hash: u32, value: Value) {
        if dict.used.get() == dict.capacity.get() {
            self.dict_rebuild(dict, dict.live.get() + 1);
        }
        let index = dict.used.get();
        dict.used.set(index + 1);
        // SAFETY: the entry is in the buffer; nothing was written there yet, so nothing is replaced.
        unsafe { dict.entry_cell(index).as_ptr().write(DictEntry { key, value, hash, meta: 0 }) };
        dict.live.set(dict.live.get() + 1);
        if !fault::rule(Rule::KeysVersion) {
            dict.keys_version.set(0);
        }
        if !dict.index.get().is_null() {
            dict.insert_index(hash, index);
        }
        if dict.header.flags.get() & dict_flags::WATCHES_ABSENT != 0
            && let Some(name) = key.cast::<StrObject>()
        {
            self.absent_appears(name);
        }
    }
    /// A namespace has got a new key.
    #[cold]
    fn absent_appears(&mut self, name: Gc<StrObject>) {
        // `globals()[name] = …` may bring another str of the same text.
        let name = self.intern_str(name.as_str());
        let flags = name.header.flags.get();
        if flags & str_flags::WATCHED_ABSENT != 0 {
            name.header.flags.set(flags & !str_flags::WATCHED_ABSENT);
            self.report(WatchEvent::Absent(name));
        }
    }
    /// New buffers with room for `needed` keys and some more; deleted entries disappear.
    fn dict_rebuild(&mut self, dict: Gc<DictObject>, needed: u32) {
        let old_bytes = dict.external();
        let capacity = (needed as usize + needed as usize / 2).next_power_of_two().max(4);
        let old = dict.capacity.get() as usize;
        let used = dict.used.get() as usize;
        if dict.live.get() as usize != used {
            // Close the gaps.
            let entries = DictObject::entries(dict);
            let mut kept = 0;
            for entry in entries {
                if !entry.get().key.is_unbound() {
                    entries[kept].set(entry.get());
                    kept += 1;
                }
            }
        }
        let live = dict.live.get();
        // SAFETY: the layouts are not empty, and the old ones are those the buffers have; the live entries
        // fit; the index is filled before use.
        unsafe {
            let layout = entries_layout(capacity);
            let entries = if old == 0 {
                alloc(layout)
            } else {
                realloc(dict.entries.get() as *mut u8, entries_layout(old), layout.size())
            };
            if entries.is_null() {
                std::alloc::handle_alloc_error(layout);
            }
            dict.entries.set(entries as *mut DictEntry);
            if !dict.index.get().is_null() {
                dealloc(dict.index.get(), index_layout(old));
                dict.index.set(std::ptr::null_mut());
            }
            if capacity > SMALL as usize {
                let layout = index_layout(capacity);
                let index = alloc(layout);
                if index.is_null() {
                    std::alloc::handle_alloc_error(layout);
                }
                std::ptr::write_bytes(index, 0xFF, capacity * 8);
                dict.index.set(index);
            }
        }
        dict.capacity.set(capacity as u32);
        dict.used.set(live);
        if !dict.index.get().is_null() {
            for index in 0..live {
                dict.insert_index(dict.key_at(index).1, index);
            }
        }
        dict.keys_version.set(0);
        self.heap.external_shrunk(old_bytes);
        self.external_grown(dict.external());
    }
    /// Checks the memory limit before a big dict grows.
    #[inline]
    fn dict_room(&mut self, dict: Gc<DictObject>) -> PyResult<()> {
        if dict.used.get() == dict.capacity.get() && dict.used.get() > 64 {
            if dict.live.get() >= 1 << 29 {
                return Err(self.raise(ClassId::MemoryError, ""));
            }
            self.reserve(dict.live.get() as usize * 64)?;
        }
        Ok(())
    }
    /// A copy.
    pub fn dict_copy(&mut self, dict: Gc<DictObject>) -> PyResult<Gc<DictObject>> {
        self.reserve(dict.external())?;
        let copy = self.new_dict();
        if dict.live.get() != 0 {
            self.dict_rebuild(copy, dict.live.get());
            for entry in DictObject::entries(dict) {
                let entry = entry.get();
                if !entry.key.is_unbound() {
                    self.dict_append(copy, entry.key, entry.hash, entry.value);
                }
            }
        }
        Ok(copy)
    }
}

/// What a look-up found that runs no Python code.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lookup {
    /// The entry's index.
    Found(u32),
    Absent,
    /// Only Python can say whether the key is equal to one that is there.
    Ask,
}

/// The hash of a key that is a str or an immediate int; `None` for others.
fn plain_hash(realm: &Realm, key: Value) -> Option<u32> {
    if let Some(name) = key.cast::<StrObject>() {
        return Some(fold_hash(realm.str_hash(name)));
    }
    // As `hash(i)`: immediate ints are below the modulus, and -1 is not a hash.
    key.as_int().map(|number| fold_hash(if number == -1 { -2 } else { number } as u64))
}

impl Realm {
    /// The entry of a str or immediate int; `Ask` for other keys.
    pub fn dict_find_plain(&self, dict: Gc<DictObject>, key: Value) -> Lookup {
        let Some(hash) = plain_hash(self, key) else { return Lookup::Ask };
        let probe = match key.cast::<StrObject>() {
            Some(name) => self.probe_str(dict, name, hash),
            None => dict.probe(hash, |other| crate::object::protocol::same_without_calls(key, other)),
        };
        match probe {
            Probe::Found(index) => Lookup::Found(index),
            Probe::Absent => Lookup::Absent,
            Probe::Ask(_) => Lookup::Ask,
        }
    }
    /// `dict[key] = value` for a str or immediate int. `false`: nothing was done, ask Python.
    pub fn dict_set_plain(&mut self, dict: Gc<DictObject>, key: Value, value: Value) -> bool {
        match self.dict_find_plain(dict, key) {
            Lookup::Found(index) => self.dict_set_entry(dict, index, value),
            Lookup::Ask => return false,
            Lookup::Absent => {
                let Some(hash) = plain_hash(self, key) else { return false };
                self.dict_append(dict, key, hash, value);
            }
        }
        true
    }
    /// Compiled code is going to write the entry's value: from now on nobody takes it for a constant.
    pub fn make_volatile(&mut self, dict: Gc<DictObject>, index: u32) {
        if fault::rule(Rule::Volatile) {
            return;
        }
        self.entry_changed(dict, index);
        let cell = dict.entry_cell(index);
        let mut entry = cell.get();
        entry.meta = entry_meta::VOLATILE;
        cell.set(entry);
    }
}

/// The entry of a key. May call `__hash__` and `__eq__`.
pub fn dict_find(cx: &mut dyn Call, dict: Gc<DictObject>, key: Value) -> PyResult<Option<u32>> {
    let hash = hash_of_key(cx, key)?;
    find_key(cx, dict, key, hash)
}

/// The entry of a key whose hash is known; ints and strs first of all without anything else.
#[inline]
fn find_key(cx: &mut dyn Call, dict: Gc<DictObject>, key: Value, hash: u32) -> PyResult<Option<u32>> {
    if key.is_int() {
        let probe = dict.probe(hash, |other| match other {
            other if other == key => Some(true),
            other if other.is_int() => Some(false),
            _ => None,
        });
        match probe {
            Probe::Found(index) => return Ok(Some(index)),
            Probe::Absent => return Ok(None),
            Probe::Ask(_) => {}
        }
    } else if let Some(name) = key.cast::<StrObject>() {
        match cx.probe_str(dict, name, hash) {
            Probe::Found(index) => return Ok(Some(index)),
            Probe::Absent => return Ok(None),
            Probe::Ask(_) => {}
        }
    }
    find_hashed(cx, dict, key, hash)
}

fn find_hashed(cx: &mut dyn Call, dict: Gc<DictObject>, key: Value, hash: u32) -> PyResult<Option<u32>> {
    // Entries that Python has said are different, while the dict stays as it is.
    let mut different: smallvec::SmallVec<[u32; 4]> = smallvec::SmallVec::new();
    loop {
        let probe = {
            let mut asked: Option<Value> = None;
            let mut next = 0;
            let probe = dict.probe(hash, |other| {
                let answer = crate::object::protocol::quick_same(cx, key, other);
                if answer.is_none() {
                    next += 1;
                    if next <= different.len() {
                        return Some(false);
                    }
                    asked = Some(other);
                }
                answer
            });
            (probe, asked)
        };
        match probe {
            (Probe::Found(index), _) => return Ok(Some(index)),
            (Probe::Absent, _) => return Ok(None),
            (Probe::Ask(index), asked) => {
                let other = asked.unwrap_or(Value::UNBOUND);
                let version = cx.keys_version(dict);
                let mark = cx.root_mark();
                cx.root(Value::object(dict));
                cx.root(key);
                cx.root(other);
                let equal = crate::object::protocol::equal(cx, other, key);
                cx.unroot(mark);
                let equal = equal?;
                if dict.keys_version.get() != version {
                    different.clear();
                    continue;
                }
                if equal {
                    return Ok(Some(index));
                }
                different.push(index);
            }
        }
    }
}

/// The value of a key.
pub fn dict_get(cx: &mut dyn Call, dict: Gc<DictObject>, key: Value) -> PyResult<Option<Value>> {
    Ok(dict_find(cx, dict, key)?.map(|index| dict.entry_cell(index).get().value))
}

/// `dict[key] = value`
pub fn dict_set(cx: &mut dyn Call, dict: Gc<DictObject>, key: Value, value: Value) -> PyResult<()> {
    let hash = hash_of_key(cx, key)?;
    let mark = cx.root_mark();
    cx.root(value);
    let found = find_key(cx, dict, key, hash);
    cx.unroot(mark);
    match found? {
        Some(index) => cx.dict_set_entry(dict, index, value),
        None => {
            cx.dict_room(dict)?;
            cx.dict_append(dict, key, hash, value);
        }
    }
    Ok(())
}

/// Removes a key; its value.
pub fn dict_remove(cx: &mut dyn Call, dict: Gc<DictObject>, key: Value) -> PyResult<Option<Value>> {
    Ok(dict_find(cx, dict, key)?.map(|index| cx.dict_remove_entry(dict, index)))
}

/// `dict.setdefault(key, value)`
pub fn dict_set_default(cx: &mut dyn Call, dict: Gc<DictObject>, key: Value, value: Value) -> PyResult {
    let hash = hash_of_key(cx, key)?;
    let mark = cx.root_mark();
    cx.root(value);
    let found = find_key(cx, dict, key, hash);
    cx.unroot(mark);
    match found? {
        Some(index) => Ok(dict.entry_cell(index).get().value),
        None => {
            cx.dict_room(dict)?;
            cx.dict_append(dict, key, hash, value);
            Ok(value)
        }
    }
}

/// `target.update(source)` for two dicts.
pub fn dict_update(cx: &mut dyn Call, target: Gc<DictObject>, source: Gc<DictObject>) -> PyResult<()> {
    if target == source {
        return Ok(());
    }
    let mut at = 0;
    let length = source.len();
    while let Some((index, entry)) = DictObject::next_entry(source, at) {
        let found = find_key(cx, target, entry.key, entry.hash)?;
        if source.len() != length {
            return Err(cx.raise(ClassId::RuntimeError, "dict mutated during update"));
        }
        match found {
            Some(index) => cx.dict_set_entry(target, index, entry.value),
            None => {
                cx.dict_room(target)?;
                cx.dict_append(target, entry.key, entry.hash, entry.value);
            }
        }
        at = index + 1;
    }
    Ok(())
}

#[inline]
fn hash_of_key(cx: &mut dyn Call, key: Value) -> PyResult<u32> {
    if let Some(int) = key.as_int() {
        return Ok(fold_hash(hash_int(crate::object::IntRef::Small(int)) as u64));
    }
    if let Some(name) = key.cast::<StrObject>() {
        return Ok(fold_hash(cx.str_hash(name)));
    }
    let mark = cx.root_mark();
    cx.root(key);
    let hash = crate::object::protocol::hash(cx, key);
    cx.unroot(mark);
    Ok(fold_hash(hash? as u64))
}

#[cfg(test)]
#[path = "dict_tests.rs"]
mod tests;

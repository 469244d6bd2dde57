//! `str`: UTF-8 text, immutable.
//!
//! ```text
//! header │ hash │ byte_len, char_len │ text …            a str of its own
//! header │ hash │ byte_len, char_len │ *TextBuffer       (SHARED) the first byte_len bytes of the buffer
//! ```
//!
//! 1. `char_len == byte_len` exactly for ASCII, whose characters are its bytes. Of other text the realm remembers where the
//!    last index was, so that scans are linear; and of long ones where each [`STRIDE`]th character begins, from the first
//!    jump until the next collection, so that an index takes constant time.
//! 2. A long str that was made by concatenation and is concatenated again moves into a
//!    buffer with room to grow. Appending to the longest str of a buffer writes behind it: a loop of
//!    `s += part` is linear, and the shorter strs do not notice.

use std::alloc::{Layout, alloc, dealloc};
use std::cell::Cell;

use crate::gc::{Gc, Header, Object};
use crate::object::{Kind, PyResult, Realm, Value};

/// `str`; its bytes stand right behind it.
#[repr(C)]
pub struct StrObject {
    pub header: Header,
    /// 0: not computed yet.
    pub hash: Cell<u64>,
    pub byte_len: u32,
    pub char_len: u32,
    bytes: [u8; 0],
}

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for StrObject {
    const KIND: u8 = Kind::Str as u8;
}

/// Bits of a str's header flags.
pub mod str_flags {
    /// In the realm's table: equal interned strs are the same object.
    pub const INTERNED: u8 = 1;
    /// Compiled code relies on some namespace having no such key.
    pub const WATCHED_ABSENT: u8 = 2;
    /// Made by concatenation.
    pub const CONCATENATED: u8 = 4;
    /// The text stands in a buffer.
    pub const SHARED: u8 = 8;
}

/// Text shared by several strs, each a prefix of the next; the bytes stand behind it.
struct TextBuffer {
    strs: Cell<usize>,
    used: Cell<usize>,
    capacity: usize,
}

/// Characters between those whose offsets are remembered; strs that are not much longer have none.
const STRIDE: usize = 64;

/// Shorter results of a concatenation are simply copied.
const LEAST_SHARED: usize = 512;

fn buffer_layout(capacity: usize) -> Layout {
    // SAFETY: capacities are below 2^34.
    unsafe { Layout::from_size_align_unchecked(size_of::<TextBuffer>() + capacity, 8) }
}

impl StrObject {
    /// Bytes before the text.
    pub const TEXT_OFFSET: usize = std::mem::offset_of!(StrObject, bytes);

    /// Whether every character is ASCII.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.byte_len == self.char_len
    }
    fn has(&self, flag: u8) -> bool {
        self.header.flags.get() & flag != 0
    }
    /// The buffer, of a str that is `SHARED`.
    fn buffer(&self) -> Option<&TextBuffer> {
        // SAFETY: the buffer lives as long as this.
        self.buffer_pointer().map(|buffer| unsafe { &*buffer })
    }
    /// The same as a raw pointer: who frees the buffer, or writes behind its text, has no reference to it.
    fn buffer_pointer(&self) -> Option<*mut TextBuffer> {
        if !self.has(str_flags::SHARED) {
            return None;
        }
        // SAFETY: a shared str holds a pointer to a live buffer in place of its text.
        Some(unsafe { *(&raw const self.bytes).cast::<*mut TextBuffer>() })
    }
    /// Bytes owned outside of the heap: a fair part of the buffer.
    pub(crate) fn external(&self) -> usize {
        self.buffer().map_or(0, |b| b.capacity / b.strs.get())
    }
    /// Lets go of the buffer: the collector's hook.
    pub(crate) fn release(&self) {
        let Some(buffer) = self.buffer_pointer() else { return };
        // SAFETY: the buffer lives until its last str is released; allocated with this layout in `shared`.
        unsafe {
            (*buffer).strs.set((*buffer).strs.get() - 1);
            if (*buffer).strs.get() == 0 {
                let layout = buffer_layout((*buffer).capacity);
                dealloc(buffer as *mut u8, layout);
            }
        }
    }
    /// Whether it is in the realm's table of interned strs.
    #[inline(always)]
    pub fn is_interned(&self) -> bool {
        self.header.flags.get() & str_flags::INTERNED != 0
    }
}

impl Gc<StrObject> {
    /// The text.
    #[inline(always)]
    pub fn as_str<'a>(self) -> &'a str {
        // SAFETY: allocated with `byte_len` bytes of UTF-8 behind the fixed part or in the buffer, which
        // never change.
        unsafe {
            let mut text = self.as_ptr().cast::<u8>().add(StrObject::TEXT_OFFSET).cast_const();
            if self.has(str_flags::SHARED) {
                text = (*text.cast::<*const TextBuffer>()).add(1).cast();
            }
            std::str::from_utf8_unchecked(std::slice::from_raw_parts(text, self.byte_len as usize))
        }
    }
    /// The characters' number.
    #[inline(always)]
    pub fn char_len(self) -> usize {
        self.char_len as usize
    }
}

#[cfg(any(test, feature = "fuzzing"))]
impl Gc<StrObject> {
    /// For checks: that it is text, as long as it says, and its hash the same as before. The bytes that it takes.
    pub(crate) fn verify(self) -> Result<usize, String> {
        if let Some(buffer) = self.buffer()
            && (buffer.strs.get() == 0
                || buffer.used.get() > buffer.capacity
                || (self.byte_len as usize) > buffer.used.get())
        {
            return Err("Str: longer than its buffer".into());
        }
        match std::str::from_utf8(self.as_str().as_bytes()) {
            Ok(text) if text.chars().count() == self.char_len() => {}
            _ => return Err(format!("Str: no text of {} characters", self.char_len)),
        }
        let shared = self.buffer().is_some();
        Ok(StrObject::TEXT_OFFSET + if shared { size_of::<*const TextBuffer>() } else { self.byte_len as usize })
    }
}

impl Realm {
    /// A str of that text. One ASCII character and the empty text are shared objects.
    pub fn str(&mut self, text: &str) -> Value {
        if text.len() <= 1 {
            return self.short_str(text);
        }
        Value::object(self.new_str(text))
    }
    /// A new str object of that text.
    pub fn new_str(&mut self, text: &str) -> Gc<StrObject> {
        let chars = if text.is_ascii() { text.len() } else { text.chars().count() };
        self.new_str_counted(text, chars)
    }
    /// A new str object; the caller knows how many characters the text has.
    pub fn new_str_counted(&mut self, text: &str, chars: usize) -> Gc<StrObject> {
        self.concat_parts(text, "", chars)
    }
    fn concat_parts(&mut self, left: &str, right: &str, chars: usize) -> Gc<StrObject> {
        let bytes = left.len() + right.len();
        let object = self.alloc_raw::<StrObject>(StrObject::TEXT_OFFSET + bytes);
        // SAFETY: just allocated with room for the fixed part and the bytes.
        unsafe {
            let this = object.as_ptr();
            (*this).hash = Cell::new(0);
            (*this).byte_len = bytes as u32;
            (*this).char_len = chars as u32;
            let text = this.cast::<u8>().add(StrObject::TEXT_OFFSET);
            std::ptr::copy_nonoverlapping(left.as_ptr(), text, left.len());
            std::ptr::copy_nonoverlapping(right.as_ptr(), text.add(left.len()), right.len());
        }
        object
    }
    #[cold]
    #[inline(never)]
    fn make_short(&mut self, text: &str) -> Value {
        let made = self.intern(text);
        let index = text.bytes().next().map_or(128, |b| b as usize);
        self.short_strs[index] = made;
        made
    }
    fn short_str(&mut self, text: &str) -> Value {
        let index = text.bytes().next().map_or(128, |b| b as usize);
        let known = self.short_strs[index];
        if known.is_unbound() { self.make_short(text) } else { known }
    }
    /// A str of one character.
    pub fn char_str(&mut self, character: char) -> Value {
        let mut buffer = [0; 4];
        self.str(character.encode_utf8(&mut buffer))
    }
    /// A str of that text, checked against the memory limit: for lengths that a program chooses.
    pub fn try_str(&mut self, text: &str) -> PyResult {
        self.text_room(text.len())?;
        Ok(self.str(text))
    }
    /// MemoryError if no str can have so many bytes.
    pub fn text_room(&mut self, bytes: usize) -> PyResult<()> {
        if bytes > u32::MAX as usize {
            return Err(self.memory_error());
        }
        if bytes > 1024 {
            self.reserve(bytes)?;
        }
        Ok(())
    }
    /// `left + right`.
    pub fn concat(&mut self, left: Gc<StrObject>, right: Gc<StrObject>) -> PyResult {
        if left.byte_len == 0 {
            return Ok(Value::object(right));
        }
        if right.byte_len == 0 {
            return Ok(Value::object(left));
        }
        let bytes = left.byte_len as usize + right.byte_len as usize;
        self.text_room(bytes)?;
        let chars = left.char_len as usize + right.char_len as usize;
        if bytes >= LEAST_SHARED && left.byte_len > right.byte_len && left.has(str_flags::CONCATENATED) {
            return Ok(Value::object(self.append_shared(left, right.as_str(), chars)));
        }
        let result = self.concat_parts(left.as_str(), right.as_str(), chars);
        result.header.flags.set(str_flags::CONCATENATED);
        Ok(Value::object(result))
    }
    /// `left + right` by writing behind `left` in its buffer, or by moving to a new one: rule 2.
    fn append_shared(&mut self, left: Gc<StrObject>, right: &str, chars: usize) -> Gc<StrObject> {
        let bytes = left.byte_len as usize + right.len();
        let object = self.alloc_raw::<StrObject>(StrObject::TEXT_OFFSET + size_of::<*const TextBuffer>());
        let has_room = left.buffer().is_some_and(|b| b.used.get() == left.byte_len as usize && b.capacity >= bytes);
        // SAFETY: a new buffer has room for the bytes; in an old one, nobody sees those behind `left`.
        unsafe {
            let buffer = match left.buffer_pointer() {
                Some(buffer) if has_room => {
                    (*buffer).strs.set((*buffer).strs.get() + 1);
                    buffer
                }
                _ => {
                    let capacity = bytes * 2;
                    let layout = buffer_layout(capacity);
                    let buffer = alloc(layout) as *mut TextBuffer;
                    if buffer.is_null() {
                        std::alloc::handle_alloc_error(layout);
                    }
                    buffer.write(TextBuffer { strs: Cell::new(1), used: Cell::new(0), capacity });
                    let text = left.as_str();
                    std::ptr::copy_nonoverlapping(text.as_ptr(), buffer.add(1) as *mut u8, text.len());
                    self.external_grown(capacity);
                    buffer
                }
            };
            let end = (buffer.add(1) as *mut u8).add(left.byte_len as usize);
            std::ptr::copy_nonoverlapping(right.as_ptr(), end, right.len());
            (*buffer).used.set(bytes);
            let this = object.as_ptr();
            (*this).hash = Cell::new(0);
            (*this).byte_len = bytes as u32;
            (*this).char_len = chars as u32;
            *(&raw mut (*this).bytes).cast::<*mut TextBuffer>() = buffer;
        }
        object.header.flags.set(str_flags::CONCATENATED | str_flags::SHARED);
        object
    }
    /// The interned str of that text: equal texts give the same object.
    pub fn intern(&mut self, text: &str) -> Value {
        Value::object(self.intern_str(text))
    }
    /// As [`intern`](Self::intern), typed.
    pub fn intern_str(&mut self, text: &str) -> Gc<StrObject> {
        let hash = self.hash_text(text);
        if let Some(found) = self.interned.find(hash, |s| s.as_str() == text) {
            return *found;
        }
        let object = self.new_str(text);
        object.hash.set(hash);
        object.header.flags.set(object.header.flags.get() | str_flags::INTERNED);
        self.interned.insert_unique(hash, object, |s| s.hash.get());
        object
    }
    /// The interned str equal to that one.
    pub fn intern_value(&mut self, object: Gc<StrObject>) -> Gc<StrObject> {
        if object.is_interned() {
            return object;
        }
        let hash = self.str_hash(object);
        if let Some(found) = self.interned.find(hash, |s| s.as_str() == object.as_str()) {
            return *found;
        }
        object.header.flags.set(object.header.flags.get() | str_flags::INTERNED);
        self.interned.insert_unique(hash, object, |s| s.hash.get());
        object
    }
    /// The interned str of that text if there is one already.
    pub fn find_interned(&self, text: &str) -> Option<Gc<StrObject>> {
        self.interned.find(self.hash_text(text), |s| s.as_str() == text).copied()
    }
    /// The hash of a text; never 0.
    pub fn hash_text(&self, text: &str) -> u64 {
        use std::hash::{BuildHasher, Hasher};
        let mut hasher = self.hash_seed.build_hasher();
        hasher.write(text.as_bytes());
        hasher.finish().max(1)
    }
    /// The str's hash, computed once.
    #[inline]
    pub fn str_hash(&self, object: Gc<StrObject>) -> u64 {
        match object.hash.get() {
            0 => {
                let hash = self.hash_text(object.as_str());
                object.hash.set(hash);
                hash
            }
            hash => hash,
        }
    }
    /// The byte offset of character `index` (at most the length).
    pub fn byte_index(&mut self, object: Gc<StrObject>, index: usize) -> usize {
        if object.is_ascii() {
            return index;
        }
        let text = object.as_str();
        let (known, mut at, mut byte) = self.str_cursor;
        if known != object.address() || at > index || index - at > STRIDE {
            (at, byte) = self.milestone(object, index);
        }
        while at < index {
            let Some(c) = text[byte..].chars().next() else { break };
            byte += c.len_utf8();
            at += 1;
        }
        self.str_cursor = (object.address(), at, byte);
        byte
    }
    /// A character at most [`STRIDE`] before `index` and where it begins; the first one of a short str.
    fn milestone(&mut self, object: Gc<StrObject>, index: usize) -> (usize, usize) {
        if object.char_len() < 4 * STRIDE {
            return (0, 0);
        }
        let offsets = self.str_offsets.entry(object.address()).or_insert_with(|| {
            let begins = object.as_str().char_indices().step_by(STRIDE);
            begins.map(|(byte, _)| byte as u32).collect()
        });
        let number = (index / STRIDE).min(offsets.len() - 1);
        (number * STRIDE, offsets[number] as usize)
    }
    /// The number of characters before a byte offset: the inverse of [`byte_index`](Self::byte_index).
    pub fn char_index(&mut self, object: Gc<StrObject>, byte: usize) -> usize {
        if object.is_ascii() {
            return byte;
        }
        let text = object.as_str().as_bytes();
        let (known, mut at, mut from) = self.str_cursor;
        if known != object.address() || from > byte || byte - from > 4 * STRIDE {
            // The last milestone at or before the byte.
            self.milestone(object, 0);
            let passed = self.str_offsets.get(&object.address()).map_or((0, 0), |offsets| {
                let number = offsets.partition_point(|offset| *offset as usize <= byte).max(1) - 1;
                (number * STRIDE, offsets[number] as usize)
            });
            if known != object.address() || from > byte || passed.1 > from {
                (at, from) = passed;
            }
        }
        // Every byte that does not continue a character begins one.
        at += text[from..byte].iter().filter(|byte| **byte & 0xc0 != 0x80).count();
        self.str_cursor = (object.address(), at, byte);
        at
    }
    /// Character `index`, which must be below the length, as a str.
    pub fn str_char(&mut self, object: Gc<StrObject>, index: usize) -> Value {
        let byte = self.byte_index(object, index);
        if object.is_ascii() {
            return self.short_str(&object.as_str()[byte..byte + 1]);
        }
        match object.as_str()[byte..].chars().next() {
            Some(c) => self.char_str(c),
            None => self.str(""),
        }
    }
    /// Characters `start..stop` as a str; both at most the length.
    pub fn substring(&mut self, object: Gc<StrObject>, start: usize, stop: usize) -> Value {
        if start >= stop {
            return self.str("");
        }
        if start == 0 && stop == object.char_len() {
            return Value::object(object);
        }
        let from = self.byte_index(object, start);
        let to = self.byte_index(object, stop);
        let text = &object.as_str()[from..to];
        if text.len() <= 1 {
            return self.short_str(text);
        }
        Value::object(self.new_str_counted(text, stop - start))
    }
}

#[cfg(test)]
#[path = "string_tests.rs"]
mod tests;

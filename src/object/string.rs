//! `str`: UTF-8 text, immutable.
//!
//! 1. `char_len == byte_len` exactly for ASCII, which is indexed in constant time; other text
//!    remembers where the last index was, so that scans stay linear.

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
}

impl StrObject {
    /// Bytes before the text.
    pub const TEXT_OFFSET: usize = std::mem::offset_of!(StrObject, bytes);

    /// Whether every character is ASCII.
    #[inline(always)]
    pub fn is_ascii(&self) -> bool {
        self.byte_len == self.char_len
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
        // SAFETY: allocated with `byte_len` bytes of UTF-8 behind the fixed part, which never change.
        unsafe {
            let text = self.as_ptr().cast::<u8>().add(StrObject::TEXT_OFFSET);
            std::str::from_utf8_unchecked(std::slice::from_raw_parts(text, self.byte_len as usize))
        }
    }
    /// The characters' number.
    #[inline(always)]
    pub fn char_len(self) -> usize {
        self.char_len as usize
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
        Ok(Value::object(self.concat_parts(left.as_str(), right.as_str(), chars)))
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
        object.header.flags.set(str_flags::INTERNED);
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
        if known != object.address() || at > index {
            (at, byte) = (0, 0);
        }
        while at < index {
            let Some(c) = text[byte..].chars().next() else { break };
            byte += c.len_utf8();
            at += 1;
        }
        self.str_cursor = (object.address(), at, byte);
        byte
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

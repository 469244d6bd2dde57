//! Module `_digest`: the algorithms under `hashlib`, `zlib` and `binascii`.
//!
//! ```text
//! state = _digest.new("sha256");  state.update(b"abc");  state.digest()
//! ```

use std::cell::RefCell;

use sha2::Digest;
use sha3::digest::{DynDigest, ExtendableOutput, XofReader};

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::modules::{ModuleDef, set};
use crate::builtins::types;
use crate::gc::Gc;
use crate::object::data::data;
use crate::object::{Call, ModuleObject, NativeData, NativeDef, PyResult, Value};

/// The module.
pub static DIGEST: ModuleDef = ModuleDef {
    name: "_digest",
    functions: &[
        NativeDef::function("adler32", adler32),
        NativeDef::function("compress", compress),
        NativeDef::function("crc32", crc32),
        NativeDef::function("decompress", decompress),
        NativeDef::function("new", new),
    ],
    constants: &[],
    make: Some(make),
};

static METHODS: &[NativeDef] =
    &[NativeDef::method("copy", copy), NativeDef::method("digest", digest), NativeDef::method("update", update)];

enum State {
    Fixed(Box<dyn DynDigest>),
    Shake128(sha3::Shake128),
    Shake256(sha3::Shake256),
}

impl State {
    fn named(name: &str) -> Option<State> {
        Some(State::Fixed(match name {
            "md5" => Box::new(md5::Md5::new()),
            "sha1" => Box::new(sha1::Sha1::new()),
            "sha224" => Box::new(sha2::Sha224::new()),
            "sha256" => Box::new(sha2::Sha256::new()),
            "sha384" => Box::new(sha2::Sha384::new()),
            "sha512" => Box::new(sha2::Sha512::new()),
            "sha3_224" => Box::new(sha3::Sha3_224::new()),
            "sha3_256" => Box::new(sha3::Sha3_256::new()),
            "sha3_384" => Box::new(sha3::Sha3_384::new()),
            "sha3_512" => Box::new(sha3::Sha3_512::new()),
            "blake2b" => Box::new(blake2::Blake2b512::new()),
            "blake2s" => Box::new(blake2::Blake2s256::new()),
            "shake_128" => return Some(State::Shake128(sha3::Shake128::default())),
            "shake_256" => return Some(State::Shake256(sha3::Shake256::default())),
            _ => return None,
        }))
    }
    fn update(&mut self, bytes: &[u8]) {
        use sha3::digest::Update;
        match self {
            State::Fixed(state) => state.update(bytes),
            State::Shake128(state) => state.update(bytes),
            State::Shake256(state) => state.update(bytes),
        }
    }
    fn digest(&self, length: usize) -> Vec<u8> {
        let mut out = vec![0; length];
        match self {
            State::Fixed(state) => return state.box_clone().finalize().into_vec(),
            State::Shake128(state) => state.clone().finalize_xof().read(&mut out),
            State::Shake256(state) => state.clone().finalize_xof().read(&mut out),
        }
        out
    }
    fn copy(&self) -> State {
        match self {
            State::Fixed(state) => State::Fixed(state.box_clone()),
            State::Shake128(state) => State::Shake128(state.clone()),
            State::Shake256(state) => State::Shake256(state.clone()),
        }
    }
}

struct Hasher(RefCell<State>);
impl NativeData for Hasher {}

fn make(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    let class = cx.native_class("_digest.Hasher", METHODS);
    set(cx, module, "Hasher", Value::object(class));
    Ok(())
}

/// The content of a bytes-like argument.
pub fn buffer(cx: &mut dyn Call, value: Value) -> PyResult<Vec<u8>> {
    match types::bytes::content(cx, value) {
        Some(bytes) => Ok(bytes.into_owned()),
        None if str_of(cx, value).is_some() => Err(cx.type_error("Strings must be encoded before hashing")),
        None => {
            let class = class_name(cx, value);
            Err(cx.type_error(format!("a bytes-like object is required, not '{class}'")))
        }
    }
}

fn wrap(cx: &mut dyn Call, state: State) -> PyResult {
    let module = cx.import("_digest")?;
    let name = cx.intern_str("Hasher");
    let class = crate::builtins::protocol::get_attr(cx, module, name)?;
    match class.cast() {
        Some(class) => Ok(cx.data_instance(class, Box::new(Hasher(RefCell::new(state))))),
        None => Err(cx.type_error("a class is required")),
    }
}

fn new(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [name] = arguments::exactly(cx, "new", args, keywords)?;
    let text = str_of(cx, name).map_or("", |name| name.as_str());
    match State::named(text) {
        Some(state) => wrap(cx, state),
        None => Err(cx.value_error(format!("unsupported hash type {text}"))),
    }
}

fn this<'a>(cx: &mut dyn Call, args: &[Value]) -> PyResult<&'a Hasher> {
    match args.first().and_then(|value| data::<Hasher>(cx, *value)) {
        Some(hasher) => Ok(hasher),
        None => Err(cx.type_error("a Hasher is required")),
    }
}

fn update(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let hasher = this(cx, args)?;
    let [bytes] = arguments::exactly(cx, "update", &args[1..], keywords)?;
    let bytes = buffer(cx, bytes)?;
    hasher.0.borrow_mut().update(&bytes);
    Ok(Value::NONE)
}

fn digest(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let hasher = this(cx, args)?;
    let [length] = arguments::positional(cx, "digest", &args[1..], keywords, 0)?;
    let length = if length.is_unbound() { 0 } else { arguments::size(cx, length)?.max(0) as usize };
    cx.reserve(length)?;
    let bytes = hasher.0.borrow().digest(length);
    Ok(cx.bytes(&bytes))
}

fn copy(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let hasher = this(cx, args)?;
    arguments::exactly::<0>(cx, "copy", &args[1..], keywords)?;
    let state = hasher.0.borrow().copy();
    wrap(cx, state)
}

fn word(cx: &mut dyn Call, value: Value, default: u32) -> PyResult<u32> {
    if value.is_unbound() {
        return Ok(default);
    }
    use crate::builtins::format::integer::Int;
    let value = arguments::index(cx, value)?;
    match arguments::int_of(cx, value) {
        Some(Int::Small(small)) => Ok(small as u32),
        Some(Int::Big(big)) => {
            let low: dashu_int::IBig = big & dashu_int::IBig::from(u32::MAX);
            Ok(u32::try_from(low).unwrap_or(0))
        }
        None => Ok(default),
    }
}

fn crc32(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [bytes, start] = arguments::positional(cx, "crc32", args, keywords, 1)?;
    let bytes = buffer(cx, bytes)?;
    let mut hasher = crc32fast::Hasher::new_with_initial(word(cx, start, 0)?);
    hasher.update(&bytes);
    Ok(cx.int(hasher.finalize() as i64))
}

fn adler32(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [bytes, start] = arguments::positional(cx, "adler32", args, keywords, 1)?;
    let bytes = buffer(cx, bytes)?;
    let mut hasher = adler2::Adler32::from_checksum(word(cx, start, 1)?);
    hasher.write_slice(&bytes);
    Ok(cx.int(hasher.checksum() as i64))
}

/// Bytes, level, window bits → bytes.
fn compress(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [bytes, level, window] = arguments::exactly(cx, "compress", args, keywords)?;
    let bytes = buffer(cx, bytes)?;
    let (level, window) = (arguments::size(cx, level)?, arguments::size(cx, window)?);
    let level = if level < 0 { 6 } else { level.min(9) as u8 };
    let packed = if !(0..=15).contains(&window) {
        miniz_oxide::deflate::compress_to_vec(&bytes, level)
    } else {
        miniz_oxide::deflate::compress_to_vec_zlib(&bytes, level)
    };
    if window <= 15 {
        return Ok(cx.bytes(&packed));
    }
    let mut out = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
    out.extend_from_slice(&packed);
    out.extend_from_slice(&crc32fast::hash(&bytes).to_le_bytes());
    out.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    Ok(cx.bytes(&out))
}

/// Bytes, window bits → (bytes, how much of the input was used), or None if the data is damaged.
fn decompress(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    use miniz_oxide::inflate::TINFLStatus;
    use miniz_oxide::inflate::core::{DecompressorOxide, decompress, inflate_flags};
    let [bytes, window] = arguments::exactly(cx, "decompress", args, keywords)?;
    let bytes = buffer(cx, bytes)?;
    let window = arguments::size(cx, window)?;
    let gzip = window > 15 && bytes.starts_with(&[0x1f, 0x8b]);
    let start = if gzip { gzip_header(&bytes) } else { 0 };
    let flags = inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF
        | if window < 0 || gzip { 0 } else { inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER };
    let mut out = vec![0; (bytes.len() * 4).max(256)];
    let mut state = Box::<DecompressorOxide>::default();
    let (mut read, mut written) = (start, 0);
    loop {
        let (status, more, made) = decompress(&mut state, &bytes[read.min(bytes.len())..], &mut out, written, flags);
        read += more;
        written += made;
        match status {
            TINFLStatus::Done => break,
            TINFLStatus::HasMoreOutput => {
                cx.reserve(out.len())?;
                out.resize(out.len() * 2, 0);
            }
            _ => return Ok(Value::NONE),
        }
    }
    if gzip {
        read = (read + 8).min(bytes.len());
    }
    let content = cx.bytes(&out[..written]);
    Ok(cx.tuple(&[content, Value::int(read as i64)]))
}

/// Where the deflated data of a gzip member begins.
fn gzip_header(bytes: &[u8]) -> usize {
    let flags = bytes.get(3).copied().unwrap_or(0);
    let mut at = 10;
    if flags & 4 != 0 {
        let len = |at: usize| bytes.get(at).copied().unwrap_or(0) as usize;
        at += 2 + len(at) + (len(at + 1) << 8);
    }
    for bit in [8, 16] {
        if flags & bit != 0 {
            while bytes.get(at).is_some_and(|b| *b != 0) {
                at += 1;
            }
            at += 1;
        }
    }
    if flags & 2 != 0 {
        at += 2;
    }
    at.min(bytes.len())
}

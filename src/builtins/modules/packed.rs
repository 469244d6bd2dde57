//! Module `struct`: numbers packed into bytes.
//!
//! ```text
//! struct.pack("<ih", 1, 2)  →  b'\x01\x00\x00\x00\x02\x00'
//! ```
//!
//! 1. A format is parsed into items of (code, count); native formats get their padding as items of `x`.

use dashu_int::{IBig, UBig};

use crate::builtins::arguments::{self, Keywords, class_name, int_of, str_of};
use crate::builtins::format::integer::Int;
use crate::builtins::modules::{ModuleDef, set};
use crate::builtins::{protocol, types};
use crate::gc::Gc;
use crate::object::data::data;
use crate::object::{
    ArrayObject, ByteArrayObject, Call, ClassId, ClassObject, ModuleObject, NativeData, NativeDef, NativeIterator,
    PyResult, Raised, Value,
};

/// The module.
pub static STRUCT: ModuleDef = ModuleDef {
    name: "struct",
    functions: &[
        NativeDef::function("calcsize", calcsize),
        NativeDef::function("iter_unpack", iter_unpack),
        NativeDef::function("pack", pack),
        NativeDef::function("pack_into", pack_into),
        NativeDef::function("unpack", unpack),
        NativeDef::function("unpack_from", unpack_from),
    ],
    constants: &[],
    make: Some(make),
};

static METHODS: &[NativeDef] = &[
    NativeDef::static_method("__new__", new_struct),
    NativeDef::getter("format", |cx, args, _| {
        let this = this(cx, args)?;
        Ok(cx.str(&this.text))
    }),
    NativeDef::getter("size", |cx, args, _| Ok(Value::int(this(cx, args)?.size as i64))),
    NativeDef::method("iter_unpack", |cx, args, keywords| {
        let this = this(cx, args)?;
        let [buffer] = arguments::exactly(cx, "iter_unpack", &args[1..], keywords)?;
        iterate(cx, this, buffer)
    }),
    NativeDef::method("pack", |cx, args, _| {
        let this = this(cx, args)?;
        let bytes = this.pack(cx, &args[1..])?;
        Ok(cx.bytes(&bytes))
    }),
    NativeDef::method("pack_into", |cx, args, _| {
        let this = this(cx, args)?;
        write_into(cx, this, &args[1..])
    }),
    NativeDef::method("unpack", |cx, args, keywords| {
        let this = this(cx, args)?;
        let [buffer] = arguments::exactly(cx, "unpack", &args[1..], keywords)?;
        unpack_all(cx, this, buffer)
    }),
    NativeDef::method("unpack_from", |cx, args, keywords| {
        let this = this(cx, args)?;
        read_from(cx, this, &args[1..], keywords)
    }),
];

/// A parsed format.
struct Format {
    text: String,
    items: Vec<Item>,
    size: usize,
    big: bool,
    native: bool,
}

impl NativeData for Format {}

#[derive(Clone, Copy)]
struct Item {
    code: u8,
    /// For `s`, `p` and `x` the number of bytes, else how many there are.
    count: usize,
    /// Bytes of one.
    size: usize,
}

fn make(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    let dict = cx.new_dict();
    let key = cx.name(crate::object::Name::Module);
    let name = cx.intern("struct");
    cx.dict_set_str(dict, key, name);
    let base = Value::object(cx.class(ClassId::Exception));
    let name = cx.intern_str("error");
    let error = cx.new_class(name, &[base], dict)?;
    set(cx, module, "error", Value::object(error));
    let class = cx.native_class("_struct.Struct", METHODS);
    set(cx, module, "Struct", Value::object(class));
    Ok(())
}

/// `struct.error`
fn error(cx: &mut dyn Call, message: impl AsRef<str>) -> Raised {
    let message = cx.str(message.as_ref());
    let class = cx.import("struct").and_then(|module| {
        let name = cx.intern_str("error");
        protocol::get_attr(cx, module, name)
    });
    match class.ok().and_then(|class| class.cast::<ClassObject>()).filter(|class| class.is_exception) {
        Some(class) => Raised(cx.new_exception(class, &[message])),
        None => cx.raise_with(ClassId::ValueError, &[message]),
    }
}

fn this<'a>(cx: &mut dyn Call, args: &[Value]) -> PyResult<&'a Format> {
    match args.first().and_then(|value| data::<Format>(cx, *value)) {
        Some(format) => Ok(format),
        None => Err(cx.type_error("a Struct is required")),
    }
}

fn new_struct(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let Some((class, rest)) = args.split_first() else { return Err(cx.type_error("Struct.__new__(): no class")) };
    let Some(class) = class.cast::<ClassObject>() else { return Err(cx.type_error("Struct.__new__(): no class")) };
    let [format] = arguments::named(cx, "Struct", rest, keywords, ["format"], 1)?;
    let format = parse(cx, format)?;
    Ok(cx.data_instance(class, Box::new(format)))
}

fn parse(cx: &mut dyn Call, format: Value) -> PyResult<Format> {
    let text = match (str_of(cx, format), types::bytes::data_of(format)) {
        (Some(text), _) => text.as_str().to_string(),
        (_, Some(bytes)) => String::from_utf8_lossy(&bytes).into_owned(),
        _ => {
            let class = class_name(cx, format);
            return Err(cx.type_error(format!("Struct() argument 1 must be a str or bytes object, not {class}")));
        }
    };
    let bytes = text.as_bytes();
    let mut at = 0;
    let (mut native, mut big) = (true, cfg!(target_endian = "big"));
    if let Some(first @ (b'@' | b'=' | b'<' | b'>' | b'!')) = bytes.first() {
        native = *first == b'@';
        big = match first {
            b'<' => false,
            b'>' | b'!' => true,
            _ => big,
        };
        at = 1;
    }
    let mut items: Vec<Item> = Vec::new();
    let mut total = 0usize;
    while at < bytes.len() {
        if bytes[at].is_ascii_whitespace() {
            at += 1;
            continue;
        }
        let mut count = 1usize;
        if bytes[at].is_ascii_digit() {
            count = 0;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                count = count.saturating_mul(10).saturating_add((bytes[at] - b'0') as usize);
                at += 1;
            }
            if at == bytes.len() {
                return Err(error(cx, "repeat count given without format specifier"));
            }
        }
        let code = bytes[at];
        at += 1;
        let size = match code {
            b'x' | b'c' | b'b' | b'B' | b'?' | b's' | b'p' => 1,
            b'h' | b'H' | b'e' => 2,
            b'i' | b'I' | b'f' => 4,
            b'l' | b'L' => {
                if native {
                    8
                } else {
                    4
                }
            }
            b'q' | b'Q' | b'd' => 8,
            b'n' | b'N' | b'P' if native => 8,
            _ => return Err(error(cx, "bad char in struct format")),
        };
        if native && size > 1 {
            let padding = total.next_multiple_of(size) - total;
            if padding > 0 {
                items.push(Item { code: b'x', count: padding, size: 1 });
                total += padding;
            }
        }
        match count.checked_mul(size).and_then(|more| total.checked_add(more)).filter(|sum| *sum < 1 << 47) {
            Some(sum) => total = sum,
            None => return Err(error(cx, "total struct size too long")),
        }
        items.push(Item { code, count, size });
    }
    Ok(Format { text, items, size: total, big, native })
}

impl Format {
    /// How many values it takes.
    fn values(&self) -> usize {
        self.items
            .iter()
            .map(|item| match item.code {
                b'x' => 0,
                b's' | b'p' => 1,
                _ => item.count,
            })
            .sum()
    }
    fn push(&self, out: &mut Vec<u8>, little: &[u8]) {
        if self.big { out.extend(little.iter().rev()) } else { out.extend_from_slice(little) }
    }
    fn pack(&self, cx: &mut dyn Call, values: &[Value]) -> PyResult<Vec<u8>> {
        let wanted = self.values();
        if values.len() != wanted {
            return Err(error(cx, format!("pack expected {wanted} items for packing (got {})", values.len())));
        }
        cx.reserve(self.size)?;
        let mut out = Vec::with_capacity(self.size);
        let mut values = values.iter();
        for item in &self.items {
            match item.code {
                b'x' => out.resize(out.len() + item.count, 0),
                b's' | b'p' => {
                    let value = values.next().copied().unwrap_or(Value::NONE);
                    let plain = cx.payload(value);
                    let Some(mut content) = types::bytes::data_of(plain) else {
                        return Err(error(cx, format!("argument for '{}' must be a bytes object", item.code as char)));
                    };
                    if item.code == b'p' && item.count > 0 {
                        content.truncate((item.count - 1).min(255));
                        content.insert(0, content.len() as u8);
                    }
                    content.resize(item.count, 0);
                    out.extend_from_slice(&content);
                }
                _ => {
                    for _ in 0..item.count {
                        let value = values.next().copied().unwrap_or(Value::NONE);
                        self.pack_one(cx, *item, value, &mut out)?;
                    }
                }
            }
        }
        Ok(out)
    }
    fn pack_one(&self, cx: &mut dyn Call, item: Item, value: Value, out: &mut Vec<u8>) -> PyResult<()> {
        match item.code {
            b'c' => match types::bytes::data_of(value) {
                Some(content) if content.len() == 1 => out.push(content[0]),
                _ => return Err(error(cx, "char format requires a bytes object of length 1")),
            },
            b'?' => out.push(protocol::truth(cx, value)? as u8),
            b'e' | b'f' | b'd' => {
                let number = match arguments::real(cx, value) {
                    Ok(number) => number,
                    Err(raised) if cx.is_exception(raised, ClassId::TypeError) => {
                        return Err(error(cx, "required argument is not a float"));
                    }
                    Err(raised) => return Err(raised),
                };
                match item.code {
                    b'd' => self.push(out, &number.to_le_bytes()),
                    b'f' => {
                        let single = number as f32;
                        if single.is_infinite() && number.is_finite() && !self.native {
                            return Err(cx.overflow_error("float too large to pack with f format"));
                        }
                        self.push(out, &single.to_le_bytes());
                    }
                    _ => match half_bits(number) {
                        Some(bits) => self.push(out, &bits.to_le_bytes()),
                        None => return Err(cx.overflow_error("float too large to pack with e format")),
                    },
                }
            }
            code => {
                let plain = match arguments::index(cx, value) {
                    Ok(plain) => plain,
                    Err(raised) if cx.is_exception(raised, ClassId::TypeError) => {
                        return Err(error(cx, "required argument is not an integer"));
                    }
                    Err(raised) => return Err(raised),
                };
                let bits = item.size as u32 * 8;
                let signed = code.is_ascii_lowercase();
                let number: Option<i128> = match int_of(cx, plain) {
                    Some(Int::Small(small)) => Some(small as i128),
                    Some(Int::Big(big)) => i128::try_from(big).ok(),
                    None => None,
                };
                let signed_too = code == b'P';
                let (least, most) =
                    if signed { (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1) } else { (0, (1i128 << bits) - 1) };
                let least = if signed_too { -(1 << 63) } else { least };
                match number {
                    Some(number) if (least..=most).contains(&number) => {
                        self.push(out, &number.to_le_bytes()[..item.size]);
                    }
                    _ => return Err(out_of_range(cx, item, number, least, most)),
                }
            }
        }
        Ok(())
    }
    fn unpack(&self, cx: &mut dyn Call, mut bytes: &[u8]) -> PyResult {
        let mut values = Vec::with_capacity(self.values().min(bytes.len() + 16));
        let mark = cx.root_mark();
        for item in &self.items {
            match item.code {
                b'x' => bytes = &bytes[item.count..],
                b's' => {
                    let value = cx.bytes(&bytes[..item.count]);
                    values.push(value);
                    bytes = &bytes[item.count..];
                }
                b'p' => {
                    let len = bytes.first().map_or(0, |len| *len as usize).min(item.count.saturating_sub(1));
                    let value = if item.count == 0 { cx.bytes(&[]) } else { cx.bytes(&bytes[1..1 + len]) };
                    values.push(value);
                    bytes = &bytes[item.count..];
                }
                _ => {
                    for _ in 0..item.count {
                        let mut raw = [0u8; 16];
                        raw[..item.size].copy_from_slice(&bytes[..item.size]);
                        if self.big {
                            raw[..item.size].reverse();
                        }
                        bytes = &bytes[item.size..];
                        values.push(unpack_one(cx, *item, raw));
                    }
                }
            }
        }
        cx.unroot(mark);
        Ok(cx.tuple(&values))
    }
}

fn out_of_range(cx: &mut dyn Call, item: Item, number: Option<i128>, least: i128, most: i128) -> Raised {
    let message = match item.code {
        _ if number.is_none_or(|number| number.unsigned_abs() > 1 << 64) => "argument out of range".to_string(),
        b'b' => "byte format requires -128 <= number <= 127".to_string(),
        b'B' => "ubyte format requires 0 <= number <= 255".to_string(),
        b'h' => format!("short format requires {least} <= number <= {most}"),
        b'H' => format!("ushort format requires 0 <= number <= {most}"),
        b'I' | b'L' if number.is_none_or(|number| number < 0) => "argument out of range".to_string(),
        _ if item.size == 8 => "argument out of range".to_string(),
        code => format!("'{}' format requires {least} <= number <= {most}", code as char),
    };
    error(cx, message)
}

/// The bits of the nearest half-precision number.
fn half_bits(number: f64) -> Option<u16> {
    let sign = if number.is_sign_negative() { 0x8000 } else { 0 };
    let number = number.abs();
    if number.is_nan() {
        return Some(sign | 0x7e00);
    }
    if number.is_infinite() {
        return Some(sign | 0x7c00);
    }
    if number == 0.0 {
        return Some(sign);
    }
    // Units of the last place: 2^-24 below 2^-14, else 2^(exponent - 10).
    let exponent = ((number.to_bits() >> 52) as i32 - 1023).max(-14);
    let scaled = number * 2f64.powi(10 - exponent);
    let mut mantissa = scaled.round_ties_even() as u32;
    let mut exponent = exponent;
    if mantissa >= 2048 {
        mantissa >>= 1;
        exponent += 1;
    }
    if exponent > 15 {
        return None;
    }
    Some(
        sign | if mantissa < 1024 {
            mantissa as u16
        } else {
            (((exponent + 15) as u16) << 10) | (mantissa - 1024) as u16
        },
    )
}

fn half_value(bits: u16) -> f64 {
    let sign = if bits & 0x8000 != 0 { -1.0 } else { 1.0 };
    let (exponent, mantissa) = (((bits >> 10) & 31) as i32, (bits & 1023) as f64);
    sign * match exponent {
        0 => mantissa * 2f64.powi(-24),
        31 if mantissa == 0.0 => f64::INFINITY,
        31 => f64::NAN,
        _ => (1024.0 + mantissa) * 2f64.powi(exponent - 25),
    }
}

fn unpack_one(cx: &mut dyn Call, item: Item, raw: [u8; 16]) -> Value {
    let word = u64::from_le_bytes([raw[0], raw[1], raw[2], raw[3], raw[4], raw[5], raw[6], raw[7]]);
    match item.code {
        b'c' => cx.bytes(&raw[..1]),
        b'?' => Value::bool(raw[0] != 0),
        b'd' => Value::float(f64::from_bits(word)),
        b'f' => Value::float(f32::from_bits(word as u32) as f64),
        b'e' => Value::float(half_value(word as u16)),
        code if code.is_ascii_lowercase() => {
            let shift = 64 - item.size as u32 * 8;
            cx.int(((word << shift) as i64) >> shift)
        }
        _ => match i64::try_from(word) {
            Ok(small) => cx.int(small),
            Err(_) => cx.big(IBig::from(UBig::from(word))),
        },
    }
}

/// The bytes of one native item: its code must be one of those with a size.
pub fn item_size(code: u8) -> Option<usize> {
    Some(match code {
        b'c' | b'b' | b'B' | b'?' => 1,
        b'h' | b'H' | b'e' => 2,
        b'i' | b'I' | b'f' => 4,
        b'l' | b'L' | b'q' | b'Q' | b'd' | b'n' | b'N' | b'P' => 8,
        _ => return None,
    })
}

/// One native item as an object.
pub fn item_value(cx: &mut dyn Call, code: u8, bytes: &[u8]) -> Value {
    let mut raw = [0u8; 16];
    raw[..bytes.len()].copy_from_slice(bytes);
    unpack_one(cx, Item { code, count: 1, size: bytes.len() }, raw)
}

/// An object as one native item, with the errors of `struct`.
pub fn item_bytes(cx: &mut dyn Call, code: u8, value: Value) -> PyResult<Vec<u8>> {
    let item = Item { code, count: 1, size: item_size(code).unwrap_or(1) };
    let format = Format { text: String::new(), items: Vec::new(), size: 0, big: false, native: true };
    let mut out = Vec::with_capacity(8);
    format.pack_one(cx, item, value, &mut out)?;
    Ok(out)
}

/// Whether an exception is a `struct.error`.
pub fn is_error(cx: &mut dyn Call, raised: Raised) -> bool {
    cx.type_of(Value::object(raised.0)).name_str() == "error"
}

fn unpack_all(cx: &mut dyn Call, format: &Format, buffer: Value) -> PyResult {
    let bytes = content(cx, buffer)?;
    if bytes.len() != format.size {
        return Err(error(cx, format!("unpack requires a buffer of {} bytes", format.size)));
    }
    format.unpack(cx, &bytes)
}

fn content(cx: &mut dyn Call, buffer: Value) -> PyResult<Vec<u8>> {
    match types::bytes::content(cx, buffer) {
        Some(bytes) => Ok(bytes.into_owned()),
        None => {
            let class = class_name(cx, buffer);
            Err(cx.type_error(format!("a bytes-like object is required, not '{class}'")))
        }
    }
}

fn calcsize(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [format] = arguments::exactly(cx, "calcsize", args, keywords)?;
    Ok(Value::int(parse(cx, format)?.size as i64))
}

fn pack(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let Some((format, values)) = args.split_first() else {
        return Err(cx.type_error("pack expected at least 1 argument, got 0"));
    };
    let format = parse(cx, *format)?;
    let bytes = format.pack(cx, values)?;
    Ok(cx.bytes(&bytes))
}

fn unpack(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [format, buffer] = arguments::exactly(cx, "unpack", args, keywords)?;
    let format = parse(cx, format)?;
    unpack_all(cx, &format, buffer)
}

/// The place that an offset means in a buffer of that length.
fn place(cx: &mut dyn Call, format: &Format, offset: i64, len: usize, doing: &str) -> PyResult<usize> {
    let start = if offset < 0 { offset + len as i64 } else { offset };
    if offset < 0 && start < 0 {
        return Err(error(cx, format!("offset {offset} out of range for {len}-byte buffer")));
    }
    let size = format.size;
    if offset < 0 && (len as i64 - start) < size as i64 {
        return Err(error(
            cx,
            if doing == "pack_into" {
                format!("no space to pack {size} bytes at offset {offset}")
            } else {
                format!("not enough data to unpack {size} bytes at offset {offset}")
            },
        ));
    }
    if start as usize + size > len {
        let least = start as usize + size;
        return Err(error(
            cx,
            format!(
                "{doing} requires a buffer of at least {least} bytes for {} {size} bytes at offset {start} (actual buffer size is {len})",
                if doing == "pack_into" { "packing" } else { "unpacking" }
            ),
        ));
    }
    Ok(start as usize)
}

fn read_from(cx: &mut dyn Call, format: &Format, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [buffer, offset] = arguments::named(cx, "unpack_from", args, keywords, ["buffer", "offset"], 1)?;
    let bytes = content(cx, buffer)?;
    let offset = if offset.is_unbound() { 0 } else { arguments::size(cx, offset)? };
    let start = place(cx, format, offset, bytes.len(), "unpack_from")?;
    format.unpack(cx, &bytes[start..start + format.size])
}

fn unpack_from(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let Some((format, rest)) = args.split_first() else {
        return Err(cx.type_error("unpack_from expected at least 1 argument, got 0"));
    };
    let format = parse(cx, *format)?;
    read_from(cx, &format, rest, keywords)
}

fn write_into(cx: &mut dyn Call, format: &Format, args: &[Value]) -> PyResult {
    let [buffer, offset, values @ ..] = args else {
        return Err(cx.type_error("pack_into expected buffer argument"));
    };
    let offset = arguments::size(cx, *offset)?;
    let packed = format.pack(cx, values)?;
    if let Some(array) = cx.payload(*buffer).cast::<ByteArrayObject>() {
        let len = array.data.borrow().len();
        let start = place(cx, format, offset, len, "pack_into")?;
        array.data.borrow_mut()[start..start + packed.len()].copy_from_slice(&packed);
        return Ok(Value::NONE);
    }
    if let Some(array) = cx.payload(*buffer).cast::<ArrayObject>() {
        let len = array.data.borrow().len();
        let start = place(cx, format, offset, len, "pack_into")?;
        array.data.borrow_mut()[start..start + packed.len()].copy_from_slice(&packed);
        array.settle(true);
        return Ok(Value::NONE);
    }
    let class = class_name(cx, *buffer);
    Err(cx.type_error(format!("argument must be read-write bytes-like object, not {class}")))
}

fn pack_into(cx: &mut dyn Call, args: &[Value], _: Keywords<'_>) -> PyResult {
    let Some((format, rest)) = args.split_first() else {
        return Err(cx.type_error("pack_into expected at least 1 argument, got 0"));
    };
    let format = parse(cx, *format)?;
    write_into(cx, &format, rest)
}

/// What `iter_unpack` gives.
struct Unpacker {
    format: Format,
    bytes: Vec<u8>,
    at: std::cell::Cell<usize>,
}

impl NativeIterator for Unpacker {
    fn class(&self) -> ClassId {
        ClassId::SequenceIterator
    }
    fn next(&self, cx: &mut dyn Call) -> PyResult<Option<Value>> {
        let start = self.at.get();
        if start >= self.bytes.len() {
            return Ok(None);
        }
        self.at.set(start + self.format.size);
        self.format.unpack(cx, &self.bytes[start..start + self.format.size]).map(Some)
    }
    fn trace(&self, _: &mut crate::gc::Tracer<'_>) {}
}

fn iterate(cx: &mut dyn Call, format: &Format, buffer: Value) -> PyResult {
    let bytes = content(cx, buffer)?;
    if format.size == 0 {
        return Err(error(cx, "cannot iteratively unpack with a struct of length 0"));
    }
    if bytes.len() % format.size != 0 {
        return Err(error(cx, format!("iterative unpacking requires a buffer of a multiple of {} bytes", format.size)));
    }
    let format = Format {
        text: format.text.clone(),
        items: format.items.clone(),
        size: format.size,
        big: format.big,
        native: format.native,
    };
    let unpacker = Unpacker { format, bytes, at: std::cell::Cell::new(0) };
    Ok(cx.iterator(crate::object::IteratorState::Native(std::rc::Rc::new(unpacker))))
}

fn iter_unpack(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [format, buffer] = arguments::exactly(cx, "iter_unpack", args, keywords)?;
    let format = parse(cx, format)?;
    iterate(cx, &format, buffer)
}

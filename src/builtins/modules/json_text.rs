//! Module `_json`: objects to JSON text and back, under module `json`.
//!
//! 1. Hooks and `default` may run anything: containers being read are rooted, and a list being written is
//!    indexed anew for each item.

use crate::builtins::arguments::{self, Keywords, class_name, int_of, str_of};
use crate::builtins::modules::ModuleDef;
use crate::builtins::{format, protocol, repr};
use crate::gc::Gc;
use crate::object::dict::dict_set;
use crate::object::{Call, DictObject, ListObject, NativeDef, PyResult, Raised, StrObject, TupleObject, Value};

/// The module.
pub static JSON: ModuleDef = ModuleDef {
    name: "_json",
    functions: &[
        NativeDef::function("decode", decode),
        NativeDef::function("encode", encode),
        NativeDef::function("quote", |cx, args, keywords| {
            let [text, ascii] = arguments::exactly(cx, "quote", args, keywords)?;
            let Some(text) = str_of(cx, text) else {
                let class = class_name(cx, text);
                return Err(cx.type_error(format!("first argument must be a string, not {class}")));
            };
            let mut out = String::new();
            quote(text.as_str(), ascii == Value::TRUE, &mut out);
            cx.try_str(&out)
        }),
    ],
    constants: &[],
    make: None,
};

fn quote(text: &str, ascii: bool, out: &mut String) {
    out.push('"');
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if (32..127).contains(&byte) && byte != b'"' && byte != b'\\' || byte >= 127 && !ascii {
            continue;
        }
        if byte >= 0x80 && byte & 0xc0 == 0x80 {
            continue;
        }
        out.push_str(text.get(from..at).unwrap_or(""));
        from = at + 1;
        match byte {
            b'"' => out.push_str("\\\""),
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            12 => out.push_str("\\f"),
            8 => out.push_str("\\b"),
            0..32 | 127 => out.push_str(&format!("\\u{byte:04x}")),
            _ => {
                let c = text[at..].chars().next().unwrap_or(' ');
                from = at + c.len_utf8();
                let mut units = [0; 2];
                for unit in c.encode_utf16(&mut units) {
                    out.push_str(&format!("\\u{unit:04x}"));
                }
            }
        }
    }
    out.push_str(text.get(from..).unwrap_or(""));
    out.push('"');
}

struct Writer<'a> {
    out: String,
    default: Value,
    ascii: bool,
    allow_nan: bool,
    skip_keys: bool,
    sort_keys: bool,
    check: bool,
    indent: Option<&'a str>,
    item_separator: &'a str,
    key_separator: &'a str,
    active: Vec<Value>,
    /// Objects whose stand-ins from `default` are being written.
    stood_in: Vec<Value>,
}

/// `(object, default, ensure_ascii, allow_nan, skipkeys, sort_keys, check_circular, indent, item_separator,
/// key_separator)` → str.
fn encode(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, default, ascii, nan, skip, sort, check, indent, item, key] =
        arguments::exactly(cx, "encode", args, keywords)?;
    let text = |cx: &mut dyn Call, value: Value| str_of(cx, value).map(|text| text.as_str());
    let truth = |cx: &mut dyn Call, value: Value| protocol::truth(cx, value);
    let mut writer = Writer {
        out: String::new(),
        default,
        ascii: truth(cx, ascii)?,
        allow_nan: truth(cx, nan)?,
        skip_keys: truth(cx, skip)?,
        sort_keys: truth(cx, sort)?,
        check: truth(cx, check)?,
        indent: text(cx, indent),
        item_separator: text(cx, item).unwrap_or(", "),
        key_separator: text(cx, key).unwrap_or(": "),
        active: Vec::new(),
        stood_in: Vec::new(),
    };
    writer.write(cx, object)?;
    cx.try_str(&writer.out)
}

impl Writer<'_> {
    fn float(&self, cx: &mut dyn Call, number: f64) -> PyResult<String> {
        if number.is_finite() {
            return Ok(format::float::repr(number));
        }
        if !self.allow_nan {
            return Err(cx.value_error("Out of range float values are not JSON compliant"));
        }
        Ok(if number.is_nan() {
            "NaN".into()
        } else if number > 0.0 {
            "Infinity".into()
        } else {
            "-Infinity".into()
        })
    }

    fn write(&mut self, cx: &mut dyn Call, object: Value) -> PyResult<()> {
        if self.out.len() > 1 << 20 && self.out.len() == self.out.capacity() {
            cx.reserve(self.out.len())?;
        }
        if let Some(text) = object.cast::<StrObject>() {
            quote(text.as_str(), self.ascii, &mut self.out);
            return Ok(());
        }
        if object.is_none() || object.is_bool() {
            self.out.push_str(match object {
                Value::TRUE => "true",
                Value::FALSE => "false",
                _ => "null",
            });
            return Ok(());
        }
        let plain = cx.payload(object);
        if let Some(text) = plain.cast::<StrObject>() {
            quote(text.as_str(), self.ascii, &mut self.out);
        } else if let Some(int) = int_of(cx, plain) {
            let text = repr::int_text(cx, int)?;
            self.out.push_str(&text);
        } else if let Some(number) = plain.as_float() {
            let text = self.float(cx, number)?;
            self.out.push_str(&text);
        } else {
            cx.enter_native(" while encoding a JSON object")?;
            let result = self.container(cx, object, plain);
            cx.leave_native();
            return result;
        }
        Ok(())
    }

    fn line(&mut self) {
        if let Some(indent) = self.indent {
            self.out.push('\n');
            for _ in 0..self.active.len() {
                self.out.push_str(indent);
            }
        }
    }

    fn container(&mut self, cx: &mut dyn Call, object: Value, plain: Value) -> PyResult<()> {
        let (list, tuple, dict) = (plain.cast::<ListObject>(), plain.cast::<TupleObject>(), plain.cast::<DictObject>());
        if self.check && self.active.contains(&object) {
            return Err(cx.value_error("Circular reference detected"));
        }
        if list.is_none() && tuple.is_none() && dict.is_none() {
            let mark = cx.root_mark();
            cx.root(object);
            let made = cx.call(self.default, &[object], &[])?;
            cx.root(made);
            let circular = self.check && (made == object || self.active.contains(&made));
            // The stand-in stands as deep as the object does, which it must not contain.
            self.stood_in.push(object);
            let result = if circular || self.stood_in[..self.stood_in.len() - 1].contains(&object) {
                Err(cx.value_error("Circular reference detected"))
            } else {
                self.write(cx, made)
            };
            self.stood_in.pop();
            cx.unroot(mark);
            return result;
        }
        if let Some(dict) = dict {
            return self.dict(cx, object, dict);
        }
        let len = |_: &mut dyn Call| match (list, tuple) {
            (Some(list), _) => list.len.get(),
            (_, Some(tuple)) => tuple.len,
            _ => 0,
        };
        if len(cx) == 0 {
            self.out.push_str("[]");
            return Ok(());
        }
        self.active.push(object);
        self.out.push('[');
        let mut index = 0;
        while index < len(cx) {
            let item = match (list, tuple) {
                (Some(list), _) => ListObject::get(list, index).unwrap_or(Value::NONE),
                (_, Some(tuple)) => TupleObject::items(tuple)[index],
                _ => Value::NONE,
            };
            if index > 0 {
                self.out.push_str(self.item_separator);
            }
            self.line();
            self.write(cx, item)?;
            index += 1;
        }
        self.active.pop();
        self.line();
        self.out.push(']');
        Ok(())
    }

    fn dict(&mut self, cx: &mut dyn Call, object: Value, dict: Gc<DictObject>) -> PyResult<()> {
        let mut pairs = DictObject::pairs(dict);
        let mark = cx.root_mark();
        if self.sort_keys {
            let mut tuples = Vec::with_capacity(pairs.len());
            for (key, value) in &pairs {
                let pair = cx.tuple(&[*key, *value]);
                cx.root(pair);
                tuples.push(pair);
            }
            let sorted = crate::builtins::sorting::sort(cx, tuples, Value::NONE, false)?;
            pairs = sorted
                .into_iter()
                .filter_map(|pair| pair.cast::<TupleObject>().map(TupleObject::items))
                .map(|pair| (pair[0], pair[1]))
                .collect();
        } else {
            for (key, value) in &pairs {
                cx.root(*key);
                cx.root(*value);
            }
        }
        self.active.push(object);
        let mut any = false;
        for (key, value) in pairs {
            let plain = cx.payload(key);
            let text = if plain.cast::<StrObject>().is_some() {
                None
            } else if let Some(number) = plain.as_float() {
                Some(self.float(cx, number)?)
            } else if key.is_bool() || key.is_none() {
                Some(
                    if key.is_none() {
                        "null"
                    } else if key == Value::TRUE {
                        "true"
                    } else {
                        "false"
                    }
                    .to_string(),
                )
            } else if let Some(int) = int_of(cx, plain) {
                Some(repr::int_text(cx, int)?)
            } else if self.skip_keys {
                continue;
            } else {
                let class = class_name(cx, key);
                let message = format!("keys must be str, int, float, bool or None, not {class}");
                return Err(cx.type_error(message));
            };
            self.out.push_str(if any { self.item_separator } else { "{" });
            any = true;
            self.line();
            match (text, plain.cast::<StrObject>()) {
                (Some(text), _) => quote(&text, self.ascii, &mut self.out),
                (None, Some(text)) => quote(text.as_str(), self.ascii, &mut self.out),
                _ => {}
            }
            self.out.push_str(self.key_separator);
            self.write(cx, value)?;
        }
        self.active.pop();
        cx.unroot(mark);
        if any {
            self.line();
            self.out.push('}');
        } else {
            self.out.push_str("{}");
        }
        Ok(())
    }
}

struct Reader<'a> {
    source: Value,
    text: &'a str,
    at: usize,
    strict: bool,
    object_hook: Value,
    pairs_hook: Value,
    parse_float: Value,
    parse_int: Value,
    parse_constant: Value,
}

/// `(text, start, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant)` → (value, end).
fn decode(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [source, start, strict, object_hook, pairs_hook, parse_float, parse_int, parse_constant] =
        arguments::exactly(cx, "decode", args, keywords)?;
    let Some(text) = str_of(cx, source) else {
        let class = class_name(cx, source);
        return Err(cx.type_error(format!("first argument must be a string, not {class}")));
    };
    let start = arguments::size(cx, start)?.max(0) as usize;
    let at = cx.byte_index(text, start.min(text.char_len()));
    let strict = protocol::truth(cx, strict)?;
    let mut reader = Reader {
        source: Value::object(text),
        text: text.as_str(),
        at,
        strict,
        object_hook,
        pairs_hook,
        parse_float,
        parse_int,
        parse_constant,
    };
    let mark = cx.root_mark();
    cx.root(source);
    let value = reader.value(cx)?;
    let end = cx.char_index(text, reader.at);
    cx.unroot(mark);
    Ok(cx.tuple(&[value, Value::int(end as i64)]))
}

impl Reader<'_> {
    fn fail(&self, cx: &mut dyn Call, message: &str, at: usize) -> Raised {
        let position = self.text.get(..at).map_or(0, |before| before.chars().count());
        let made = cx.import("json").and_then(|module| {
            let name = cx.intern_str("JSONDecodeError");
            let class = protocol::get_attr(cx, module, name)?;
            let message = cx.str(message);
            cx.call(class, &[message, self.source, Value::int(position as i64)], &[])
        });
        match made {
            Ok(made) => match cx.as_exception(made) {
                Some(exception) => Raised(exception),
                None => cx.value_error(message),
            },
            Err(raised) => raised,
        }
    }
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }
    fn skip(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn value(&mut self, cx: &mut dyn Call) -> PyResult {
        let start = self.at;
        match self.peek() {
            b'"' => {
                self.at += 1;
                let text = self.string(cx, start)?;
                Ok(text)
            }
            b'{' => {
                cx.enter_native(" while decoding a JSON object from a unicode string")?;
                let result = self.object(cx);
                cx.leave_native();
                result
            }
            b'[' => {
                cx.enter_native(" while decoding a JSON array from a unicode string")?;
                let result = self.array(cx);
                cx.leave_native();
                result
            }
            _ => {
                for (word, value) in [("null", Value::NONE), ("true", Value::TRUE), ("false", Value::FALSE)] {
                    if self.text[start..].starts_with(word) {
                        self.at += word.len();
                        return Ok(value);
                    }
                }
                for (word, value) in [("NaN", f64::NAN), ("Infinity", f64::INFINITY), ("-Infinity", f64::NEG_INFINITY)]
                {
                    if self.text[start..].starts_with(word) {
                        self.at += word.len();
                        if self.parse_constant.is_none() {
                            return Ok(Value::float(value));
                        }
                        let word = cx.str(word);
                        return cx.call(self.parse_constant, &[word], &[]);
                    }
                }
                self.number(cx)
            }
        }
    }

    fn number(&mut self, cx: &mut dyn Call) -> PyResult {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut at = start + (self.peek() == b'-') as usize;
        let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        match bytes.get(at) {
            Some(b'0') => at += 1,
            Some(b'1'..=b'9') => at += digits(at),
            _ => return Err(self.fail(cx, "Expecting value", start)),
        }
        let mut is_float = false;
        if bytes.get(at) == Some(&b'.') && digits(at + 1) > 0 {
            at += 1 + digits(at + 1);
            is_float = true;
        }
        if matches!(bytes.get(at), Some(b'e' | b'E')) {
            let sign = matches!(bytes.get(at + 1), Some(b'+' | b'-')) as usize;
            if at + 1 + sign < bytes.len() && digits(at + 1 + sign) > 0 {
                at += 1 + sign + digits(at + 1 + sign);
                is_float = true;
            }
        }
        let text = &self.text[start..at];
        self.at = at;
        let hook = if is_float { self.parse_float } else { self.parse_int };
        if !hook.is_none() {
            let text = cx.str(text);
            return cx.call(hook, &[text], &[]);
        }
        if is_float {
            return Ok(Value::float(text.parse().unwrap_or(f64::NAN)));
        }
        if text.len() < 19
            && let Ok(small) = text.parse::<i64>()
        {
            return Ok(cx.int(small));
        }
        let text = cx.str(text);
        let class = Value::object(cx.class(crate::object::ClassId::Int));
        cx.call(class, &[text], &[])
    }

    /// The str whose opening quote stands at `begin`.
    fn string(&mut self, cx: &mut dyn Call, begin: usize) -> PyResult {
        let bytes = self.text.as_bytes();
        let start = self.at;
        // Most have nothing special inside.
        let plain = bytes[start..].iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..32));
        if let Some(len) = plain
            && bytes[start + len] == b'"'
        {
            self.at = start + len + 1;
            let text = &self.text[start..start + len];
            return if len <= 24 { Ok(cx.intern(text)) } else { cx.try_str(text) };
        }
        let mut out = String::new();
        loop {
            let rest = &bytes[self.at..];
            let Some(len) = rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..32)) else {
                return Err(self.fail(cx, "Unterminated string starting at", begin));
            };
            out.push_str(&self.text[self.at..self.at + len]);
            self.at += len;
            match bytes[self.at] {
                b'"' => {
                    self.at += 1;
                    return cx.try_str(&out);
                }
                b'\\' => {
                    let slash = self.at;
                    let Some(letter) = bytes.get(slash + 1) else {
                        return Err(self.fail(cx, "Unterminated string starting at", begin));
                    };
                    self.at += 2;
                    out.push(match letter {
                        b'"' => '"',
                        b'\\' => '\\',
                        b'/' => '/',
                        b'b' => '\x08',
                        b'f' => '\x0c',
                        b'n' => '\n',
                        b'r' => '\r',
                        b't' => '\t',
                        b'u' => {
                            let unit = self.unit(cx, slash)?;
                            self.wide(cx, unit)?
                        }
                        _ => return Err(self.fail(cx, "Invalid \\escape", slash)),
                    });
                }
                control => {
                    if self.strict {
                        return Err(self.fail(cx, "Invalid control character at", self.at));
                    }
                    out.push(control as char);
                    self.at += 1;
                }
            }
        }
    }

    fn unit(&mut self, cx: &mut dyn Call, slash: usize) -> PyResult<u32> {
        let digits = self.text.get(self.at..self.at + 4).filter(|d| d.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match digits.and_then(|digits| u32::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                self.at += 4;
                Ok(unit)
            }
            None => Err(self.fail(cx, "Invalid \\uXXXX escape", slash + 1)),
        }
    }

    /// The character that a unit begins, with the second half of a pair behind it.
    fn wide(&mut self, cx: &mut dyn Call, unit: u32) -> PyResult<char> {
        if (0xd800..0xdc00).contains(&unit) && self.text[self.at..].starts_with("\\u") {
            let back = self.at;
            self.at += 2;
            let second = self.unit(cx, back)?;
            if (0xdc00..0xe000).contains(&second) {
                let code = 0x10000 + ((unit - 0xd800) << 10 | (second - 0xdc00));
                return Ok(char::from_u32(code).unwrap_or('\u{fffd}'));
            }
            self.at = back;
        }
        // A half alone is no character here.
        Ok(char::from_u32(unit).unwrap_or('\u{fffd}'))
    }

    fn array(&mut self, cx: &mut dyn Call) -> PyResult {
        let list = cx.new_list();
        let mark = cx.root_mark();
        cx.root(Value::object(list));
        self.at += 1;
        self.skip();
        if self.peek() == b']' {
            self.at += 1;
            cx.unroot(mark);
            return Ok(Value::object(list));
        }
        loop {
            let value = self.value(cx)?;
            cx.list_push(list, value)?;
            self.skip();
            match self.peek() {
                b',' => self.at += 1,
                b']' => break,
                _ => return Err(self.fail(cx, "Expecting ',' delimiter", self.at)),
            }
            self.skip();
        }
        self.at += 1;
        cx.unroot(mark);
        Ok(Value::object(list))
    }

    fn object(&mut self, cx: &mut dyn Call) -> PyResult {
        let dict = cx.new_dict();
        let pairs = if self.pairs_hook.is_none() { None } else { Some(cx.new_list()) };
        let mark = cx.root_mark();
        cx.root(Value::object(dict));
        if let Some(pairs) = pairs {
            cx.root(Value::object(pairs));
        }
        self.at += 1;
        self.skip();
        if self.peek() == b'}' {
            self.at += 1;
        } else {
            loop {
                let begin = self.at;
                if self.peek() != b'"' {
                    return Err(self.fail(cx, "Expecting property name enclosed in double quotes", begin));
                }
                self.at += 1;
                let key = self.string(cx, begin)?;
                self.skip();
                if self.peek() != b':' {
                    return Err(self.fail(cx, "Expecting ':' delimiter", self.at));
                }
                self.at += 1;
                self.skip();
                let inner = cx.root_mark();
                cx.root(key);
                let value = self.value(cx)?;
                cx.unroot(inner);
                match pairs {
                    Some(pairs) => {
                        let pair = cx.tuple(&[key, value]);
                        cx.list_push(pairs, pair)?;
                    }
                    None => dict_set(cx, dict, key, value)?,
                }
                self.skip();
                match self.peek() {
                    b',' => self.at += 1,
                    b'}' => break,
                    _ => return Err(self.fail(cx, "Expecting ',' delimiter", self.at)),
                }
                self.skip();
            }
            self.at += 1;
        }
        let result = match pairs {
            Some(pairs) => cx.call(self.pairs_hook, &[Value::object(pairs)], &[]),
            None if self.object_hook.is_none() => Ok(Value::object(dict)),
            None => cx.call(self.object_hook, &[Value::object(dict)], &[]),
        };
        cx.unroot(mark);
        result
    }
}

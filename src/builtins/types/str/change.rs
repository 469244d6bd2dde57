//! Methods that give a changed text.

use super::{this, wanted_str};
use crate::builtins::arguments::{self, Keywords, class_name, int_of, str_of};
use crate::builtins::format::integer::Int;
use crate::builtins::{parse, protocol, text};
use crate::object::class_id::ClassId;
use crate::object::dict::dict_set;
use crate::object::{Call, DictObject, PyResult, Value};

macro_rules! mapped {
    ($($name:ident $text:literal $map:expr;)*) => {$(
        pub fn $name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
            let this = this(cx, args)?;
            arguments::exactly::<0>(cx, $text, &args[1..], keywords)?;
            let map: fn(&str) -> String = $map;
            cx.try_str(&map(this.as_str()))
        }
    )*};
}

mapped! {
    capitalize "str.capitalize" text::capitalize;
    casefold "str.casefold" text::case_fold;
    lower "str.lower" text::lower;
    swapcase "str.swapcase" text::swap_case;
    title "str.title" text::title;
    upper "str.upper" text::upper;
}

fn trim(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>, name: &str, left: bool, right: bool) -> PyResult {
    let this = this(cx, args)?;
    let [chars] = arguments::positional(cx, name, &args[1..], keywords, 0)?;
    let text = this.as_str();
    let cut = |drop: &dyn Fn(char) -> bool| {
        let text = if left { text.trim_start_matches(drop) } else { text };
        if right { text.trim_end_matches(drop) } else { text }
    };
    let result = if chars.is_unbound() || chars.is_none() {
        cut(&parse::is_space)
    } else {
        let Some(chars) = str_of(cx, chars) else {
            return Err(cx.type_error(format!("{name} arg must be None or str")));
        };
        cut(&|c| chars.as_str().contains(c))
    };
    if result.len() == text.len() {
        return Ok(Value::object(this));
    }
    Ok(cx.str(result))
}
pub fn strip(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    trim(cx, args, keywords, "strip", true, true)
}
pub fn lstrip(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    trim(cx, args, keywords, "lstrip", true, false)
}
pub fn rstrip(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    trim(cx, args, keywords, "rstrip", false, true)
}

/// Pads to `width` with what the call's second argument says; `before` splits the missing characters.
fn pad(
    cx: &mut dyn Call,
    args: &[Value],
    keywords: Keywords<'_>,
    name: &str,
    before: fn(usize, usize) -> usize,
) -> PyResult {
    let this = this(cx, args)?;
    let [width, fill] = arguments::positional(cx, name, &args[1..], keywords, 1)?;
    let width = arguments::size(cx, width)?;
    let mut filler = ' ';
    if !fill.is_unbound() {
        let Some(found) = str_of(cx, fill) else {
            let class = class_name(cx, fill);
            return Err(cx.type_error(format!("The fill character must be a unicode character, not {class}")));
        };
        if found.char_len() != 1 {
            return Err(cx.type_error("The fill character must be exactly one character long"));
        }
        filler = found.as_str().chars().next().unwrap_or(' ');
    }
    let len = this.char_len();
    let width = width.max(0) as usize;
    if width <= len {
        return Ok(Value::object(this));
    }
    let missing = width - len;
    cx.reserve(missing.saturating_mul(filler.len_utf8()))?;
    let left = before(missing, width);
    let mut out = String::with_capacity(this.byte_len as usize + missing * filler.len_utf8());
    crate::builtins::format::push_fill(&mut out, filler, left);
    out.push_str(this.as_str());
    crate::builtins::format::push_fill(&mut out, filler, missing - left);
    Ok(cx.str(&out))
}
pub fn center(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    pad(cx, args, keywords, "center", |missing, width| missing / 2 + (missing & width & 1))
}
pub fn ljust(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    pad(cx, args, keywords, "ljust", |_, _| 0)
}
pub fn rjust(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    pad(cx, args, keywords, "rjust", |missing, _| missing)
}

pub fn zfill(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [width] = arguments::exactly(cx, "str.zfill", &args[1..], keywords)?;
    let width = arguments::size(cx, width)?.max(0) as usize;
    let missing = width.saturating_sub(this.char_len());
    if missing == 0 {
        return Ok(Value::object(this));
    }
    cx.reserve(missing)?;
    let text = this.as_str();
    let sign = if text.starts_with(['+', '-']) { 1 } else { 0 };
    let out = format!("{}{}{}", &text[..sign], "0".repeat(missing), &text[sign..]);
    Ok(cx.str(&out))
}

pub fn expandtabs(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [size] = arguments::named(cx, "expandtabs", &args[1..], keywords, ["tabsize"], 0)?;
    let size = if size.is_unbound() { 8 } else { arguments::size(cx, size)? };
    let tabs = this.as_str().matches('\t').count();
    cx.reserve(tabs.saturating_mul(size.max(0) as usize))?;
    cx.try_str(&text::expand_tabs(this.as_str(), size))
}

pub fn removeprefix(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [prefix] = arguments::exactly(cx, "str.removeprefix", &args[1..], keywords)?;
    let prefix = wanted_str(cx, prefix, "removeprefix", "")?;
    match this.as_str().strip_prefix(prefix.as_str()) {
        Some(rest) => Ok(cx.str(rest)),
        None => Ok(Value::object(this)),
    }
}
pub fn removesuffix(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [suffix] = arguments::exactly(cx, "str.removesuffix", &args[1..], keywords)?;
    let suffix = wanted_str(cx, suffix, "removesuffix", "")?;
    match this.as_str().strip_suffix(suffix.as_str()) {
        Some(rest) => Ok(cx.str(rest)),
        None => Ok(Value::object(this)),
    }
}

pub fn replace(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [old, new, count] = arguments::positional(cx, "replace", &args[1..], keywords, 2)?;
    let old = wanted_str(cx, old, "replace", " 1")?;
    let new = wanted_str(cx, new, "replace", " 2")?;
    let count = if count.is_unbound() { -1 } else { arguments::size(cx, count)? };
    let limit = usize::try_from(count).unwrap_or(usize::MAX);
    let found = if old.as_str().is_empty() { this.char_len() + 1 } else { this.as_str().matches(old.as_str()).count() };
    let times = found.min(limit);
    if times == 0 {
        return Ok(Value::object(this));
    }
    cx.reserve((new.byte_len as usize).saturating_mul(times))?;
    cx.try_str(&this.as_str().replacen(old.as_str(), new.as_str(), limit))
}

pub fn encode(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [encoding, errors] = arguments::named(cx, "encode", &args[1..], keywords, ["encoding", "errors"], 0)?;
    let encoding = if encoding.is_unbound() { None } else { Some(wanted_str(cx, encoding, "encode", " 'encoding'")?) };
    let errors = if errors.is_unbound() { None } else { Some(wanted_str(cx, errors, "encode", " 'errors'")?) };
    let encoding = encoding.map_or("utf-8", |e| e.as_str());
    let errors = errors.map_or("strict", |e| e.as_str());
    crate::builtins::types::codec::encode(cx, this.as_str(), encoding, errors)
}

pub fn translate(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let this = this(cx, args)?;
    let [table] = arguments::exactly(cx, "str.translate", &args[1..], keywords)?;
    let mut out = String::with_capacity(this.byte_len as usize);
    for c in this.as_str().chars() {
        let found = match protocol::get_item(cx, table, Value::int(c as i64)) {
            Ok(found) => found,
            Err(raised) if cx.is_exception(raised, ClassId::LookupError) => {
                out.push(c);
                continue;
            }
            Err(raised) => return Err(raised),
        };
        if found.is_none() {
            continue;
        }
        if let Some(replacement) = str_of(cx, found) {
            out.push_str(replacement.as_str());
            continue;
        }
        match int_of(cx, found) {
            Some(Int::Small(code)) => match u32::try_from(code).ok().and_then(char::from_u32) {
                Some(c) => out.push(c),
                None => return Err(cx.raise(ClassId::ValueError, "character mapping must be in range(0x110000)")),
            },
            _ => return Err(cx.type_error("character mapping must return integer, None or str")),
        }
    }
    cx.try_str(&out)
}

pub fn maketrans(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [from, to, delete] = arguments::positional(cx, "maketrans", args, keywords, 1)?;
    if !to.is_unbound() {
        wanted_str(cx, to, "maketrans", " 2")?;
    }
    let table = cx.new_dict();
    let mark = cx.root_mark();
    cx.root(Value::object(table));
    if to.is_unbound() {
        let Some(source) = cx.payload(from).cast::<DictObject>() else {
            return Err(cx.type_error("if you give only one argument to maketrans it must be a dict"));
        };
        for (key, value) in DictObject::pairs(source) {
            let key = match str_of(cx, key) {
                Some(text) if text.char_len() == 1 => Value::int(text.as_str().chars().next().map_or(0, |c| c as i64)),
                Some(_) => {
                    return Err(cx.raise(ClassId::ValueError, "string keys in translate table must be of length 1"));
                }
                None if int_of(cx, key).is_some() => key,
                None => return Err(cx.type_error("keys in translate table must be strings or integers")),
            };
            dict_set(cx, table, key, value)?;
        }
        cx.unroot(mark);
        return Ok(Value::object(table));
    }
    let Some(from) = str_of(cx, from) else {
        return Err(cx.type_error("first maketrans argument must be a string if there is a second argument"));
    };
    let to = wanted_str(cx, to, "maketrans", " 2")?;
    if from.char_len() != to.char_len() {
        return Err(cx.raise(ClassId::ValueError, "the first two maketrans arguments must have equal length"));
    }
    for (old, new) in from.as_str().chars().zip(to.as_str().chars()) {
        dict_set(cx, table, Value::int(old as i64), Value::int(new as i64))?;
    }
    if !delete.is_unbound() {
        let delete = wanted_str(cx, delete, "maketrans", " 3")?;
        for c in delete.as_str().chars() {
            dict_set(cx, table, Value::int(c as i64), Value::NONE)?;
        }
    }
    cx.unroot(mark);
    Ok(Value::object(table))
}

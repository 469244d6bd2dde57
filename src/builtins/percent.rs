//! `template % arguments` for strs.

use crate::builtins::arguments::{self, class_name, failure, int_of, real, str_of};
use crate::builtins::format::integer::Int;
use crate::builtins::format::percent::{Amount, Conversion, Piece, Template};
use crate::builtins::protocol;
use crate::builtins::types::bytes;
use crate::object::class_id::ClassId;
use crate::object::{Call, Kind, Name, PyResult, TupleObject, Value};

/// The arguments, taken one by one.
struct Arguments<'a> {
    items: &'a [Value],
    next: usize,
    /// Whether the right operand can be asked for keys.
    mapping: Option<Value>,
    /// The value of the last key, to be taken once; there are no positional arguments any more.
    keyed: Option<Value>,
    /// Whether any key was used, so that no argument need be used up.
    used_keys: bool,
}

impl Arguments<'_> {
    fn take(&mut self, cx: &mut dyn Call) -> PyResult {
        let found = if self.used_keys { self.keyed.take() } else { self.items.get(self.next).copied() };
        match found {
            Some(value) => {
                self.next += 1;
                Ok(value)
            }
            None => Err(cx.type_error("not enough arguments for format string")),
        }
    }

    fn amount(
        &mut self,
        cx: &mut dyn Call,
        amount: Amount,
        conversion: &mut Conversion<'_>,
        width: bool,
    ) -> PyResult<Amount> {
        if amount != Amount::Star {
            return Ok(amount);
        }
        let value = self.take(cx)?;
        let Some(number) = int_of(cx, value) else {
            return Err(cx.type_error("* wants int"));
        };
        let number = match number {
            Int::Small(small) if small.unsigned_abs() <= i32::MAX as u64 => small,
            _ => return Err(cx.raise(ClassId::OverflowError, "Python int too large to convert to C int")),
        };
        if number < 0 && width {
            conversion.left = true;
        } else if number < 0 {
            return Ok(Amount::Given(0));
        }
        Ok(Amount::Given(number.unsigned_abs() as usize))
    }
}

/// `left % right`.
pub fn format_percent(cx: &mut dyn Call, left: Value, right: Value) -> PyResult {
    let mark = cx.root_mark();
    cx.root(left);
    cx.root(right);
    let result = match str_of(cx, left) {
        Some(template) => {
            let text = expand(cx, template.as_str(), right, false)?;
            cx.try_str(&text)?
        }
        None => {
            // Bytes are formatted as Latin-1 text.
            let data = bytes::wanted(cx, left)?;
            let template: String = data.iter().map(|byte| *byte as char).collect();
            let text = expand(cx, &template, right, true)?;
            let data: Vec<u8> = text.chars().map(|c| c as u8).collect();
            cx.reserve(data.len())?;
            let plain = cx.payload(left);
            bytes::result(cx, &[plain], &data)
        }
    };
    cx.unroot(mark);
    Ok(result)
}

fn expand(cx: &mut dyn Call, template: &str, right: Value, is_bytes: bool) -> PyResult<String> {
    let plain = cx.payload(right);
    let single = [right];
    let items = match plain.cast::<TupleObject>() {
        Some(tuple) => TupleObject::items(tuple),
        None => &single,
    };
    let is_text = plain.is(Kind::Str) || is_bytes && (plain.is(Kind::Bytes) || plain.is(Kind::ByteArray));
    let is_mapping = !plain.is(Kind::Tuple) && !is_text && protocol::has_special(cx, right, Name::GetItem);
    let mut arguments =
        Arguments { items, next: 0, mapping: is_mapping.then_some(right), keyed: None, used_keys: false };
    let mut out = String::with_capacity(template.len() + 16);
    let mut pieces = Template::new(template);
    loop {
        let piece = match pieces.next_piece() {
            Ok(Some(piece)) => piece,
            Ok(None) => break,
            Err(problem) => return Err(failure(cx, problem)),
        };
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Conversion(conversion) => {
                let text = convert(cx, conversion, &mut arguments, is_bytes)?;
                out.push_str(&text);
            }
        }
    }
    let left_over = arguments.next < arguments.items.len();
    if left_over && !arguments.used_keys && arguments.mapping.is_none() {
        return Err(cx.type_error(if is_bytes {
            "not all arguments converted during bytes formatting"
        } else {
            "not all arguments converted during string formatting"
        }));
    }
    Ok(out)
}

/// What `%s` shows of a value in bytes, as Latin-1 text.
fn byte_text(cx: &mut dyn Call, value: Value) -> PyResult<String> {
    let data = match bytes::content(cx, value) {
        Some(data) => data,
        None => {
            let made = protocol::call_special(cx, value, Name::Bytes, &[])?;
            match made.and_then(|made| bytes::content(cx, made)) {
                Some(data) => data,
                None => {
                    let class = class_name(cx, value);
                    return Err(cx.type_error(format!(
                        "%b requires a bytes-like object, or an object that implements __bytes__, not '{class}'"
                    )));
                }
            }
        }
    };
    Ok(data.iter().map(|byte| *byte as char).collect())
}

/// The byte that `%c` shows.
fn one_byte(cx: &mut dyn Call, value: Value) -> PyResult<char> {
    if let Some([byte]) = bytes::content(cx, value).as_deref() {
        return Ok(*byte as char);
    }
    if int_of(cx, value).is_some() || protocol::has_index(cx, value) {
        let number = arguments::index(cx, value)?;
        return match int_of(cx, number) {
            Some(Int::Small(byte)) if (0..256).contains(&byte) => Ok(byte as u8 as char),
            _ => Err(cx.overflow_error("%c arg not in range(256)")),
        };
    }
    Err(cx.type_error("%c requires an integer in range(256) or a single byte"))
}

fn convert(
    cx: &mut dyn Call,
    mut conversion: Conversion<'_>,
    arguments: &mut Arguments<'_>,
    is_bytes: bool,
) -> PyResult<String> {
    if let Some(key) = conversion.key {
        let Some(mapping) = arguments.mapping else {
            return Err(cx.type_error("format requires a mapping"));
        };
        let key = match is_bytes {
            true => cx.bytes(&key.chars().map(|c| c as u8).collect::<Vec<u8>>()),
            false => cx.str(key),
        };
        let value = protocol::get_item(cx, mapping, key)?;
        cx.root(value);
        arguments.keyed = Some(value);
        arguments.used_keys = true;
    }
    let (width, precision) = (conversion.width, conversion.precision);
    conversion.width = arguments.amount(cx, width, &mut conversion, true)?;
    conversion.precision = arguments.amount(cx, precision, &mut conversion, false)?;
    if conversion.kind == '%' {
        return Ok("%".into());
    }
    let value = arguments.take(cx)?;
    match conversion.kind {
        's' | 'b' if is_bytes => {
            let text = byte_text(cx, value)?;
            Ok(conversion.text(&text))
        }
        'r' if is_bytes => {
            let text = crate::builtins::repr::ascii(cx, value)?;
            Ok(conversion.text(&text))
        }
        'c' if is_bytes => {
            let c = one_byte(cx, value)?;
            Ok(conversion.character(c))
        }
        's' => {
            let text = protocol::str_text(cx, value)?;
            Ok(conversion.text(&text))
        }
        'r' => {
            let text = protocol::repr_text(cx, value)?;
            Ok(conversion.text(&text))
        }
        'a' => {
            let text = crate::builtins::repr::ascii(cx, value)?;
            Ok(conversion.text(&text))
        }
        'c' => {
            if let Some(text) = str_of(cx, value) {
                if text.char_len() != 1 {
                    return Err(cx.type_error("%c requires int or char"));
                }
                return Ok(conversion.character(text.as_str().chars().next().unwrap_or(' ')));
            }
            if int_of(cx, value).is_none() && !protocol::has_index(cx, value) {
                return Err(cx.type_error("%c requires int or char"));
            }
            let number = arguments::index(cx, value)?;
            let code = match int_of(cx, number) {
                Some(Int::Small(code)) => u32::try_from(code).ok().and_then(char::from_u32),
                _ => None,
            };
            match code {
                Some(character) => Ok(conversion.character(character)),
                None => Err(cx.raise(ClassId::OverflowError, "%c arg not in range(0x110000)")),
            }
        }
        'd' | 'i' | 'u' | 'o' | 'x' | 'X' => {
            let number = whole_number(cx, value, conversion.kind)?;
            match int_of(cx, number) {
                Some(number) => {
                    if matches!(number, Int::Big(_)) && matches!(conversion.kind, 'd' | 'i' | 'u') {
                        crate::builtins::repr::int_text(cx, number)?;
                    }
                    Ok(conversion.integer(number))
                }
                None => Err(cx.type_error("an integer is required")),
            }
        }
        'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
            let number = real(cx, value)?;
            Ok(conversion.float(number))
        }
        _ => Err(failure(cx, conversion.unsupported())),
    }
}

/// The int that `%d` and its like show.
fn whole_number(cx: &mut dyn Call, value: Value, kind: char) -> PyResult {
    if int_of(cx, value).is_some() {
        return Ok(value);
    }
    let decimal = matches!(kind, 'd' | 'i' | 'u');
    let class = class_name(cx, value);
    if decimal {
        if let Some(float) = cx.payload(value).as_float() {
            return protocol::float_to_int(cx, float.trunc());
        }
        if protocol::has_special(cx, value, Name::Int) && str_of(cx, value).is_none() {
            return protocol::int_by_special(cx, value);
        }
    }
    if protocol::has_index(cx, value) {
        return arguments::index(cx, value);
    }
    Err(cx.type_error(if decimal {
        format!("%{kind} format: a real number is required, not {class}")
    } else {
        format!("%{kind} format: an integer is required, not {class}")
    }))
}

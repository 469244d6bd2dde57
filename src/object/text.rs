//! Numbers and strs as text: what `repr` shows.

/// The shortest digits that give the same float back, as `d.ddde±x`; of two that are equally near, the even one,
/// as CPython's (Rust's formatting takes the upper one).
pub fn shortest_digits(number: f64) -> String {
    let shortest = format!("{number:e}");
    let digits = shortest.bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit).count();
    // With fewer digits the other candidate would not give the float back.
    if digits >= 15 {
        let nearest = format!("{number:.*e}", digits - 1);
        if nearest != shortest && nearest.parse() == Ok(number) {
            return nearest;
        }
    }
    shortest
}

/// `repr(float)`: the shortest digits that give the same float back.
pub fn float_repr(number: f64) -> String {
    if number.is_nan() {
        return "nan".to_string();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_string();
    }
    let scientific = shortest_digits(number);
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let digits: String = mantissa.chars().filter(|c| *c != '.').collect();
    let mut out = String::from(sign);
    if !(-4..16).contains(&exponent) {
        out.push_str(&digits[..1]);
        if digits.len() > 1 {
            out.push('.');
            out.push_str(&digits[1..]);
        }
        let mark = if exponent < 0 { '-' } else { '+' };
        out.push_str(&format!("e{mark}{:02}", exponent.abs()));
    } else if exponent < 0 {
        out.push_str("0.");
        out.push_str(&"0".repeat(-exponent as usize - 1));
        out.push_str(&digits);
    } else {
        let point = exponent as usize + 1;
        if digits.len() > point {
            out.push_str(&digits[..point]);
            out.push('.');
            out.push_str(&digits[point..]);
        } else {
            out.push_str(&digits);
            out.push_str(&"0".repeat(point - digits.len()));
            out.push_str(".0");
        }
    }
    out
}

/// Whether `repr` shows the character as it is.
pub fn is_printable(character: char) -> bool {
    if character.is_ascii() {
        return !character.is_ascii_control();
    }
    // The standard library escapes exactly the characters that Python calls unprintable, and besides, at
    // the start of a text only, combining ones.
    let mut text = [0; 5];
    text[0] = b'a';
    let len = character.encode_utf8(&mut text[1..]).len();
    match std::str::from_utf8(&text[..len + 1]) {
        Ok(text) => text.escape_debug().count() == 2,
        Err(_) => false,
    }
}

/// `repr(str)`
pub fn str_repr(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for character in text.chars() {
        match character {
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c == quote => {
                out.push('\\');
                out.push(c);
            }
            c if is_printable(c) => out.push(c),
            c => push_escaped(&mut out, c),
        }
    }
    out.push(quote);
    out
}

/// `ascii(str)`: what `repr` shows, with everything beyond ASCII escaped.
pub fn ascii_escaped(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for character in repr.chars() {
        if character.is_ascii() { out.push(character) } else { push_escaped(&mut out, character) }
    }
    out
}

fn push_escaped(out: &mut String, character: char) {
    let code = character as u32;
    out.push_str(&match code {
        0..=0xFF => format!("\\x{code:02x}"),
        0x100..=0xFFFF => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    });
}

/// `repr(bytes)`
pub fn bytes_repr(data: &[u8]) -> String {
    let quote = if data.contains(&b'\'') && !data.contains(&b'"') { '"' } else { '\'' };
    let mut out = String::from("b");
    out.push(quote);
    for &byte in data {
        match byte {
            b'\\' => out.push_str("\\\\"),
            b'\n' => out.push_str("\\n"),
            b'\r' => out.push_str("\\r"),
            b'\t' => out.push_str("\\t"),
            b if b as char == quote => {
                out.push('\\');
                out.push(quote);
            }
            0x20..=0x7E => out.push(byte as char),
            _ => out.push_str(&format!("\\x{byte:02x}")),
        }
    }
    out.push(quote);
    out
}

/// `repr(complex)`
pub fn complex_repr(real: f64, imag: f64) -> String {
    let part = |f: f64| {
        let text = float_repr(f);
        match text.strip_suffix(".0") {
            Some(whole) => whole.to_string(),
            None => text,
        }
    };
    if real == 0.0 && real.is_sign_positive() {
        return format!("{}j", part(imag));
    }
    let plus = if imag.is_nan() || !imag.is_sign_negative() { "+" } else { "" };
    format!("({}{plus}{}j)", part(real), part(imag))
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;

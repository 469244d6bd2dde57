//! Encodings beside the Unicode ones: escapes, and code pages of one byte per character.
//!
//! ```text
//! "é\n" → unicode_escape → rb"\xe9\n"        "é" → cp437 → b"\x82"
//! ```
//!
//! 1. A table holds the characters of bytes 128 to 255; U+FFFE where there is none.

use crate::builtins::types::codec::undecodable;
use crate::object::{Call, PyResult};

/// An encoding of this file.
#[derive(Clone, Copy, PartialEq)]
pub enum Page {
    UnicodeEscape,
    RawUnicodeEscape,
    /// Its label, and its table.
    Table(&'static str, &'static str),
}

/// The encoding of a name in lower case, with `-` between its parts.
pub fn named(name: &str) -> Option<Page> {
    Some(match name {
        "unicode-escape" => Page::UnicodeEscape,
        "raw-unicode-escape" => Page::RawUnicodeEscape,
        "cp437" | "437" | "ibm437" => Page::Table("charmap", CP437),
        "cp1252" | "1252" | "windows-1252" => Page::Table("charmap", CP1252),
        "cp1251" | "1251" | "windows-1251" => Page::Table("charmap", CP1251),
        "iso8859-15" | "iso-8859-15" | "latin-9" | "latin9" | "l9" => Page::Table("charmap", ISO8859_15),
        "iso8859-2" | "iso-8859-2" | "latin-2" | "latin2" | "l2" => Page::Table("charmap", ISO8859_2),
        "koi8-r" => Page::Table("charmap", KOI8_R),
        _ => return None,
    })
}

impl Page {
    /// The byte or bytes of a character; none if there are none.
    pub fn encode(self, character: char, out: &mut Vec<u8>) -> bool {
        let code = u32::from(character);
        match self {
            Page::Table(_, table) => {
                if character.is_ascii() {
                    out.push(code as u8);
                    return true;
                }
                match table.chars().position(|c| c == character && c != '\u{fffe}') {
                    Some(at) => out.push(128 + at as u8),
                    None => return false,
                }
                return true;
            }
            Page::RawUnicodeEscape if code < 256 => out.push(code as u8),
            Page::UnicodeEscape if character == '\\' => out.extend_from_slice(b"\\\\"),
            Page::UnicodeEscape if character == '\n' => out.extend_from_slice(b"\\n"),
            Page::UnicodeEscape if character == '\r' => out.extend_from_slice(b"\\r"),
            Page::UnicodeEscape if character == '\t' => out.extend_from_slice(b"\\t"),
            Page::UnicodeEscape if matches!(code, 0x20..0x7f) => out.push(code as u8),
            Page::UnicodeEscape if code < 256 => out.extend_from_slice(format!("\\x{code:02x}").as_bytes()),
            _ if code < 0x10000 => out.extend_from_slice(format!("\\u{code:04x}").as_bytes()),
            _ => out.extend_from_slice(format!("\\U{code:08x}").as_bytes()),
        }
        true
    }

    /// The text of bytes.
    pub fn decode(self, cx: &mut dyn Call, data: &[u8], errors: &str) -> PyResult<String> {
        let mut text = String::with_capacity(data.len());
        match self {
            Page::Table(label, table) => {
                let table: Vec<char> = table.chars().collect();
                for (at, byte) in data.iter().enumerate() {
                    match byte {
                        0..128 => text.push(char::from(*byte)),
                        _ => match table.get(usize::from(*byte) - 128) {
                            Some('\u{fffe}') | None => {
                                let reason = "character maps to <undefined>";
                                undecodable(cx, label, data, (at, at + 1), reason, errors, &mut text)?;
                            }
                            Some(found) => text.push(*found),
                        },
                    }
                }
            }
            Page::UnicodeEscape | Page::RawUnicodeEscape => self.unescape(cx, data, errors, &mut text)?,
        }
        Ok(text)
    }

    fn unescape(self, cx: &mut dyn Call, data: &[u8], errors: &str, text: &mut String) -> PyResult<()> {
        let raw = self == Page::RawUnicodeEscape;
        let label = if raw { "rawunicodeescape" } else { "unicodeescape" };
        let mut at = 0;
        while at < data.len() {
            if data[at] != b'\\' {
                text.push(char::from(data[at]));
                at += 1;
                continue;
            }
            let Some(&letter) = data.get(at + 1) else {
                if raw {
                    text.push('\\');
                } else {
                    undecodable(cx, label, data, (at, at + 1), "\\ at end of string", errors, text)?;
                }
                break;
            };
            if raw && !matches!(letter, b'u' | b'U') {
                text.push('\\');
                text.push(char::from(letter));
                at += 2;
                continue;
            }
            let simple = match letter {
                b'\n' => Some(None),
                b'\\' | b'\'' | b'"' => Some(Some(char::from(letter))),
                b'a' => Some(Some('\x07')),
                b'b' => Some(Some('\x08')),
                b'f' => Some(Some('\x0c')),
                b'n' => Some(Some('\n')),
                b'r' => Some(Some('\r')),
                b't' => Some(Some('\t')),
                b'v' => Some(Some('\x0b')),
                _ => None,
            };
            if let Some(found) = simple {
                text.extend(found);
                at += 2;
                continue;
            }
            if let b'0'..=b'7' = letter {
                let digits = data[at + 1..].iter().take(3).take_while(|byte| matches!(byte, b'0'..=b'7')).count();
                let code = data[at + 1..at + 1 + digits].iter().fold(0, |code, byte| code * 8 + u32::from(byte - b'0'));
                text.extend(char::from_u32(code));
                at += 1 + digits;
                continue;
            }
            let (wanted, reason) = match letter {
                b'x' => (2, "truncated \\xXX escape"),
                b'u' => (4, "truncated \\uXXXX escape"),
                b'U' => (8, "truncated \\UXXXXXXXX escape"),
                b'N' => {
                    let rest = &data[at + 2..];
                    let end = rest.iter().position(|byte| *byte == b'}');
                    match (rest.first(), end) {
                        (Some(b'{'), Some(end)) if end > 1 => {
                            let name = String::from_utf8_lossy(&rest[1..end]).into_owned();
                            match unicode_names2::character(&name) {
                                Some(found) => text.push(found),
                                None => {
                                    let place = (at, at + 3 + end);
                                    undecodable(
                                        cx,
                                        label,
                                        data,
                                        place,
                                        "unknown Unicode character name",
                                        errors,
                                        text,
                                    )?;
                                }
                            }
                            at += 3 + end;
                        }
                        (_, end) => {
                            let place = (at, (at + 2 + end.map_or(rest.len(), |end| end + 1)).min(data.len()));
                            undecodable(cx, label, data, place, "malformed \\N character escape", errors, text)?;
                            at = place.1;
                        }
                    }
                    continue;
                }
                _ => {
                    text.push('\\');
                    text.push(char::from(letter));
                    at += 2;
                    continue;
                }
            };
            let digits = data[at + 2..].iter().take(wanted).take_while(|byte| byte.is_ascii_hexdigit()).count();
            let place = (at, at + 2 + digits);
            if digits < wanted {
                undecodable(cx, label, data, place, reason, errors, text)?;
            } else {
                let code = data[at + 2..place.1].iter().fold(0u32, |code, byte| {
                    code.wrapping_mul(16).wrapping_add(char::from(*byte).to_digit(16).unwrap_or(0))
                });
                match char::from_u32(code) {
                    Some(found) => text.push(found),
                    // No lone surrogates in a str.
                    None if code < 0x10000 => text.push('\u{fffd}'),
                    None => {
                        let reason = if raw { "\\Uxxxxxxxx out of range" } else { "illegal Unicode character" };
                        undecodable(cx, label, data, place, reason, errors, text)?;
                    }
                }
            }
            at = place.1;
        }
        Ok(())
    }
}

const CP437: &str = concat!(
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒ",
    "áíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐",
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀",
    "αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}",
);
const CP1251: &str = concat!(
    "ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u{fffe}™љ›њќћџ",
    "\u{a0}ЎўЈ¤Ґ¦§Ё©Є«¬\u{ad}®Ї°±Ііґµ¶·ё№є»јЅѕї",
    "АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
);
const CP1252: &str = concat!(
    "€\u{fffe}‚ƒ„…†‡ˆ‰Š‹Œ\u{fffe}Ž\u{fffe}\u{fffe}‘’“”•–—˜™š›œ\u{fffe}žŸ",
    "\u{a0}¡¢£¤¥¦§¨©ª«¬\u{ad}®¯°±²³´µ¶·¸¹º»¼½¾¿",
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß",
    "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
);
const ISO8859_2: &str = concat!(
    "\u{80}\u{81}\u{82}\u{83}\u{84}\u{85}\u{86}\u{87}\u{88}\u{89}\u{8a}\u{8b}\u{8c}\u{8d}\u{8e}\u{8f}\u{90}\u{91}\u{92}\u{93}\u{94}\u{95}\u{96}\u{97}\u{98}\u{99}\u{9a}\u{9b}\u{9c}\u{9d}\u{9e}\u{9f}",
    "\u{a0}Ą˘Ł¤ĽŚ§¨ŠŞŤŹ\u{ad}ŽŻ°ą˛ł´ľśˇ¸šşťź˝žż",
    "ŔÁÂĂÄĹĆÇČÉĘËĚÍÎĎĐŃŇÓÔŐÖ×ŘŮÚŰÜÝŢß",
    "ŕáâăäĺćçčéęëěíîďđńňóôőö÷řůúűüýţ˙",
);
const ISO8859_15: &str = concat!(
    "\u{80}\u{81}\u{82}\u{83}\u{84}\u{85}\u{86}\u{87}\u{88}\u{89}\u{8a}\u{8b}\u{8c}\u{8d}\u{8e}\u{8f}\u{90}\u{91}\u{92}\u{93}\u{94}\u{95}\u{96}\u{97}\u{98}\u{99}\u{9a}\u{9b}\u{9c}\u{9d}\u{9e}\u{9f}",
    "\u{a0}¡¢£€¥Š§š©ª«¬\u{ad}®¯°±²³Žµ¶·ž¹º»ŒœŸ¿",
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß",
    "àáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿ",
);
const KOI8_R: &str = concat!(
    "─│┌┐└┘├┤┬┴┼▀▄█▌▐░▒▓⌠■∙√≈≤≥\u{a0}⌡°²·÷",
    "═║╒ё╓╔╕╖╗╘╙╚╛╜╝╞╟╠╡Ё╢╣╤╥╦╧╨╩╪╫╬©",
    "юабцдефгхийклмнопярстужвьызшэщчъ",
    "ЮАБЦДЕФГХИЙКЛМНОПЯРСТУЖВЬЫЗШЭЩЧЪ",
);

//! From the bytes of a source to its text.
//!
//! In: bytes. Out: the text, or what CPython's SyntaxError says.
//!
//! ```text
//! b"# coding: latin-1\nx = '\xe9'\n"   →   "# coding: latin-1\nx = 'é'\n"
//! ```
//!
//! 1. UTF-8, with or without a byte order mark, unless a comment in the first or second line
//!    names another encoding (PEP 263); ASCII and Latin-1 are the others that are known.

/// The encodings that sources may be in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
}

/// The text of a source. `file` is what messages about a file name; without one they are those of `compile`.
pub fn decode(bytes: &[u8], file: Option<&str>) -> Result<String, String> {
    let (marked, content) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    let declared = declared(content);
    let encoding = match &declared {
        None => Encoding::Utf8,
        Some(name) => match known(name) {
            Some(encoding) if marked && encoding != Encoding::Utf8 => {
                return Err(format!("encoding problem: {name} with BOM"));
            }
            Some(encoding) => encoding,
            None => return Err(format!("unknown encoding: {name}")),
        },
    };
    match encoding {
        Encoding::Latin1 => Ok(content.iter().map(|byte| char::from(*byte)).collect()),
        Encoding::Utf8 | Encoding::Ascii => match std::str::from_utf8(content) {
            Ok(text) if encoding == Encoding::Utf8 || content.is_ascii() => Ok(text.to_string()),
            Ok(text) => {
                let position = text.bytes().position(|byte| !byte.is_ascii()).unwrap_or(0);
                let byte = content[position];
                Err(format!(
                    "'ascii' codec can't decode byte 0x{byte:02x} in position {position}: ordinal not in range(128)"
                ))
            }
            Err(error) => Err(not_utf8(content, error, file, declared.is_some())),
        },
    }
}

fn not_utf8(content: &[u8], error: std::str::Utf8Error, file: Option<&str>, is_declared: bool) -> String {
    let position = error.valid_up_to();
    let byte = content.get(position).copied().unwrap_or(0);
    if let (Some(file), false) = (file, is_declared) {
        let line = 1 + content[..position].iter().filter(|byte| **byte == b'\n').count();
        return format!(
            "Non-UTF-8 code starting with '\\x{byte:02x}' in file {file} on line {line}, but no encoding declared; see \
             https://peps.python.org/pep-0263/ for details"
        );
    }
    let reason = match (error.error_len(), byte) {
        (None, _) => "unexpected end of data",
        (Some(_), 0x80..=0xc1 | 0xf5..=0xff) => "invalid start byte",
        _ => "invalid continuation byte",
    };
    format!("(unicode error) 'utf-8' codec can't decode byte 0x{byte:02x} in position {position}: {reason}")
}

/// Whether a source begins with a comment that names its encoding.
pub fn names_encoding(source: &str) -> bool {
    declared(source.as_bytes()).is_some()
}

/// What a comment in the first two lines names.
fn declared(content: &[u8]) -> Option<String> {
    for line in content.split(|byte| *byte == b'\n').take(2) {
        let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t' | b'\x0c' | b'\r'));
        let Some(start) = start else { continue };
        let text = &line[start..];
        if text[0] != b'#' {
            return None;
        }
        if let Some(name) = named(text) {
            return Some(name);
        }
    }
    None
}

/// `coding[:=]\s*([-\w.]+)`
fn named(comment: &[u8]) -> Option<String> {
    let at =
        comment.windows(7).position(|window| matches!(window, [b'c', b'o', b'd', b'i', b'n', b'g', b':' | b'=']))?;
    let rest = &comment[at + 7..];
    let start = rest.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
    let is_part = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    let name: String = rest[start..].iter().take_while(is_part).map(|byte| char::from(*byte)).collect();
    (!name.is_empty()).then_some(name)
}

fn known(name: &str) -> Option<Encoding> {
    let name = name.to_ascii_lowercase().replace('_', "-");
    if name == "utf8" || name == "u8" || name == "utf" || name == "utf-8" || name.starts_with("utf-8-") {
        return Some(Encoding::Utf8);
    }
    match name.as_str() {
        "ascii" | "us-ascii" | "646" => Some(Encoding::Ascii),
        "latin-1" | "latin1" | "l1" | "iso-8859-1" | "iso8859-1" | "8859" | "cp819" => Some(Encoding::Latin1),
        _ if name.starts_with("latin-1-") || name.starts_with("iso-8859-1-") => Some(Encoding::Latin1),
        _ => None,
    }
}

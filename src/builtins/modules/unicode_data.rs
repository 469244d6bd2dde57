//! Module `unicodedata`: names, categories and normal forms of characters.
//!
//! 1. The data are those of the crates, whose Unicode version is newer than CPython 3.11's 14.0: they
//!    differ in characters assigned since.

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::modules::{Entry, ModuleDef};
use crate::object::{Call, ClassId, NativeDef, PyResult, Raised, Value};

/// The module.
pub static UNICODE_DATA: ModuleDef = ModuleDef {
    name: "unicodedata",
    functions: &[
        NativeDef::function("category", category),
        NativeDef::function("combining", combining),
        NativeDef::function("decimal", decimal),
        NativeDef::function("decomposition", decomposition),
        NativeDef::function("digit", digit),
        NativeDef::function("east_asian_width", east_asian_width),
        NativeDef::function("is_normalized", is_normalized),
        NativeDef::function("lookup", lookup),
        NativeDef::function("name", name),
        NativeDef::function("normalize", normalize),
        NativeDef::function("numeric", numeric),
    ],
    constants: &[Entry::text("unidata_version", "14.0.0")],
    make: None,
};

fn character(cx: &mut dyn Call, function: &str, place: &str, value: Value) -> Result<char, Raised> {
    let Some(text) = str_of(cx, value) else {
        let class = class_name(cx, value);
        return Err(cx.type_error(format!("{function}() argument{place} must be a unicode character, not {class}")));
    };
    let mut characters = text.as_str().chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(cx.type_error(format!("{function}() argument{place} must be a unicode character, not str"))),
    }
}

fn one(cx: &mut dyn Call, function: &str, args: &[Value], keywords: Keywords<'_>) -> Result<char, Raised> {
    let [value] = arguments::exactly(cx, function, args, keywords)?;
    character(cx, function, "", value)
}

/// A character, and what to answer if there is nothing.
fn with_default(
    cx: &mut dyn Call,
    function: &str,
    args: &[Value],
    keywords: Keywords<'_>,
) -> Result<(char, Option<Value>), Raised> {
    arguments::no_keywords(cx, function, keywords)?;
    match args {
        [] => Err(cx.type_error(format!("{function} expected at least 1 argument, got 0"))),
        [value] => Ok((character(cx, function, " 1", *value)?, None)),
        [value, default] => Ok((character(cx, function, " 1", *value)?, Some(*default))),
        _ => Err(cx.type_error(format!("{function} expected at most 2 arguments, got {}", args.len()))),
    }
}

/// The two letters of a category.
fn letters(character: char) -> &'static str {
    use GeneralCategory as G;
    match get_general_category(character) {
        G::UppercaseLetter => "Lu",
        G::LowercaseLetter => "Ll",
        G::TitlecaseLetter => "Lt",
        G::ModifierLetter => "Lm",
        G::OtherLetter => "Lo",
        G::NonspacingMark => "Mn",
        G::SpacingMark => "Mc",
        G::EnclosingMark => "Me",
        G::DecimalNumber => "Nd",
        G::LetterNumber => "Nl",
        G::OtherNumber => "No",
        G::ConnectorPunctuation => "Pc",
        G::DashPunctuation => "Pd",
        G::OpenPunctuation => "Ps",
        G::ClosePunctuation => "Pe",
        G::InitialPunctuation => "Pi",
        G::FinalPunctuation => "Pf",
        G::OtherPunctuation => "Po",
        G::MathSymbol => "Sm",
        G::CurrencySymbol => "Sc",
        G::ModifierSymbol => "Sk",
        G::OtherSymbol => "So",
        G::SpaceSeparator => "Zs",
        G::LineSeparator => "Zl",
        G::ParagraphSeparator => "Zp",
        G::Control => "Cc",
        G::Format => "Cf",
        G::Surrogate => "Cs",
        G::PrivateUse => "Co",
        _ => "Cn",
    }
}

fn category(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let character = one(cx, "category", args, keywords)?;
    Ok(cx.str(letters(character)))
}

fn combining(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let character = one(cx, "combining", args, keywords)?;
    Ok(Value::int(i64::from(unicode_normalization::char::canonical_combining_class(character))))
}

fn name(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (character, default) = with_default(cx, "name", args, keywords)?;
    match (unicode_names2::name(character), default) {
        (Some(name), _) if !character.is_control() => cx.try_str(&name.to_string()),
        (_, Some(default)) => Ok(default),
        _ => Err(cx.value_error("no such name")),
    }
}

fn lookup(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, "lookup", args, keywords)?;
    let Some(text) = str_of(cx, value) else {
        let class = class_name(cx, value);
        return Err(cx.type_error(format!("lookup() argument must be str, not {class}")));
    };
    match unicode_names2::character(text.as_str()) {
        Some(found) => cx.try_str(found.encode_utf8(&mut [0; 4])),
        None => {
            let text = format!("undefined character name '{}'", text.as_str());
            let text = cx.str(&text);
            Err(cx.raise_with(ClassId::KeyError, &[text]))
        }
    }
}

/// The value of a decimal digit.
fn decimal_value(character: char) -> Option<u32> {
    crate::builtins::parse::decimal_digit(character).map(u32::from)
}

/// What a digit, also a small or a circled one, is worth.
fn digit_value(character: char) -> Option<u32> {
    decimal_value(character).or_else(|| {
        let mut parts = character.to_string().nfkd().collect::<String>();
        if letters(character) != "No" {
            return None;
        }
        parts.retain(|c| !matches!(c, '(' | ')' | '.' | ','));
        match parts.len() {
            1 => parts.chars().next().and_then(|c| c.to_digit(10)),
            _ => None,
        }
    })
}

fn numeric_value(character: char) -> Option<f64> {
    if let Some(digit) = digit_value(character) {
        return Some(f64::from(digit));
    }
    let parts: String = character.to_string().nfkd().filter(|c| !matches!(c, '(' | ')' | '.' | ',')).collect();
    if matches!(letters(character), "No" | "Nl") {
        if let Some((over, under)) = parts.split_once('\u{2044}') {
            let (over, under) = (over.parse::<f64>().ok()?, under.parse::<f64>().ok()?);
            return Some(over / under);
        }
        if let Ok(number) = parts.parse::<f64>() {
            return Some(number);
        }
        return roman(&parts);
    }
    Some(match character {
        '零' | '〇' => 0.0,
        '一' => 1.0,
        '二' => 2.0,
        '三' => 3.0,
        '四' => 4.0,
        '五' => 5.0,
        '六' => 6.0,
        '七' => 7.0,
        '八' => 8.0,
        '九' => 9.0,
        '十' => 10.0,
        '百' => 100.0,
        '千' => 1000.0,
        '万' => 10000.0,
        _ => return None,
    })
}

fn roman(text: &str) -> Option<f64> {
    let value = |c: char| match c.to_ascii_uppercase() {
        'I' => Some(1),
        'V' => Some(5),
        'X' => Some(10),
        'L' => Some(50),
        'C' => Some(100),
        'D' => Some(500),
        'M' => Some(1000),
        _ => None,
    };
    let values: Vec<i32> = text.chars().map(value).collect::<Option<_>>()?;
    let signed = values.iter().enumerate().map(|(at, value)| match values.get(at + 1) {
        Some(next) if next > value => -value,
        _ => *value,
    });
    (!values.is_empty()).then(|| f64::from(signed.sum::<i32>()))
}

fn number(cx: &mut dyn Call, found: Option<Value>, default: Option<Value>, what: &str) -> PyResult {
    match found.or(default) {
        Some(value) => Ok(value),
        None => Err(cx.value_error(format!("not a {what}"))),
    }
}

fn decimal(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (character, default) = with_default(cx, "decimal", args, keywords)?;
    number(cx, decimal_value(character).map(|n| Value::int(n.into())), default, "decimal")
}

fn digit(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (character, default) = with_default(cx, "digit", args, keywords)?;
    number(cx, digit_value(character).map(|n| Value::int(n.into())), default, "digit")
}

fn numeric(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (character, default) = with_default(cx, "numeric", args, keywords)?;
    number(cx, numeric_value(character).map(Value::float), default, "numeric character")
}

/// The canonical decomposition into two, which is that of the first step.
fn decomposition(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let character = one(cx, "decomposition", args, keywords)?;
    let full: Vec<char> = character.to_string().nfd().collect();
    let hangul = ('\u{AC00}'..='\u{D7A3}').contains(&character);
    if hangul {
        return Ok(cx.str(""));
    }
    if full[..] == [character] {
        if character.to_string().nfkd().eq([character]) {
            return Ok(cx.str(""));
        }
        return Err(cx.raise(
            ClassId::NotImplementedError,
            "unicodedata.decomposition() of compatibility characters is not supported",
        ));
    }
    // All but the last mark, composed again.
    let (last, first) = full.split_last().map_or((character, &full[..]), |(last, first)| (*last, first));
    let first: String = first.iter().collect::<String>().nfc().collect();
    let parts: Vec<String> =
        first.chars().chain([last]).map(|character| format!("{:04X}", u32::from(character))).collect();
    cx.try_str(&parts.join(" "))
}

fn east_asian_width(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let character = one(cx, "east_asian_width", args, keywords)?;
    let width = match u32::from(character) {
        0x20..=0x7E | 0xA2..=0xA3 | 0xA5..=0xA6 | 0xAC | 0xAF => "Na",
        0x20A9 | 0xFF61..=0xFFDC | 0xFFE8..=0xFFEE => "H",
        0x3000 | 0xFF01..=0xFF60 | 0xFFE0..=0xFFE6 => "F",
        0x1100..=0x115F
        | 0x2E80..=0x303E
        | 0x3041..=0x33FF
        | 0x3400..=0x4DBF
        | 0x4E00..=0xA4CF
        | 0xA960..=0xA97C
        | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F
        | 0x1F300..=0x1F64F
        | 0x1F680..=0x1F6FF
        | 0x1F900..=0x1F9FF
        | 0x20000..=0x3FFFD => "W",
        0xA1
        | 0xA4
        | 0xA7..=0xA8
        | 0xAA
        | 0xAD..=0xAE
        | 0xB0..=0xB4
        | 0xB6..=0xBA
        | 0xBC..=0xBF
        | 0x391..=0x3A9
        | 0x3B1..=0x3C9
        | 0x401
        | 0x410..=0x44F
        | 0x451
        | 0x300..=0x36F
        | 0x2460..=0x24E9
        | 0xE000..=0xF8FF => "A",
        _ => "N",
    };
    Ok(cx.str(width))
}

fn form(cx: &mut dyn Call, form: Value, text: &str) -> Result<String, Raised> {
    let name = match str_of(cx, form) {
        Some(name) => name.as_str(),
        None => {
            let class = class_name(cx, form);
            return Err(cx.type_error(format!("normalize() argument 1 must be str, not {class}")));
        }
    };
    Ok(match name {
        "NFC" => text.nfc().collect(),
        "NFD" => text.nfd().collect(),
        "NFKC" => text.nfkc().collect(),
        "NFKD" => text.nfkd().collect(),
        _ => return Err(cx.value_error("invalid normalization form")),
    })
}

fn both<'v>(
    cx: &mut dyn Call,
    function: &str,
    args: &[Value],
    keywords: Keywords<'_>,
) -> Result<(Value, &'v str), Raised> {
    let [form, text] = arguments::exactly(cx, function, args, keywords)?;
    match str_of(cx, text) {
        Some(text) => Ok((form, text.as_str())),
        None => {
            let class = class_name(cx, text);
            Err(cx.type_error(format!("{function}() argument 2 must be str, not {class}")))
        }
    }
}

fn normalize(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (name, text) = both(cx, "normalize", args, keywords)?;
    let result = form(cx, name, text)?;
    cx.try_str(&result)
}

fn is_normalized(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let (name, text) = both(cx, "is_normalized", args, keywords)?;
    Ok(Value::bool(form(cx, name, text)? == text))
}

use super::integer::Int;
use super::percent::{Conversion, Piece, Template};
use super::*;

fn f(number: f64, spec: &str) -> String {
    Spec::parse(spec, "float").and_then(|s| float::format(number, &s)).unwrap_or_else(|e| e.message.into_owned())
}
fn i(number: i64, spec: &str) -> String {
    Spec::parse(spec, "int")
        .and_then(|s| integer::format(Int::Small(number), &s))
        .unwrap_or_else(|e| e.message.into_owned())
}
fn s(value: &str, spec: &str) -> String {
    Spec::parse(spec, "str").and_then(|s| text::format(value, &s)).unwrap_or_else(|e| e.message.into_owned())
}

/// Runs `script` in python3 and gives its lines; none if there is no Python 3.11.
fn python(script: &str) -> Option<Vec<String>> {
    let run = |code: &str| std::process::Command::new("python3").arg("-c").arg(code).output().ok();
    let version = run("import sys; print(sys.version_info[:2] == (3, 11))")?;
    if !version.stdout.starts_with(b"True") {
        return None;
    }
    let output = run(script)?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().lines().map(str::to_string).collect())
}

#[test]
fn shortest_repr() {
    for (number, text) in [
        (0.1, "0.1"),
        (1.0, "1.0"),
        (1e16, "1e+16"),
        (1e15, "1000000000000000.0"),
        (1e22, "1e+22"),
        (-0.0, "-0.0"),
        (1e-4, "0.0001"),
        (1e-5, "1e-05"),
        (5e-324, "5e-324"),
        (f64::MAX, "1.7976931348623157e+308"),
        (f64::INFINITY, "inf"),
        (f64::NAN, "nan"),
        (123456789.125, "123456789.125"),
        (-2.5e-7, "-2.5e-07"),
    ] {
        assert_eq!(float::repr(number), text);
    }
}

#[test]
fn a_few_specs() {
    assert_eq!(f(1234.5, "+,.2f"), "+1,234.50");
    assert_eq!(f(2.5, ".0f"), "2");
    assert_eq!(f(0.5, ".0f"), "0");
    assert_eq!(f(1.5, ".0e"), "2e+00");
    assert_eq!(i(1234, "010,"), "00,001,234".to_string());
    assert_eq!(i(255, "#010x"), "0x000000ff");
    assert_eq!(s("abc", "*^9.2"), "***ab****");
    assert_eq!(s("abc", "d"), "Unknown format code 'd' for object of type 'str'");
}

const SPECS: &[&str] = &[
    "",
    "d",
    "5",
    "<5",
    ">8",
    "^9",
    "=9",
    "08",
    "+",
    " ",
    "-",
    "+08",
    "x",
    "#x",
    "#X",
    "#o",
    "#b",
    "08b",
    ",",
    "_",
    "_x",
    "_b",
    ",x",
    "012,",
    "020_d",
    "#020_b",
    ".3",
    "c",
    "n",
    "e",
    ".0e",
    ".3e",
    "f",
    ".0f",
    ".1f",
    ".10f",
    "F",
    "g",
    ".3g",
    "#.3g",
    ".12g",
    "G",
    "%",
    ".1%",
    "z.0f",
    "+z.1f",
    "0=10.2f",
    "x<12.3f",
    "x^15.2e",
    ",.3f",
    "015,.2f",
    "_.1f",
    "#.0f",
    "#g",
    "#.0e",
    ".1",
    ".17",
    ".20",
    "s",
    "10s",
    "<10s",
    ".2s",
    "=5s",
    "+s",
    " s",
    "zs",
    "#s",
    "q",
    "5q5",
    ".",
    ",_",
    "_,",
    "5.",
    "é>9",
    "é",
    "0<9",
    "010",
    "10.3",
    ",e",
    ",s",
    "_c",
    ",d",
    "é^12,.1f",
    "Z",
    "zd",
    "+c",
    "#c",
    ".2c",
    "05s",
    "<05",
    "n5",
    "020,",
    "019,",
    "018,.1f",
    "=+10",
    "%5",
    "030.20e",
    ".30f",
    ".800f",
    ".60e",
    ".100g",
    "E",
    ".2E",
    "#.3E",
    "-010.1f",
];

#[test]
fn agrees_with_python() {
    let ints: &[i64] = &[0, 1, -1, 7, 42, -42, 65, 255, 1000, -1234567, 123456789012, 0x10FFFF, 1 << 40];
    let floats: &[f64] = &[
        0.0,
        -0.0,
        1.0,
        -1.0,
        0.5,
        1.5,
        2.5,
        0.1,
        123.456,
        -123456.789,
        1e10,
        1e16,
        1e-5,
        0.00012345,
        1e100,
        -1e-300,
        9.995,
        0.04,
        -0.04,
        99999.5,
        999999.5,
        1e15,
        5e-324,
        1.7976931348623157e308,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
    ];
    let strs = ["", "a", "abc", "héllo wörld"];
    let mut script = String::from(
        "def t(v, s):\n  try: print(ascii(format(v, s)))\n  except Exception as e: print(ascii(str(e)))\n",
    );
    script += &format!("specs = {SPECS:?}\n");
    script += &format!("ints = {ints:?}\n");
    let floats_text: Vec<String> = floats.iter().map(|x| format!("float('{}')", float::repr(*x))).collect();
    script += &format!("floats = [{}]\nstrs = {strs:?}\n", floats_text.join(","));
    script += "for vs in ints, floats, strs:\n  for v in vs:\n    for s in specs: t(v, s)\n";
    let Some(lines) = python(&script) else { return };
    let mut lines = lines.into_iter();
    let mut wrong = Vec::new();
    let mut check = |shown: String, spec: &str, mine: String| {
        let theirs = lines.next().unwrap();
        let theirs = unquote(&theirs);
        if theirs != mine {
            wrong.push(format!("{shown} {spec:?}: python {theirs:?}, here {mine:?}"));
        }
    };
    for v in ints {
        for spec in SPECS {
            check(v.to_string(), spec, i(*v, spec));
        }
    }
    for v in floats {
        for spec in SPECS {
            check(v.to_string(), spec, f(*v, spec));
        }
    }
    for v in strs {
        for spec in SPECS {
            check(v.to_string(), spec, s(v, spec));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.iter().take(60).cloned().collect::<Vec<_>>().join("\n")
    );
}

fn unquote(text: &str) -> String {
    let inner = &text[1..text.len() - 1];
    let mut out = String::new();
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('x') => {
                let code: String = chars.by_ref().take(2).collect();
                out.push(char::from_u32(u32::from_str_radix(&code, 16).unwrap()).unwrap());
            }
            Some('u') => {
                let code: String = chars.by_ref().take(4).collect();
                out.push(char::from_u32(u32::from_str_radix(&code, 16).unwrap()).unwrap());
            }
            Some('U') => {
                let code: String = chars.by_ref().take(8).collect();
                out.push(char::from_u32(u32::from_str_radix(&code, 16).unwrap()).unwrap());
            }
            Some(c) => out.push(c),
            None => {}
        }
    }
    out
}

fn conversion(template: &str) -> Result<Conversion<'_>, Failure> {
    match Template::new(template).next_piece()? {
        Some(Piece::Conversion(c)) => Ok(c),
        _ => panic!("no conversion in {template}"),
    }
}

#[test]
fn percent_agrees_with_python() {
    let templates = [
        "%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%+05d", "%x", "%#x", "%#X", "%#o", "%08x", "%#010x", "%.5d",
        "%8.5d", "%i", "%u", "%-08d|", "%e", "%.3e", "%f", "%.0f", "%#.0f", "%10.3f", "%-10.3f|", "%010.3f", "%g",
        "%.3g", "%#g", "%G", "%E", "%F", "%+.1f", "% 08.2f", "%ld",
    ];
    let ints = [0i64, 1, -1, 42, 255, -1234567];
    let floats = [0.0, -0.0, 1.5, -2.25, 1e20, 123456.789, f64::INFINITY, f64::NAN, f64::NEG_INFINITY];
    let floats_text: Vec<String> = floats.iter().map(|x| format!("float('{}')", float::repr(*x))).collect();
    let script = format!(
        "for t in {templates:?}:\n  for v in ({ints:?} if t.strip('|')[-1] in 'dxXoiu' else [{}]): print(t % v)\n",
        floats_text.join(",")
    );
    let Some(lines) = python(&script) else { return };
    let mut lines = lines.into_iter();
    for template in templates {
        let c = conversion(template).unwrap();
        let tail = if template.ends_with('|') { "|" } else { "" };
        let mine: Vec<String> = if "dxXoiu".contains(c.kind) {
            ints.iter().map(|v| c.integer(Int::Small(*v)) + tail).collect()
        } else {
            floats.iter().map(|v| c.float(*v) + tail).collect()
        };
        for text in mine {
            assert_eq!(Some(text), lines.next(), "{template}");
        }
    }
    assert_eq!(conversion("%").unwrap_err().message, "incomplete format");
    assert_eq!(conversion("%(a").unwrap_err().message, "incomplete format key");
    assert_eq!(conversion("%-*.*s").unwrap().precision, super::percent::Amount::Star);
    assert_eq!(conversion("%y").unwrap().unsupported().message, "unsupported format character 'y' (0x79) at index 1");
}

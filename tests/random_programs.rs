//! Random Python programs: what they print without the JIT, they print with it, in every mode; and with
//! `python3`, where that is CPython 3.11.
//!
//! A program is its seed. `TAIPAN_TEST_COUNT` says how many; `TAIPAN_TEST_SEED` runs one and prints it.

use std::io::Write;
use std::process::{Command, Stdio};

/// Environments that must not change what a program prints.
const MODES: &[(&str, &[(&str, &str)])] = &[
    ("oracle", &[("TAIPAN_JIT", "oracle"), ("TAIPAN_HOT", "2")]),
    ("machine code", &[("TAIPAN_JIT", "on"), ("TAIPAN_HOT", "2"), ("TAIPAN_CHECK", "1")]),
    ("few registers", &[("TAIPAN_JIT", "on"), ("TAIPAN_HOT", "3"), ("TAIPAN_REGS", "6"), ("TAIPAN_CHECK", "1")]),
    ("forced exits", &[("TAIPAN_JIT", "on"), ("TAIPAN_HOT", "2"), ("TAIPAN_EXIT", "3")]),
    ("GC stress", &[("TAIPAN_JIT", "on"), ("TAIPAN_HOT", "2"), ("TAIPAN_GC", "stress")]),
    ("no optimizer", &[("TAIPAN_JIT", "on"), ("TAIPAN_HOT", "2"), ("TAIPAN_OPT", "-all")]),
];

struct Random(u64);
impl Random {
    fn new(seed: u64) -> Random {
        let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x1234_5678_9ABC_DEF1);
        random.next();
        random
    }
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33
    }
    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
    fn pick<'a>(&mut self, items: &[&'a str]) -> &'a str {
        items[self.below(items.len() as u64) as usize]
    }
}

const PRELUDE: &str = "\
G = 3
def bump():
    global G
    G = (G + 1) & 255
def clamp(x):
    return x if -1e12 < x < 1e12 else 1.0
def add(a, b):
    if a > b: return a - b
    return a + b
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)
def boom(n):
    if n % 3 == 0: raise ValueError('b%d' % n)
    return n
class A:
    def __init__(self, x, y):
        self.x = x
        self.y = y
    def m(self, k):
        self.x = (self.x + k) & 0xFFFF
        return self.x
class B(A):
    def m(self, k):
        return (self.x ^ k) & 0xFFF
    def sup(self, k):
        return super().m(k) + 1
class V:
    __slots__ = ('a', 'b')
    def __init__(self, a, b=2):
        self.a = a
        self.b = b
    def __add__(self, o):
        return V((self.a + o.a) & 0xFFFF, self.b)
    def __eq__(self, o):
        return self.a == o.a
    def __hash__(self):
        return self.a
    def __lt__(self, o):
        return self.a < o.a
    def __getitem__(self, k):
        return self.a if k else self.b
    def __setitem__(self, k, v):
        self.b = v & 0xFF
    def __len__(self):
        return self.b & 7
    def __bool__(self):
        return self.a % 3 != 0
    def __call__(self, k=1, *r, **kw):
        return self.a + k + len(r) + len(kw)
    def __iter__(self):
        yield self.a
        yield self.b
    def __contains__(self, k):
        return k == self.a
    def __enter__(self):
        self.b = (self.b + 1) & 0xFF
        return self
    def __exit__(self, t, v, tb):
        self.a = (self.a + 1) & 0xFFFF
        return t is not None and issubclass(t, KeyError)
    @property
    def p(self):
        return self.a * 2
    @p.setter
    def p(self, v):
        self.a = v & 0xFFF
    @staticmethod
    def st(k):
        return k & 31
    @classmethod
    def cl(cls, k):
        return cls(k & 63, 1)
def kw(a, b=2, *c, d=4, **e):
    return (a + b + len(c) + d + len(e)) & 0xFFFFFF
def gen(k):
    for i in range(k & 7):
        if i == 5:
            return
        yield i * 3
def outer(k):
    c = k & 15
    def inner(x):
        nonlocal c
        c = (c + x) & 31
        return c
    return inner
def dele(k):
    r = yield from gen(k)
    yield 100
def fin(k):
    try:
        if k % 4 == 1: return 1
        if k % 4 == 2: raise KeyError(k)
    finally:
        bump()
    return 2
H = [0]
";

const INTS: &[&str] = &["i0", "i1", "i2"];
const FLOATS: &[&str] = &["f0", "f1"];

struct Writer {
    random: Random,
    text: String,
}

impl Writer {
    fn int(&mut self, depth: u32) -> String {
        let kind = self.random.below(20);
        if depth > 2 || kind < 5 {
            return self
                .random
                .pick(&[
                    "i0",
                    "i1",
                    "i2",
                    "i0",
                    "i1",
                    "i2",
                    "0",
                    "1",
                    "2",
                    "3",
                    "7",
                    "-1",
                    "10",
                    "63",
                    "1000",
                    "2147483648",
                    "70368744177664",
                    "140737488355327",
                    "4611686018427387904",
                ])
                .into();
        }
        let left = self.int(depth + 1);
        match kind {
            5..9 => format!("({left} {} {})", self.random.pick(&["+", "-", "*", "&", "|", "^"]), self.int(depth + 1)),
            9 => format!("({left} {} ({} or 1))", self.random.pick(&["//", "%"]), self.int(depth + 1)),
            10 => format!("({left} {} ({} & 7))", self.random.pick(&["<<", ">>"]), self.int(depth + 1)),
            11 => self.random.pick(&["o.x", "len(lst)", "G", "n", "tup[1]", "~i0", "-i1", "int(f0)", "abs(i2)"]).into(),
            12 => format!("add({left}, {})", self.int(depth + 1)),
            13 => format!("o.m({left})"),
            14 => format!("lst[{left} % len(lst)]"),
            15 => self.random.pick(&["d.get(i0 & 7, 3)", "min(i0, i1)", "int(-2.5)", "p.x", "tup[n % 3]"]).into(),
            _ => {
                let inner = self.int(depth + 1);
                self.random
                    .pick(&[
                        "(@ if v else i1)",
                        "v[@]",
                        "len(v)",
                        "v(n)",
                        "v(1, 2, x=3)",
                        "v.p",
                        "V.st(@)",
                        "v.cl(@).a",
                        "kw(@ & 7)",
                        "kw(1, n, 3, d=i1 & 3, z=1)",
                        "kw(*tup)",
                        "sum(gen(@))",
                        "sum(x & 3 for x in lst)",
                        "clo(n)",
                        "len(lst[1:-1])",
                        "lst[-1]",
                        "len(st)",
                        "ord(txt[n % len(txt)])",
                        "len(txt.replace('a', 'bb'))",
                        "txt.count('b')",
                        "txt.find('c')",
                        "(n in st)",
                        "('k%d' % (n & 3) in ds)",
                        "ds.get('k1', 5)",
                        "bs[n % len(bs)]",
                        "divmod(@ & 1023, 7)[1]",
                        "max(lst)",
                        "round(f0 % 100.0)",
                        "hash((n, 1)) % 7",
                        "int(str(n) + '1')",
                        "(n := n)",
                        "next(iter(lst))",
                        "[a * 2 for a in tup][n % 3]",
                        "(lambda q: q + n)(@ & 7)",
                        "len(f'{n}:{f0:.2f}')",
                        "(v + v).a",
                        "(v < V(n))",
                        "H[0]",
                    ])
                    .replace('@', &format!("({inner})"))
            }
        }
    }
    fn float(&mut self, depth: u32) -> String {
        let kind = self.random.below(10);
        if depth > 2 || kind < 4 {
            return self.random.pick(&["f0", "f1", "f0", "f1", "0.5", "1.5", "-2.25", "1e10", "0.0"]).into();
        }
        let left = self.float(depth + 1);
        match kind {
            4..8 => format!("({left} {} {})", self.random.pick(&["+", "-", "*"]), self.float(depth + 1)),
            8 => format!("({left} / (abs({}) + 1.0))", self.float(depth + 1)),
            _ => self.random.pick(&["o.y", "float(i0 & 1023)", "(i1 & 255) * 0.25", "(abs(f0) ** 0.5)"]).into(),
        }
    }
    fn condition(&mut self) -> String {
        match self.random.below(8) {
            0..4 => {
                let left = self.int(1);
                format!("{left} {} {}", self.random.pick(&["<", "<=", "==", "!=", ">", ">="]), self.int(1))
            }
            4 => {
                let left = self.float(1);
                format!("{left} {} {}", self.random.pick(&["<", "<=", ">", ">="]), self.float(1))
            }
            5 => format!("{} % {} == 0", self.random.pick(&["i0", "i1", "n"]), self.random.pick(&["2", "3", "5", "7"])),
            6 => self.random.pick(&["s is None", "p is o", "isinstance(o, A)", "i1 in d", "not s", "s"]).into(),
            _ => format!("{} and {}", self.random.pick(&["n > 3", "i0 < i1"]), self.random.pick(&["i1 != 4", "n & 1"])),
        }
    }
    /// Keeps numbers from growing without end.
    fn bounded(&mut self, number: String) -> String {
        match self.random.below(4) {
            0 | 1 => format!("({number}) % 1000003"),
            2 => format!("({number}) & 0xFFFFFFFFFFFF"),
            _ => format!("({number}) & 0x7FFFFFFFFFFFFFF"),
        }
    }
    fn line(&mut self, indent: usize, text: &str) {
        self.text.push_str(&"    ".repeat(indent));
        self.text.push_str(text);
        self.text.push('\n');
    }
    fn block(&mut self, indent: usize, depth: u32, most: u64) {
        for _ in 0..1 + self.random.below(most) {
            self.statement(indent, depth);
        }
    }
    fn statement(&mut self, indent: usize, depth: u32) {
        match self.random.below(28) {
            0..6 => {
                let value = self.int(0);
                let value = self.bounded(value);
                let target = self.random.pick(INTS);
                self.line(indent, &format!("{target} = {value}"));
            }
            6..9 => {
                let value = self.float(0);
                let target = self.random.pick(FLOATS);
                self.line(indent, &format!("{target} = clamp({value})"));
            }
            9..12 if depth < 3 => {
                let condition = self.condition();
                self.line(indent, &format!("if {condition}:"));
                self.block(indent + 1, depth + 1, 2);
                if self.random.below(2) == 0 {
                    self.line(indent, "else:");
                    self.block(indent + 1, depth + 1, 2);
                }
            }
            12 => {
                let value = self.int(0);
                let value = self.bounded(value);
                self.line(indent, &format!("o.x = {value}"));
            }
            13 => {
                let value = self.float(0);
                self.line(indent, &format!("o.y = clamp({value})"));
            }
            14 => {
                let (index, value) = (self.int(1), self.int(1));
                let value = self.bounded(value);
                self.line(indent, &format!("lst[{index} % len(lst)] = {value}"));
            }
            15 => {
                let value = self.int(1);
                let text = self.random.pick(&[
                    "if len(lst) < 50: lst.append(i0)",
                    "if len(lst) > 3: lst.pop()",
                    "d[i1 & 15] = 0",
                ]);
                let text = text.replace("= 0", &format!("= ({value}) % 1000003"));
                self.line(indent, &text);
            }
            16 => {
                let text = self.random.pick(&[
                    "s = None",
                    "s = 'x'",
                    "s = i0",
                    "s = f0",
                    "o, p = p, o",
                    "i0, i1 = i1, i0",
                    "s = str(i0)[:3]",
                    "s = (i0, f0)",
                ]);
                self.line(indent, text);
            }
            17 if depth < 2 => {
                let range = self.random.pick(&["3", "i0 & 7", "len(lst)", "2, 9, 2", "5, 0, -1"]);
                self.line(indent, &format!("for j{depth} in range({range}):"));
                self.block(indent + 1, depth + 1, 2);
                if self.random.below(3) == 0 {
                    let (condition, leave) = (self.condition(), self.random.pick(&["break", "continue"]));
                    self.line(indent + 1, &format!("if {condition}: {leave}"));
                }
            }
            18 => {
                let text = self.random.pick(&[
                    "7 // (n & 3)",
                    "lst[n]",
                    "d[n]",
                    "o.zz",
                    "boom(n)",
                    "fin(n)",
                    "next(iter(()), 5)",
                    "ds['k%d' % (n & 7)]",
                    "st.remove(n)",
                    "lst.index(n)",
                    "(v if n & 1 else n).a",
                    "[1, 2][n & 3]",
                    "len(n if n % 5 == 0 else lst)",
                    "'abc'.index('abcd'[n & 3])",
                    "int('4' if n & 3 else 'x')",
                ]);
                self.line(indent, "try:");
                self.line(indent + 1, &format!("i0 = {text}"));
                self.line(
                    indent,
                    "except (ZeroDivisionError, IndexError, KeyError, AttributeError, ValueError, TypeError) as e:",
                );
                self.line(indent + 1, "i2 = (i2 + len(str(e))) & 1023");
            }
            19 if depth < 2 => {
                self.line(indent, &format!("for e{depth} in lst:"));
                self.line(indent + 1, &format!("i1 = (i1 + e{depth}) % 1000003"));
            }
            20 => {
                let text = self.random.pick(&[
                    "bump()",
                    "i1 = sum([q & 3 for q in lst])",
                    "i2 = len([1 for q in lst if q > i0])",
                    "f1 = max(f0, f1)",
                    "o = A(i0, f0) if n % 5 == 0 else o",
                    "i0 = fib(n & 7)",
                    "t = tup; i1 = t[n % 3]",
                    "a, b, c = tup; i2 = a + c",
                ]);
                self.line(indent, text);
            }
            21..27 => {
                let value = self.int(1);
                let text = self.random.pick(&[
                    "v = V((@) & 0xFFFF)",
                    "v[0] = @",
                    "v.p = @",
                    "v = v + V(3)",
                    "lst[1:3] = [n, (@) & 15]",
                    "del lst[3:50]; lst += [1, 2, 3]",
                    "if len(lst) < 50: lst.insert(1, (@) & 7)",
                    "lst.reverse()",
                    "lst.sort()",
                    "lst = lst[::-1]",
                    "lst = sorted(lst, key=lambda q: -q)[:9] + [1, 2, 3, 4]",
                    "txt = txt[1:] + chr(97 + ((@) & 7))",
                    "txt = txt.upper().lower() if n & 1 else txt.strip('a')[:40] + 'ab'",
                    "txt = ''.join([c for c in txt if c != 'z']) or 'q'",
                    "ds['k%d' % ((@) & 3)] = n",
                    "ds.setdefault('z', n); ds.pop('k1', None)",
                    "st.add((@) & 15)",
                    "st.discard(n & 15); st |= {1, n & 7}",
                    "bs[n % len(bs)] = (@) & 255",
                    "a, *b = lst; i2 = len(b)",
                    "(a, b), c = (n, i0), i1; i0 = b % 1000003",
                    "for q, w in enumerate(tup): i1 = (i1 + q * w) % 1000003",
                    "for q, w in zip(lst, txt): i2 = (i2 + q + ord(w)) % 1000003",
                    "for q in txt: i1 = (i1 * 3 + ord(q)) % 1000003",
                    "for q in sorted(ds): i2 = (i2 + ds[q]) % 1000003",
                    "for q, w in ds.items(): i0 = (i0 + w) % 1000003",
                    "for q in gen(n): i1 = (i1 + q) % 1000003",
                    "for q in dele(n): i1 = (i1 ^ q) & 0xFFFF",
                    "for q in v: i2 = (i2 + q) & 0xFFFF",
                    "for q in reversed(lst): i2 = (i2 * 2 + q) % 1000003",
                    "for q in range(3): g2 = next(gi, None); gi = dele(n) if g2 is None else gi",
                    "with v: i0 = (i0 + 1) & 0xFFFF",
                    "with v: i0 = ds['k%d' % (n & 7)] & 0xFFFF",
                    "clo = outer(@)",
                    "H[0] = (H[0] + 1) & 7",
                    "i2 = fin(0)",
                    "s = f'{n:>4}|{i0 & 255:x}|{txt!r}'",
                    "s = '%d-%s' % (n, txt)",
                    "s = bytes(bs[:2])",
                    "s = {q: q for q in tup}.get(n & 7)",
                    "s = [q for q in lst if q in st][:3]",
                    "s = tuple(gen(n))",
                    "s = type(v).__name__",
                    "o.m = (lambda k: 5) if n == 41 else o.m\nif 'm' in o.__dict__: del o.m",
                    "if n == 33: A.m = lambda self, k: (self.y and 3)",
                    "if n == 44: V.__len__ = lambda self: 2",
                    "if n == 27: gen.__defaults__ = (5,)",
                    "if n == 51: o.__class__ = B",
                    "if n == 22: globals()['clamp'] = lambda x: x if -1e9 < x < 1e9 else 2.0",
                    "if n == 36: globals()['G'] = 'no'; bump.__globals__['G'] = 9",
                    "if n > 29: o.extra = n",
                    "if n == 30: o.y = 7",
                    "if n == 38: i1 = True",
                    "if n == 45: f0 = i0 & 7",
                    "if n == 26: lst.append(2.5); lst.pop()",
                    "while i2 > 5: i2 //= 3",
                    "assert n >= 0, n",
                ]);
                for part in text.replace('@', &value).split('\n') {
                    self.line(indent, part);
                }
            }
            _ => {
                let target = self.random.pick(INTS);
                let text =
                    format!("{target} {}= {}", self.random.pick(&["+", "-"]), self.random.pick(&["1", "i1 & 3", "n"]));
                self.line(indent, &text);
            }
        }
    }
}

fn program(seed: u64) -> String {
    let mut writer = Writer { random: Random::new(seed), text: PRELUDE.into() };
    let class = writer.random.pick(&["A", "B"]);
    writer.line(0, "def f(n0, i0, i1, i2, f0, f1):");
    writer.line(1, &format!("o = A(1, 2.5); p = {class}(7, 0.5); s = None; n = 0"));
    writer.line(1, "lst = [1, 2, 3, 4, 5]; d = {0: 1, 3: 4}; tup = (3, 5, 9); v = V(5); clo = outer(3)");
    writer.line(1, "txt = 'abcab'; ds = {'k0': 1, 'k1': 2}; st = {1, 2, 9}; bs = bytearray(b'hello'); gi = dele(9)");
    let header = writer.random.pick(&["while n < n0:", "for n in range(n0):"]);
    writer.line(1, header);
    writer.block(2, 0, 8);
    writer.line(2, "n += 1");
    writer.line(
        1,
        "return i0, i1, i2, f0, f1, s, o.x, o.y, p.x, p.y, lst[:20], sorted(d.items())[:20], G, v.a, v.b, txt[:30], \
         sorted(ds.items()), sorted(st), bytes(bs), H",
    );
    let rounds = writer.random.pick(&["30", "90", "200"]);
    writer.line(0, &format!("print(f({rounds}, 17, 4, 0, 0.0, 2.0))"));
    writer.line(0, "print(f(60, -3, 8, 35184372088832, -3.25, 1e5))");
    let last = writer.random.pick(&["print(f(40, 3, True, 4, 2, 5.5))", "print(f(40, 1.5, 3, 4, 2, 5))"]);
    writer.line(0, last);
    writer.text
}

/// Standard output and the last line of standard error.
fn run(mut command: Command, text: &str) -> (String, String) {
    let command = command.arg("-").stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the binary starts");
    child.stdin.take().expect("piped").write_all(text.as_bytes()).expect("the program is read");
    let output = child.wait_with_output().expect("the program ends");
    let errors = String::from_utf8_lossy(&output.stderr).trim_end().lines().last().unwrap_or("").to_string();
    (String::from_utf8_lossy(&output.stdout).into_owned(), errors)
}
fn taipan(text: &str, environment: &[(&str, &str)]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_taipan"));
    command.env_remove("PYTHONPATH").envs(environment.iter().copied());
    run(command, text)
}
fn has_python() -> bool {
    let version = Command::new("python3").arg("--version").output();
    version.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).starts_with("Python 3.11."))
}

#[test]
fn random_programs() {
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse::<u64>().ok());
    let seeds = match number("TAIPAN_TEST_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("TAIPAN_TEST_COUNT").unwrap_or(40),
    };
    let python = has_python();
    for seed in seeds.clone() {
        let text = program(seed);
        if seeds.end - seeds.start == 1 {
            println!("{text}");
        }
        let expected = taipan(&text, &[("TAIPAN_JIT", "off")]);
        if python {
            assert_eq!(
                expected,
                run(Command::new("python3"), &text),
                "seed {seed}: the interpreter and CPython\n{text}"
            );
        }
        for (mode, environment) in MODES {
            assert_eq!(taipan(&text, environment), expected, "seed {seed}: {mode}\n{text}");
        }
    }
}

//! A panic in each of the functions that machine code calls: the program gets an error, and the VM lives on.

use crate::api::{Config, JitMode, Vm};
use crate::object::caught::{Entry, inject};

/// Loops whose traces call every one of them.
const PROGRAM: &str = r#"
import math
def texts():
    a, n = 'x', 0
    for i in range(60):
        b = a + 'y'
        if b == 'xy' + a[:0]:
            n += 1
        t = f'{a}-{i:>3}'
    for c in 'characters of a text' * 3:
        n += c == 'a'
    return n
def dicts():
    d, n = {k: k for k in range(50)}, 0
    for i in range(60):
        if i in d:
            n += d[i]
        d[i % 7] = i
        d[str(i)] = i
        n += d.get(i, 3)
        e = {i: n, 'b': i}
        e.update({1: 2})
        e.setdefault(i, 4)
        del d[str(i)]
    return n
def lists():
    out = []
    for i in range(60):
        out.append(i)
        l = [i, i, 2, 3]
        l += out
        l += (1, 2)
        l[1:3] = [i]
        del l[0]
        m = l[1:]
        m = l[::2]
        t = (i, i, i, i)
        u = sum(t) + len(l) + max(l)
        s = {i, 1, 2}
        s.add(i)
        w = [k for k in range(i, i + 3)]
        v = {k + 1 for k in w}
        x = {k: k for k in w}
        r = range(i, i * 2, 3)
        out = out[-5:]
        q = tuple(w)
        z = slice(i, i + 1, None)
    return out
def pairs():
    kept = []
    for i in range(60):
        p, q = (i, 1), (i, 2, 3)
        kept.append(p)
        kept.append(q)
        kept.append(range(i, 40, 2))
        kept.append(kept[i - 1:i:1])
    return kept
def numbers():
    big, f, n = 1 << 70, 1.5, 0
    for i in range(60):
        big2 = big + i
        big3 = -big2
        big4 = ~big2
        if big2 < big4:
            n += 1
        if big2:
            n += 1
        f = f * 1.01 + 2.5 ** f % 3.0 + f // 0.3 + f ** 0.5 + f ** 1.7
        f = math.sin(f) + math.atan2(f, 2.0) + math.exp(-f * f)
        n += big2 % 7
    return f
def items():
    by, ra, n = b'abc' * 20, bytearray(60), 0
    st = {1, 2, 3}
    for i in range(60):
        n += by[i]
        ra[i] = i
        n += i in st
        n += i in by
        n += len(st)
        if st:
            n += 1
        if by:
            n += 1
        for k in st:
            n += k
        for k, v in {1: 2}.items():
            n += v
        for a, b in zip(st, by):
            n += a
        n += int('3') + len(str(i))
        l = list(st)
        t = 'a,b'.split(',')
    return n
class A:
    def __init__(self, x): self.x = x
    def get(self): return self.x
class B(A):
    def get(self): return super().get() + 1
def objects():
    n, made = 0, []
    for i in range(300):
        b = B(i)
        n += b.get()
        m = b.get
        made.append(m)
        made.append(b)
        n += sum(k for k in (i, 2))
        made = made[-4:]
    return n
def interpreted():
    n = 0
    for i in range(60):
        def inner(): return i
        class C: pass
        try:
            n += inner()
            import math
            exec('n = 1')
        except ValueError: pass
        n += sorted([3, i], key=lambda k: -k)[0]
    return n
def supers():
    made = []
    class D(B):
        def both(self):
            s = super(D, self)
            made.append(s)
            return s
    d = D(3)
    for i in range(60):
        d.both()
    return made
def made():
    kept = []
    for i in range(400):
        kept.append(A(i))
    return len(kept)
def count(n):
    for k in range(n):
        yield k
def generated():
    n = 0
    for i in range(60):
        for k in count(3):
            n += k
        kept = count(i)
        n += next(kept, 0)
    return n
for round in range(2):
    for body in (made, generated, texts, dicts, lists, pairs, numbers, items, objects, interpreted, supers):
        body()
"#;

fn run(mode: JitMode, vm: &mut Option<Vm>) -> Result<(), crate::Error> {
    let config = Config { jit: mode, hot: 2, ..Config::default() };
    let vm = vm.insert(Vm::with(config));
    vm.capture_output();
    vm.run(PROGRAM, "panics.py")
}

#[test]
fn a_panic_below_machine_code_is_an_error() {
    for mode in [JitMode::On, JitMode::Oracle] {
        run(mode, &mut None).unwrap();
        let missing: Vec<_> = Entry::ALL.iter().filter(|entry| !inject::called(**entry)).collect();
        assert!(missing.is_empty(), "not called by the program: {missing:?}");
        // Oracles leave without that function.
        for &entry in Entry::ALL.iter().filter(|entry| mode == JitMode::On || **entry != Entry::Leave) {
            inject::arm(Some(entry));
            let mut vm = None;
            let result = run(mode, &mut vm);
            assert!(!inject::is_armed(), "{entry:?} in mode {mode:?}");
            let error = result.expect_err("a panic").to_string();
            let message = format!("SystemError: internal error in machine code: {}: injected", entry.name());
            assert!(error.contains(&message), "{entry:?}: {error}");
            // It lives on; now and then, the same program, all of it.
            let mut vm = vm.unwrap();
            vm.interpreter_mut().collect().unwrap();
            if (entry as usize).is_multiple_of(6) {
                vm.run(PROGRAM, "again.py").unwrap();
            }
            assert_eq!(vm.eval::<i64>("sum([k for k in range(100)])").unwrap(), 4950);
        }
    }
}

/// Whoever adds a function that templates can call by the C convention lets it be caught.
#[test]
fn every_function_of_the_convention_is_caught() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![root.join("src"), root.join("uops")];
    let (mut wrong, mut right) = (Vec::new(), 0);
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let text = path.to_string_lossy().into_owned();
            if text.contains("tests") || text.contains("fuzzing") {
                continue;
            }
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let source = std::fs::read_to_string(&path).unwrap();
            let lines: Vec<&str> = source.lines().collect();
            for (number, line) in lines.iter().enumerate() {
                let declared = line.trim_start().trim_start_matches("pub(super) ").trim_start_matches("pub ");
                if !declared.starts_with("extern \"C\" fn") {
                    continue;
                }
                let body = lines[number..(number + 4).min(lines.len())].join("\n");
                // The routine in assembler; what stands in a realm before an interpreter fills it.
                let known = [
                    "naked_asm!",
                    "fn checked(",
                    "_: *mut Realm, _: *mut Value, _: u32",
                    "_: *mut Realm, _: u64, _: u64",
                ];
                if body.contains("caught") || known.iter().any(|known| body.contains(known)) {
                    right += 1;
                } else {
                    wrong.push(format!("{text}:{}: {line}", number + 1));
                }
            }
        }
    }
    assert!(wrong.is_empty() && right > 40, "{wrong:#?}");
}

//! What a host can do to hot loops: callbacks that answer otherwise later, several VMs on several threads, handles that outlive
//! their VM, interrupts and limits of compiled loops.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use taipan::{Config, ErrorKind, Exception, JitMode, Object, Vm};

fn hot() -> Config {
    let mut config = Config::default();
    config.hot = 3;
    config.check = true;
    config
}

fn interpreted() -> Config {
    let mut config = Config::default();
    config.jit = JitMode::Off;
    config
}

/// A callback that is asked twice in an iteration is asked twice, and its late error arrives in its iteration.
#[test]
fn host_functions_change_what_loops_read() {
    let program = "
class Box:
    def __init__(self): self.value = 1
def run(n):
    box, total, seen = Box(), 0, []
    for i in range(n):
        first = tick()
        box.value = box.value + first
        second = tick()
        total += second - first + box.value
        try:
            total += odd(i) * 1000
            total += half(2.5) > 1.0
        except KeyError as error:
            seen.append((i, str(error), box.value))
    return total, len(seen), seen[0][0], seen[-1][2]
";
    let mut answers = Vec::new();
    for config in [interpreted(), hot()] {
        let mut vm = Vm::with(config);
        let (ticks, halves) = (Arc::new(AtomicI64::new(0)), Arc::new(AtomicI64::new(0)));
        let (in_tick, in_half) = (ticks.clone(), halves.clone());
        vm.register("tick", move || in_tick.fetch_add(1, Ordering::Relaxed));
        vm.register("half", move |x: f64| {
            in_half.fetch_add(1, Ordering::Relaxed);
            x / 2.0
        });
        vm.register("odd", |i: i64| -> Result<bool, Exception> {
            if i > 120 && i % 7 == 0 { Err(Exception::new("KeyError", "late")) } else { Ok(i % 2 == 1) }
        });
        vm.run(program, "callbacks.py").unwrap();
        let answer: (i64, i64, i64, i64) = vm.call("run", (200i64,)).unwrap();
        answers.push((answer, ticks.load(Ordering::Relaxed), halves.load(Ordering::Relaxed)));
    }
    assert_eq!(answers[0], answers[1]);
    assert_eq!((answers[1].1, answers[1].2), (400, 200 - answers[1].0.1));
}

/// The same program, each with other numbers, on threads that run at the same time, redefining what their loops rely on.
#[test]
fn vms_on_threads_share_nothing() {
    let program = "
class Shape:
    scale = 1
    def area(self, x): return x * self.scale
def work(n, k):
    shape, total = Shape(), 0
    for i in range(n):
        total += shape.area(i) + len(names) + rate
    return total
names, rate, results = ['a'], 1, []
for round in range(12):
    results.append(work(150, round))
    Shape.scale = number + round
    rate = number * round
    names.append(str(number))
    if round == 6:
        Shape.area = lambda self, x: -x * number
    if round == 9:
        len = lambda items: number
";
    let run = |number: i64, config: Config| -> Vec<i64> {
        let mut vm = Vm::with(config);
        vm.set("number", number).unwrap();
        vm.run(program, "shared.py").unwrap();
        vm.get("results").unwrap()
    };
    let expected: Vec<_> = (0..4).map(|number| run(number, interpreted())).collect();
    let threads: Vec<_> = (0..4)
        .map(|number| std::thread::spawn(move || (0..3).map(|_| run(number, hot())).collect::<Vec<_>>()))
        .collect();
    for (thread, expected) in threads.into_iter().zip(expected) {
        assert_eq!(thread.join().unwrap(), [expected.clone(), expected.clone(), expected]);
    }
}

/// Handles of objects, functions and code whose VM is gone: they can be cloned, given to another VM (which refuses) and
/// dropped, also on another thread; and a VM goes from thread to thread with its traces.
#[test]
fn handles_outlive_their_vm() {
    let mut vm = Vm::with(hot());
    vm.run("def f(n):\n    t = 0\n    for i in range(n):\n        t += i\n    return t\nbox = [f(100), f]", "t.py")
        .unwrap();
    let mut handles: Vec<Object> = vec![vm.get("box").unwrap(), vm.get("f").unwrap(), vm.eval("f(200)").unwrap()];
    handles.push(vm.compile("box.append(f(300))", "more.py").unwrap());
    let vm = std::thread::spawn(move || {
        assert_eq!(vm.call::<i64>("f", (1000i64,)).unwrap(), 499_500);
        vm
    });
    let mut vm = vm.join().unwrap();
    vm.run_compiled(&handles[3]).unwrap();
    assert_eq!(vm.eval::<i64>("box[-1]").unwrap(), 44_850);
    drop(vm);
    let copies = handles.clone();
    let mut other = Vm::with(hot());
    for handle in &handles {
        assert!(other.set("x", handle).is_err());
        assert!(other.call_object::<i64>(handle, (5i64,)).is_err());
    }
    assert!(other.run_compiled(&handles[3]).is_err());
    drop(handles);
    std::thread::spawn(move || drop(copies)).join().unwrap();
    assert_eq!(other.eval::<i64>("sum(range(10))").unwrap(), 45);
}

/// Loops that are compiled, nested, calling and linked to each other stop when they are interrupted, and the VM goes on.
#[test]
fn compiled_loops_can_be_interrupted() {
    let loops = [
        "while True: pass",
        "x = 0\nwhile True:\n    x = x * 3 % 1009",
        "def step(x): return x + 1\nx = 0\nwhile True:\n    for i in range(50):\n        x = step(x) % 1000",
        "def walk(n): return 0 if n == 0 else walk(n - 1)\nwhile True: walk(60)",
        "def numbers():\n    while True: yield 1\nx = 0\nfor n in numbers(): x += n",
    ];
    let mut vm = Vm::with(hot());
    for text in loops {
        let interrupt = vm.interrupt_handle();
        let thread = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(60));
            interrupt.interrupt();
        });
        let program = format!("def forever():\n    {}\nforever()", text.replace('\n', "\n    "));
        assert_eq!(vm.run(&program, "forever.py").unwrap_err().kind(), ErrorKind::Interrupted, "{text}");
        thread.join().unwrap();
    }
    assert_eq!(vm.eval::<i64>("sum([i for i in range(100)])").unwrap(), 4950);
}

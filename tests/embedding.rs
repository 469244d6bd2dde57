//! The embedding API: conversions, errors, handles, host functions, limits, many VMs.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use taipan::{Config, ErrorKind, Exception, JitMode, Object, Vm};

#[test]
fn values_go_both_ways() {
    let mut vm = Vm::new();
    vm.set("i", -5i64).unwrap();
    vm.set("u", u64::MAX).unwrap();
    vm.set("f", 2.5).unwrap();
    vm.set("b", true).unwrap();
    vm.set("s", "naïve").unwrap();
    vm.set("l", vec![1i64, 2, 3]).unwrap();
    vm.set("t", (1i64, "x", 2.5)).unwrap();
    vm.set("none", None::<i64>).unwrap();
    vm.set("d", HashMap::from([("k".to_string(), 7i64)])).unwrap();
    assert_eq!(vm.eval::<i64>("i * 2").unwrap(), -10);
    assert_eq!(vm.eval::<u64>("u").unwrap(), u64::MAX);
    assert_eq!(vm.eval::<f64>("f + i").unwrap(), -2.5);
    assert_eq!(vm.eval::<f64>("3").unwrap(), 3.0);
    assert!(vm.eval::<bool>("b and f > 1").unwrap());
    assert_eq!(vm.eval::<String>("s + '!'").unwrap(), "naïve!");
    assert_eq!(vm.eval::<Vec<i64>>("[x + 1 for x in l]").unwrap(), [2, 3, 4]);
    assert_eq!(vm.eval::<(i64, String, f64)>("t").unwrap(), (1, "x".to_string(), 2.5));
    assert_eq!(vm.eval::<Option<i64>>("none").unwrap(), None);
    assert_eq!(vm.eval::<Option<i64>>("d['k']").unwrap(), Some(7));
    let map: HashMap<String, Vec<i64>> = vm.eval("{'a': [1], 'b': []}").unwrap();
    assert_eq!(map["a"], [1]);
    vm.eval::<()>("print").unwrap();
    assert_eq!(vm.get::<i64>("i").unwrap(), -5);
}

#[test]
fn wrong_types_are_errors() {
    let mut vm = Vm::new();
    assert_eq!(vm.eval::<i64>("'x'").unwrap_err().kind(), ErrorKind::Conversion);
    assert_eq!(vm.eval::<u8>("256").unwrap_err().message(), "int does not fit u8");
    assert_eq!(vm.eval::<i64>("2 ** 70").unwrap_err().message(), "int does not fit i64");
    assert_eq!(vm.eval::<String>("[1]").unwrap_err().message(), "expected str, got 'list'");
    assert_eq!(vm.eval::<(i64, i64)>("(1, 2, 3)").unwrap_err().message(), "expected 2 items, got 3");
    assert_eq!(vm.get::<i64>("missing").unwrap_err().class_name(), "NameError");
}

#[test]
fn exceptions_become_errors() {
    let mut vm = Vm::new();
    let error = vm.run("def f(x):\n    return [][x]\n\nf(3)\n", "demo.py").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Exception);
    assert_eq!(error.class_name(), "IndexError");
    assert_eq!(error.message(), "list index out of range");
    let frames: Vec<(u32, &str)> = error.traceback().iter().map(|f| (f.line, f.function.as_str())).collect();
    assert_eq!(frames, [(4, "<module>"), (2, "f")]);
    assert_eq!(error.place(), Some(("demo.py", 2, 12)));
    assert_eq!(
        error.to_string(),
        "Traceback (most recent call last):\n  File \"demo.py\", line 4, in <module>\n    f(3)\n  File \"demo.py\", \
         line 2, in f\n    return [][x]\n           ~~^^^\nIndexError: list index out of range"
    );
    // The VM goes on.
    assert_eq!(vm.eval::<i64>("1 + 1").unwrap(), 2);
    let error = vm.run("x = = 1", "bad.py").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Syntax);
    assert_eq!(error.place(), Some(("bad.py", 1, 5)));
    let error = vm.run("raise SystemExit(4)", "exit.py").unwrap_err();
    assert_eq!((error.kind(), error.exit_code()), (ErrorKind::Exit, Some(4)));
    fn is_error<T: std::error::Error + Send + Sync + 'static>(_: &T) {}
    is_error(&error);
}

#[test]
fn host_functions() {
    let mut vm = Vm::new();
    vm.register("add", |a: i64, b: i64| a + b);
    vm.register("nothing", || ());
    vm.register("join", |parts: Vec<String>, by: String| parts.join(&by));
    vm.register("fail", |text: String| -> Result<i64, Exception> { Err(Exception::new("KeyError", text)) });
    vm.register("plain_failure", || -> Result<(), String> { Err("went wrong".into()) });
    vm.register("panics", || -> i64 { panic!("inside") });
    assert_eq!(vm.eval::<i64>("add(2, 3)").unwrap(), 5);
    assert_eq!(vm.eval::<Option<i64>>("nothing()").unwrap(), None);
    assert_eq!(vm.eval::<String>("join(['a', 'b'], '-')").unwrap(), "a-b");
    assert_eq!(vm.eval::<i64>("sum([add(i, 1) for i in range(1000)])").unwrap(), 500_500);
    let error = vm.eval::<i64>("add('x', 1)").unwrap_err();
    assert_eq!(error.message(), "add() argument 1: expected int, got 'str'");
    assert_eq!(vm.eval::<i64>("add(1)").unwrap_err().message(), "add() takes 2 positional arguments but 1 was given");
    assert_eq!(vm.eval::<i64>("fail('k')").unwrap_err().class_name(), "KeyError");
    assert_eq!(vm.eval::<()>("plain_failure()").unwrap_err().message(), "went wrong");
    assert_eq!(vm.eval::<i64>("panics()").unwrap_err().class_name(), "SystemError");
    vm.run("try:\n    fail('q')\nexcept KeyError as e:\n    caught = e.args[0]", "t.py").unwrap();
    assert_eq!(vm.get::<String>("caught").unwrap(), "q");
}

#[test]
fn handles_keep_objects_alive() {
    let mut config = Config::default();
    config.gc_stress = true;
    let mut vm = Vm::with(config);
    vm.run("class Box:\n    def __init__(self, v):\n        self.v = v\n    def get(self): return self.v\n", "t.py")
        .unwrap();
    let boxed: Object = vm.eval("Box([1, 2, 3])").unwrap();
    let copy = boxed.clone();
    drop(boxed);
    vm.run(
        "def churn():\n    for i in range(2000):\n        x = [i] * 10\nchurn()\ndef read(b): return b.get()",
        "t.py",
    )
    .unwrap();
    assert_eq!(vm.call::<Vec<i64>>("read", (&copy,)).unwrap(), [1, 2, 3]);
    let read: Object = vm.get("read").unwrap();
    assert_eq!(vm.call_object::<Vec<i64>>(&read, (copy.clone(),)).unwrap(), [1, 2, 3]);
    let mut other = Vm::new();
    assert!(other.set("x", &copy).is_err());
    drop(vm);
    drop(copy);
}

#[test]
fn code_compiled_once() {
    let mut vm = Vm::new();
    let code = vm.compile("n = n + 1", "step.py").unwrap();
    vm.set("n", 0).unwrap();
    for _ in 0..100 {
        vm.run_compiled(&code).unwrap();
    }
    assert_eq!(vm.get::<i64>("n").unwrap(), 100);
}

#[test]
fn interruption_and_limits() {
    let mut config = Config::default();
    config.memory_limit = 64 << 20;
    let mut vm = Vm::with(config);
    let interrupt = vm.interrupt_handle();
    let thread = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(100));
        interrupt.interrupt();
    });
    let error = vm.run("while True:\n    pass", "forever.py").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Interrupted);
    thread.join().unwrap();
    let error = vm.run("l = []\nwhile True:\n    l.append('x' * 10000)", "greedy.py").unwrap_err();
    assert_eq!(error.class_name(), "MemoryError");
    vm.run("l = None", "t.py").unwrap();
    let error = vm.run("def f(): return f()\nf()", "deep.py").unwrap_err();
    assert_eq!(error.class_name(), "RecursionError");
    let error = vm
        .run("class A:\n    def __eq__(self, o):\n        return A() == A()\nimport sys\nsys.setrecursionlimit(10**6)\nA() == A()", "native.py")
        .unwrap_err();
    assert_eq!(error.class_name(), "RecursionError");
    assert_eq!(vm.eval::<i64>("41 + 1").unwrap(), 42);
}

#[test]
fn many_vms_in_many_threads() {
    fn is_send<T: Send>() {}
    is_send::<Vm>();
    is_send::<Object>();
    let threads: Vec<_> = (0..4i64)
        .map(|n| {
            let mut vm = Vm::new();
            std::thread::spawn(move || {
                vm.set("n", n).unwrap();
                vm.run("total = 0\nfor i in range(10000):\n    total += i * n", "t.py").unwrap();
                vm.get::<i64>("total").unwrap()
            })
        })
        .collect();
    for (n, thread) in threads.into_iter().enumerate() {
        assert_eq!(thread.join().unwrap(), 49_995_000 * n as i64);
    }
}

#[test]
fn starting_is_cheap() {
    let start = Instant::now();
    let mut config = Config::default();
    config.jit = JitMode::Off;
    let rounds = 200;
    for _ in 0..rounds {
        let mut vm = Vm::with(config.clone());
        assert_eq!(vm.eval::<i64>("1 + 1").unwrap(), 2);
    }
    let each = start.elapsed() / rounds;
    println!("{each:?} for a VM and 1 + 1");
    // A generous limit: the figure itself is watched by the benchmarks.
    assert!(each < Duration::from_millis(5), "{each:?}");
}

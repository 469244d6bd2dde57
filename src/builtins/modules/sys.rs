//! Module `sys`.

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::modules::{Constant, Entry, ModuleDef, set};
use crate::gc::Gc;
use crate::object::{Call, ClassId, Kind, ModuleObject, NativeDef, PyResult, StrObject, Value};

/// The module.
pub static SYS: ModuleDef = ModuleDef {
    name: "sys",
    functions: &[
        NativeDef::function("_report", |cx, args, keywords| {
            let [exception] = arguments::exactly(cx, "_report", args, keywords)?;
            let text = cx.exception_report(exception);
            Ok(cx.str(&text))
        }),
        NativeDef::function("__displayhook__", display_hook),
        NativeDef::function("displayhook", display_hook),
        NativeDef::function("exc_info", exc_info),
        NativeDef::function("exception", |cx, args, keywords| {
            arguments::exactly::<0>(cx, "sys.exception", args, keywords)?;
            let handled = cx.handled();
            Ok(if handled.is_unbound() { Value::NONE } else { handled })
        }),
        NativeDef::function("_getframe", |cx, args, keywords| {
            let [depth] = arguments::positional(cx, "_getframe", args, keywords, 0)?;
            let depth = depth.as_int().unwrap_or(0).max(0) as usize;
            match cx.frame_at(depth) {
                Some(frame) => Ok(frame),
                None => Err(cx.value_error("call stack is not deep enough")),
            }
        }),
        NativeDef::function("_caller_outside", |cx, args, keywords| {
            let [module, further] = arguments::exactly(cx, "_caller_outside", args, keywords)?;
            let module = module.cast::<StrObject>().map_or("", |module| module.as_str()).to_string();
            match cx.caller_outside(&module, further.as_int().unwrap_or(0).max(0) as usize) {
                Some((file, line, name)) => Ok(cx.tuple(&[file, Value::int(line.into()), name])),
                None => Ok(Value::NONE),
            }
        }),
        NativeDef::function("_make_awaitable", |cx, args, keywords| {
            let [function] = arguments::exactly(cx, "_make_awaitable", args, keywords)?;
            if let Some(function) = function.cast::<crate::object::FunctionObject>() {
                let flags = function.header.flags.get();
                function.header.flags.set(flags | crate::object::function::function_flags::AWAITABLE);
            }
            Ok(function)
        }),
        NativeDef::function("__excepthook__", except_hook),
        NativeDef::function("excepthook", except_hook),
        NativeDef::function("addaudithook", |cx, args, keywords| {
            arguments::exactly::<1>(cx, "addaudithook", args, keywords)?;
            Ok(Value::NONE)
        }),
        // Nobody listens: no event is ever reported.
        NativeDef::function("audit", |_, _, _| Ok(Value::NONE)),
        NativeDef::function("exit", crate::builtins::functions::exit),
        NativeDef::function("get_int_max_str_digits", get_most_digits),
        NativeDef::function("getdefaultencoding", default_encoding),
        NativeDef::function("getfilesystemencoding", default_encoding),
        NativeDef::function("getrecursionlimit", get_recursion_limit),
        NativeDef::function("getrefcount", get_reference_count),
        NativeDef::function("getprofile", no_hook),
        NativeDef::function("getsizeof", get_size_of),
        NativeDef::function("gettrace", no_hook),
        NativeDef::function("intern", intern),
        NativeDef::function("getswitchinterval", |cx, args, keywords| {
            arguments::exactly::<0>(cx, "sys.getswitchinterval", args, keywords)?;
            Ok(Value::float(0.005))
        }),
        // There is one thread in a VM: nobody to switch to.
        NativeDef::function("setswitchinterval", |cx, args, keywords| {
            let [seconds] = arguments::exactly(cx, "sys.setswitchinterval", args, keywords)?;
            match arguments::real(cx, seconds)? > 0.0 {
                true => Ok(Value::NONE),
                false => Err(cx.value_error("switch interval must be strictly positive")),
            }
        }),
        NativeDef::function("is_finalizing", |cx, args, keywords| {
            arguments::exactly::<0>(cx, "sys.is_finalizing", args, keywords)?;
            Ok(Value::FALSE)
        }),
        NativeDef::function("set_int_max_str_digits", set_most_digits),
        NativeDef::function("setprofile", |cx, args, keywords| set_hook(cx, "setprofile", args, keywords)),
        NativeDef::function("setrecursionlimit", set_recursion_limit),
        NativeDef::function("settrace", |cx, args, keywords| set_hook(cx, "settrace", args, keywords)),
    ],
    constants: &[
        Entry::text("byteorder", if cfg!(target_endian = "big") { "big" } else { "little" }),
        Entry::text("copyright", ""),
        Entry::text("float_repr_style", "short"),
        Entry::text("executable", ""),
        Entry::int("hexversion", HEX_VERSION),
        Entry::int("maxsize", i64::MAX),
        Entry::int("maxunicode", 0x10FFFF),
        Entry::text("platform", PLATFORM),
        Entry::text("version", concat!("3.11.7 (taipan ", env!("CARGO_PKG_VERSION"), ")")),
        Entry::text("base_exec_prefix", ""),
        Entry::text("base_prefix", ""),
        Entry::text("exec_prefix", ""),
        Entry::text("prefix", ""),
        Entry::text("platlibdir", "lib"),
        Entry::text("abiflags", ""),
        Entry::int("api_version", 1013),
        Entry { name: "dont_write_bytecode", constant: Constant::True },
    ],
    make: Some(make),
};

/// Of the version whose behaviour is the measure: 3.11.7, final.
const HEX_VERSION: i64 = 0x030b_07f0;

const PLATFORM: &str = if cfg!(target_os = "macos") {
    "darwin"
} else if cfg!(windows) {
    "win32"
} else {
    "linux"
};

fn make(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    let argv = cx.str("");
    let argv = cx.list(&[argv]);
    set(cx, module, "argv", Value::object(argv));
    let path = cx.new_list();
    set(cx, module, "path", Value::object(path));
    for name in ["warnoptions", "meta_path", "path_hooks"] {
        let list = Value::object(cx.new_list());
        set(cx, module, name, list);
    }

    let modules = super::loaded(cx);
    set(cx, module, "modules", Value::object(modules));
    for (name, is_error) in [("stdout", false), ("stderr", true)] {
        let stream = Value::object(cx.stream(is_error));
        set(cx, module, name, stream);
        set(cx, module, &format!("__{name}__"), stream);
    }
    set(cx, module, "stdin", Value::NONE);
    set(cx, module, "__stdin__", Value::NONE);
    let options = Value::object(cx.new_dict());
    set(cx, module, "_xoptions", options);
    let level = cx.str("final");
    let numbers = [Value::int(3), Value::int(11), Value::int(7), level, Value::int(0)];
    let version =
        super::record::make(cx, "sys.version_info", &["major", "minor", "micro", "releaselevel", "serial"], &numbers)?;
    set(cx, module, "version_info", version);
    let float_info = [
        Value::float(f64::MAX),
        Value::int(1024),
        Value::int(308),
        Value::float(f64::MIN_POSITIVE),
        Value::int(-1021),
        Value::int(-307),
        Value::int(15),
        Value::int(53),
        Value::float(f64::EPSILON),
        Value::int(2),
        Value::int(1),
    ];
    let names = [
        "max",
        "max_exp",
        "max_10_exp",
        "min",
        "min_exp",
        "min_10_exp",
        "dig",
        "mant_dig",
        "epsilon",
        "radix",
        "rounds",
    ];
    let float_info = super::record::make(cx, "sys.float_info", &names, &float_info)?;
    set(cx, module, "float_info", float_info);
    let modulus = cx.int((1 << 61) - 1);
    let algorithm = cx.str("siphash13");
    let hash_info = [
        ("width", Value::int(64)),
        ("modulus", modulus),
        ("inf", Value::int(314159)),
        ("nan", Value::int(0)),
        ("imag", Value::int(1000003)),
        ("algorithm", algorithm),
        ("hash_bits", Value::int(64)),
        ("seed_bits", Value::int(128)),
        ("cutoff", Value::int(0)),
    ];
    let hash_info = make_record(cx, "sys.hash_info", &hash_info)?;
    set(cx, module, "hash_info", hash_info);
    let int_info = [
        ("bits_per_digit", Value::int(30)),
        ("sizeof_digit", Value::int(4)),
        ("default_max_str_digits", Value::int(4300)),
        ("str_digits_check_threshold", Value::int(640)),
    ];
    let int_info = make_record(cx, "sys.int_info", &int_info)?;
    set(cx, module, "int_info", int_info);
    let off = Value::int(0);
    let flags = [
        ("debug", off),
        ("inspect", off),
        ("interactive", off),
        ("optimize", off),
        ("dont_write_bytecode", Value::int(1)),
        ("no_user_site", off),
        ("no_site", off),
        ("ignore_environment", off),
        ("verbose", off),
        ("bytes_warning", off),
        ("quiet", off),
        ("hash_randomization", Value::int(1)),
        ("isolated", off),
        ("dev_mode", Value::FALSE),
        ("utf8_mode", Value::int(1)),
        ("warn_default_encoding", off),
        ("safe_path", Value::FALSE),
        ("int_max_str_digits", Value::int(4300)),
    ];
    let flags = make_record(cx, "sys.flags", &flags)?;
    set(cx, module, "flags", flags);
    let name = cx.str("taipan");
    let implementation = super::record::make(
        cx,
        "sys.implementation",
        &["name", "version", "hexversion"],
        &[name, version, Value::int(HEX_VERSION)],
    )?;
    set(cx, module, "implementation", implementation);
    let names = ["__future__", "builtins", "math", "os", "sys", "time"];
    let names: Vec<Value> = names.into_iter().map(|n| cx.intern(n)).collect();
    let names = cx.tuple(&names);
    set(cx, module, "builtin_module_names", names);
    Ok(())
}

fn make_record(cx: &mut dyn Call, class: &str, items: &[(&str, Value)]) -> PyResult {
    let (names, values): (Vec<&str>, Vec<Value>) = items.iter().copied().unzip();
    super::record::make(cx, class, &names, &values)
}

/// What is printed of an exception that nobody catches.
fn except_hook(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [_, exception, _] = arguments::exactly(cx, "excepthook", args, keywords)?;
    let text = format!("{}\n", cx.exception_report(exception).trim_end_matches('\n'));
    let text = cx.str(&text);
    let sys = super::loaded(cx);
    let name = cx.intern_str("sys");
    let stream = match cx.dict_get_str(sys, name) {
        Some(module) => {
            let name = cx.intern_str("stderr");
            crate::object::protocol::find_attr(cx, module, name)?.unwrap_or(Value::NONE)
        }
        None => Value::NONE,
    };
    if !stream.is_none() {
        crate::object::protocol::call_method(cx, stream, "write", &[text])?;
    }
    Ok(Value::NONE)
}

fn no_hook(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "gettrace", args, keywords)?;
    Ok(Value::NONE)
}

/// Programs are not traced; only taking a hook away, which is not there, does nothing.
fn set_hook(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [hook] = arguments::exactly(cx, name, args, keywords)?;
    match hook.is_none() {
        true => Ok(Value::NONE),
        false => Err(cx.raise(ClassId::NotImplementedError, format!("sys.{name}() is not supported"))),
    }
}

fn intern(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [text] = arguments::exactly(cx, "sys.intern", args, keywords)?;
    match str_of(cx, text) {
        Some(text) => Ok(Value::object(cx.intern_value(text))),
        None => {
            let class = class_name(cx, text);
            Err(cx.type_error(format!("intern() argument must be str, not {class}")))
        }
    }
}

/// Nobody counts: a number that says that the argument and somebody else refer to it.
fn get_reference_count(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [_] = arguments::exactly(cx, "sys.getrefcount", args, keywords)?;
    Ok(Value::int(2))
}

fn get_recursion_limit(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "sys.getrecursionlimit", args, keywords)?;
    Ok(Value::int(cx.machine.depth_limit as i64))
}

fn set_recursion_limit(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [limit] = arguments::exactly(cx, "sys.setrecursionlimit", args, keywords)?;
    let limit = arguments::size(cx, limit)?;
    if limit < 1 {
        return Err(cx.value_error("recursion limit must be greater or equal than 1"));
    }
    let Ok(limit) = u32::try_from(limit) else {
        return Err(cx.overflow_error("Python int too large to convert to C int"));
    };
    if limit <= cx.machine.depth {
        let depth = cx.machine.depth;
        return Err(cx.raise(
            ClassId::RecursionError,
            format!("cannot set the recursion limit to {limit} at the recursion depth {depth}: the limit is too low"),
        ));
    }
    cx.machine.depth_limit = limit;
    Ok(Value::NONE)
}

fn default_encoding(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "sys.getdefaultencoding", args, keywords)?;
    Ok(cx.str("utf-8"))
}

fn get_most_digits(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "sys.get_int_max_str_digits", args, keywords)?;
    Ok(Value::int(cx.most_int_digits as i64))
}

fn set_most_digits(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [digits] = arguments::named(cx, "set_int_max_str_digits", args, keywords, ["maxdigits"], 1)?;
    let digits = arguments::size(cx, digits)?;
    if digits != 0 && digits < 640 {
        return Err(cx.value_error("maxdigits must be 0 or larger than 640"));
    }
    cx.most_int_digits = digits as usize;
    Ok(Value::NONE)
}

/// What a prompt does with the value of an expression.
fn display_hook(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [value] = arguments::exactly(cx, "sys.displayhook", args, keywords)?;
    if value.is_none() {
        return Ok(Value::NONE);
    }
    let shown = crate::object::protocol::repr(cx, value)?;
    crate::builtins::functions::output::print(cx, &[shown], &[])?;
    let builtins = crate::builtins::fill_namespace(cx);
    let name = cx.intern_str("_");
    cx.dict_set_str(builtins, name, value);
    Ok(Value::NONE)
}
fn exc_info(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "sys.exc_info", args, keywords)?;
    let handled = cx.handled();
    match cx.as_exception(handled) {
        Some(exception) => {
            let class = Value::object(cx.type_of(handled));
            let traceback = cx.get_slot(exception, crate::object::exception::TRACEBACK);
            Ok(cx.tuple(&[class, handled, traceback]))
        }
        None => Ok(cx.tuple(&[Value::NONE; 3])),
    }
}

/// `sys.getsizeof(object)`: what its class says.
fn get_size_of(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [object, default] = arguments::named(cx, "getsizeof", args, keywords, ["object", "default"], 1)?;
    let name = cx.intern_str("__sizeof__");
    let method = crate::builtins::protocol::get_attr(cx, object, name)?;
    let size = cx.call(method, &[], &[])?;
    match size.as_int() {
        Some(_) => Ok(size),
        None if !default.is_unbound() => Ok(default),
        None => {
            let class = class_name(cx, size);
            Err(cx.type_error(format!("'{class}' object cannot be interpreted as an integer")))
        }
    }
}

/// Bytes of an object, roughly: its header and its items.
pub fn size_of(cx: &mut dyn Call, object: Value) -> PyResult {
    let items = match object.kind() {
        Some(Kind::List | Kind::Tuple | Kind::Dict | Kind::Set | Kind::FrozenSet | Kind::Str | Kind::Bytes) => {
            crate::builtins::protocol::len(cx, object)? as i64
        }
        _ => 0,
    };
    let unit = if object.is(Kind::Str) || object.is(Kind::Bytes) { 1 } else { 8 };
    Ok(Value::int(24 + items * unit))
}

//! The standard modules that are written in Rust.
//!
//! In: a name. Out: the module, filled from static tables when it is imported.
//!
//! ```text
//! modules::make(cx, "math")  →  Some(<module 'math' (built-in)>)
//! ```

pub mod buffers;
pub mod copying;
pub mod deque;
pub mod digest;
pub mod files;
pub mod getters;
pub mod iterators;
pub mod json_text;
pub mod literal;
pub mod math;
pub mod os;
pub mod packed;
pub mod patterns;
pub mod random;
pub mod real;
pub mod record;
pub mod selections;
pub mod substitution;
pub mod sys;
pub mod time;
pub mod twister;
pub mod unicode_data;
pub mod weak;

use crate::gc::{Gc, Header};
use crate::object::{Call, DictObject, ModuleObject, NativeDef, PyResult, Realm, Value};

/// A constant of a module.
pub enum Constant {
    Int(i64),
    Float(f64),
    Text(&'static str),
    None,
    True,
}

/// A name and its constant.
pub struct Entry {
    pub name: &'static str,
    pub constant: Constant,
}

impl Entry {
    /// A float.
    pub const fn float(name: &'static str, number: f64) -> Entry {
        Entry { name, constant: Constant::Float(number) }
    }
    /// An int.
    pub const fn int(name: &'static str, number: i64) -> Entry {
        Entry { name, constant: Constant::Int(number) }
    }
    /// A str.
    pub const fn text(name: &'static str, text: &'static str) -> Entry {
        Entry { name, constant: Constant::Text(text) }
    }
}

/// A module as its file declares it.
pub struct ModuleDef {
    pub name: &'static str,
    pub functions: &'static [NativeDef],
    pub constants: &'static [Entry],
    /// What else it takes to fill the namespace.
    pub make: Option<fn(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()>>,
}

/// Modules written in Python, run when they are imported.
static SOURCES: &[(&str, &str)] = &[
    ("__future__", include_str!("python/__future__.py")),
    ("_asyncio_locks", include_str!("python/_asyncio_locks.py")),
    ("_collections_abc", include_str!("python/_collections_abc.py")),
    ("_csv", include_str!("python/_csv.py")),
    ("_descriptors", include_str!("python/_descriptors.py")),
    ("_large_range", include_str!("python/_large_range.py")),
    ("_thread", include_str!("python/_thread.py")),
    ("_typing_hints", include_str!("python/_typing_hints.py")),
    ("_typing_parameters", include_str!("python/_typing_parameters.py")),
    ("_typing_records", include_str!("python/_typing_records.py")),
    ("_user_containers", include_str!("python/_user_containers.py")),
    ("abc", include_str!("python/abc.py")),
    ("ast", include_str!("python/ast.py")),
    ("asyncio", include_str!("python/asyncio.py")),
    ("atexit", include_str!("python/atexit.py")),
    ("base64", include_str!("python/base64.py")),
    ("binascii", include_str!("python/binascii.py")),
    ("bisect", include_str!("python/bisect.py")),
    ("cmath", include_str!("python/cmath.py")),
    ("codecs", include_str!("python/codecs.py")),
    ("collections", include_str!("python/collections.py")),
    ("collections.abc", include_str!("python/collections.abc.py")),
    ("contextlib", include_str!("python/contextlib.py")),
    ("contextvars", include_str!("python/contextvars.py")),
    ("copy", include_str!("python/copy.py")),
    ("copyreg", include_str!("python/copyreg.py")),
    ("csv", include_str!("python/csv.py")),
    ("dataclasses", include_str!("python/dataclasses.py")),
    ("datetime", include_str!("python/datetime.py")),
    ("decimal", include_str!("python/decimal.py")),
    ("enum", include_str!("python/enum.py")),
    ("errno", include_str!("python/errno.py")),
    ("fnmatch", include_str!("python/fnmatch.py")),
    ("fractions", include_str!("python/fractions.py")),
    ("functools", include_str!("python/functools.py")),
    ("gc", include_str!("python/gc.py")),
    ("genericpath", include_str!("python/genericpath.py")),
    ("hashlib", include_str!("python/hashlib.py")),
    ("heapq", include_str!("python/heapq.py")),
    ("hmac", include_str!("python/hmac.py")),
    ("importlib", include_str!("python/importlib.py")),
    ("importlib.machinery", include_str!("python/importlib.machinery.py")),
    ("importlib.util", include_str!("python/importlib.util.py")),
    ("inspect", include_str!("python/inspect.py")),
    ("io", include_str!("python/io.py")),
    ("itertools", include_str!("python/itertools.py")),
    ("json", include_str!("python/json.py")),
    ("json.decoder", include_str!("python/json.decoder.py")),
    ("json.encoder", include_str!("python/json.encoder.py")),
    ("keyword", include_str!("python/keyword.py")),
    ("linecache", include_str!("python/linecache.py")),
    ("locale", include_str!("python/locale.py")),
    ("logging", include_str!("python/logging.py")),
    ("numbers", include_str!("python/numbers.py")),
    ("operator", include_str!("python/operator.py")),
    ("os", include_str!("python/os.py")),
    ("posix", include_str!("python/posix.py")),
    ("posixpath", include_str!("python/posixpath.py")),
    ("pprint", include_str!("python/pprint.py")),
    ("queue", include_str!("python/queue.py")),
    ("random", include_str!("python/random.py")),
    ("re", include_str!("python/re.py")),
    ("reprlib", include_str!("python/reprlib.py")),
    ("secrets", include_str!("python/secrets.py")),
    ("select", include_str!("python/select.py")),
    ("signal", include_str!("python/signal.py")),
    ("socket", include_str!("python/socket.py")),
    ("statistics", include_str!("python/statistics.py")),
    ("string", include_str!("python/string.py")),
    ("textwrap", include_str!("python/textwrap.py")),
    ("threading", include_str!("python/threading.py")),
    ("time", include_str!("python/time.py")),
    ("timeit", include_str!("python/timeit.py")),
    ("traceback", include_str!("python/traceback.py")),
    ("types", include_str!("python/types.py")),
    ("typing", include_str!("python/typing.py")),
    ("unittest", include_str!("python/unittest.py")),
    ("uuid", include_str!("python/uuid.py")),
    ("warnings", include_str!("python/warnings.py")),
    ("weakref", include_str!("python/weakref.py")),
    ("zlib", include_str!("python/zlib.py")),
];

static MODULES: &[&ModuleDef] = &[
    &buffers::BUFFERS,
    &crate::builtins::types::array::MODULE,
    &copying::COPY,
    &digest::DIGEST,
    &files::FILES,
    &getters::GETTERS,
    &iterators::ITERATORS,
    &json_text::JSON,
    &literal::LITERAL,
    &packed::STRUCT,
    &patterns::REGEX,
    &random::TWISTER,
    &math::MATH,
    &os::OS,
    &sys::SYS,
    &time::TIME,
    &weak::WEAK,
    &unicode_data::UNICODE_DATA,
];

/// The module of that name, newly made; `None` if there is none in Rust. The caller puts it into
/// `sys.modules`.
pub fn make(cx: &mut dyn Call, name: &str) -> Option<PyResult> {
    if name == "builtins" {
        return Some(Ok(builtins_module(cx)));
    }
    if let Ok(index) = SOURCES.binary_search_by_key(&name, |source| source.0) {
        return Some(run(cx, name, SOURCES[index].1));
    }
    let def = MODULES.iter().find(|def| def.name == name)?;
    let module = cx.module(def.name);
    let mark = cx.root_mark();
    cx.root(Value::object(module));
    let filled = fill(cx, def, module);
    cx.unroot(mark);
    Some(filled.map(|()| Value::object(module)))
}

/// Whether a module of that name is built in.
pub fn exists(name: &str) -> bool {
    name == "builtins"
        || SOURCES.binary_search_by_key(&name, |source| source.0).is_ok()
        || MODULES.iter().any(|def| def.name == name)
}

/// Runs the source of a module in its namespace.
fn run(cx: &mut dyn Call, name: &str, source: &str) -> PyResult {
    let module = cx.module(name);
    let modules = loaded(cx);
    let key = cx.intern_str(name);
    // Modules that import each other find this one.
    cx.dict_set_str(modules, key, Value::object(module));
    set_package(cx, module, name);
    let file = format!("<frozen {name}>");
    let code = cx.compile_source(source, &file, crate::object::SourceMode::Statements)?;
    let mark = cx.root_mark();
    cx.root(Value::object(module));
    cx.root(Value::object(code));
    let result = cx.execute(code, module.dict, None);
    cx.unroot(mark);
    if result.is_err() {
        let key = cx.intern_str(name);
        cx.dict_remove_str(modules, key);
    }
    result.map(|_| Value::object(module))
}

/// Modules that are packages in CPython.
const PACKAGES: &[&str] = &["asyncio", "collections", "importlib", "json", "logging", "re", "unittest"];

/// Whether a module that is built in is a package in CPython.
pub fn is_package(name: &str) -> bool {
    PACKAGES.contains(&name)
}

/// `__package__` of a module.
fn set_package(cx: &mut dyn Call, module: Gc<ModuleObject>, name: &str) {
    let package = match name.rsplit_once('.') {
        _ if PACKAGES.contains(&name) => name,
        Some((parent, _)) => parent,
        None => "",
    };
    let package = cx.str(package);
    set(cx, module, "__package__", package);
}

fn fill(cx: &mut dyn Call, def: &ModuleDef, module: Gc<ModuleObject>) -> PyResult<()> {
    set_package(cx, module, def.name);
    for function in def.functions {
        let native = cx.native(*function, None, module.name);
        set(cx, module, function.name, Value::object(native));
    }
    for entry in def.constants {
        let value = match entry.constant {
            Constant::Int(number) => cx.int(number),
            Constant::Float(number) => Value::float(number),
            Constant::Text(text) => cx.str(text),
            Constant::None => Value::NONE,
            Constant::True => Value::TRUE,
        };
        set(cx, module, entry.name, value);
    }
    match def.make {
        Some(make) => make(cx, module),
        None => Ok(()),
    }
}

/// Sets a name of a module.
pub fn set(realm: &mut Realm, module: Gc<ModuleObject>, name: &str, value: Value) {
    let name = realm.intern_str(name);
    realm.dict_set_str(module.dict, name, value);
}

/// `sys.modules`, made now if nothing was imported yet.
pub fn loaded(realm: &mut Realm) -> Gc<DictObject> {
    match realm.modules {
        Some(modules) => modules,
        None => {
            let modules = realm.new_dict();
            realm.modules = Some(modules);
            modules
        }
    }
}

/// Module `builtins` shares the namespace of builtins, with everything in it.
fn builtins_module(cx: &mut dyn Call) -> Value {
    let dict = crate::builtins::functions::fill_namespace(cx);
    let name = cx.intern("builtins");
    Value::object(cx.alloc(ModuleObject { header: Header::plain::<ModuleObject>(), name, dict }))
}

//! Modules `os` and `os.path`: the environment and path arithmetic; no access to files but `exists`.

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::modules::{Entry, ModuleDef, fill, set};
use crate::gc::Gc;
use crate::object::{Call, ClassId, ModuleObject, NativeDef, PyResult, StrObject, Value};

/// Module `os`.
pub static OS: ModuleDef = ModuleDef {
    name: "os",
    functions: &[
        NativeDef::function("fspath", fspath),
        NativeDef::function("getcwd", getcwd),
        NativeDef::function("getenv", getenv),
        NativeDef::function("getpid", getpid),
        NativeDef::function("urandom", urandom),
    ],
    constants: &[
        Entry::text("name", "posix"),
        Entry::text("sep", "/"),
        Entry::text("linesep", "\n"),
        Entry::text("pathsep", ":"),
        Entry::text("curdir", "."),
        Entry::text("pardir", ".."),
    ],
    make: Some(make),
};

/// Module `os.path`.
pub static OS_PATH: ModuleDef = ModuleDef {
    name: "os.path",
    functions: PATH_FUNCTIONS,
    constants: &[Entry::text("sep", "/"), Entry::text("curdir", "."), Entry::text("pardir", "..")],
    make: None,
};

static PATH_FUNCTIONS: &[NativeDef] = &[
    NativeDef::function("abspath", abspath),
    NativeDef::function("basename", basename),
    NativeDef::function("dirname", dirname),
    NativeDef::function("exists", exists),
    NativeDef::function("isabs", isabs),
    NativeDef::function("isdir", isdir),
    NativeDef::function("isfile", isfile),
    NativeDef::function("join", join),
    NativeDef::function("normpath", normpath),
    NativeDef::function("split", split),
    NativeDef::function("splitext", splitext),
];

fn make(cx: &mut dyn Call, module: Gc<ModuleObject>) -> PyResult<()> {
    let environment = cx.new_dict();
    set(cx, module, "environ", Value::object(environment));
    for (name, value) in std::env::vars_os() {
        if let (Some(name), Some(value)) = (name.to_str(), value.to_str()) {
            let name = cx.intern_str(name);
            let value = cx.str(value);
            cx.dict_set_str(environment, name, value);
        }
    }
    let path = cx.module("posixpath");
    set(cx, module, "path", Value::object(path));
    let modules = super::loaded(cx);
    for name in ["os.path", "posixpath"] {
        let name = cx.intern_str(name);
        cx.dict_set_str(modules, name, Value::object(path));
    }
    let error = Value::object(cx.class(ClassId::OSError));
    set(cx, module, "error", error);
    fill(cx, &OS_PATH, path)
}

fn path_text(cx: &mut dyn Call, value: Value) -> PyResult<Gc<StrObject>> {
    match str_of(cx, value) {
        Some(text) => Ok(text),
        None => {
            let class = class_name(cx, value);
            Err(cx.type_error(format!("expected str, bytes or os.PathLike object, not {class}")))
        }
    }
}
fn one_path(cx: &mut dyn Call, name: &str, args: &[Value], keywords: Keywords<'_>) -> PyResult<&'static str> {
    let [path] = arguments::exactly(cx, name, args, keywords)?;
    Ok(path_text(cx, path)?.as_str())
}

fn fspath(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [path] = arguments::exactly(cx, "fspath", args, keywords)?;
    Ok(Value::object(path_text(cx, path)?))
}
fn getcwd(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "getcwd", args, keywords)?;
    match std::env::current_dir() {
        Ok(directory) => cx.try_str(&directory.to_string_lossy()),
        Err(problem) => Err(cx.raise(ClassId::OSError, problem.to_string())),
    }
}
fn getpid(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::exactly::<0>(cx, "getpid", args, keywords)?;
    Ok(Value::int(std::process::id() as i64))
}
fn getenv(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [key, default] = arguments::named(cx, "getenv", args, keywords, ["key", "default"], 1)?;
    let key = path_text(cx, key)?;
    match std::env::var(key.as_str()) {
        Ok(value) => cx.try_str(&value),
        Err(_) => Ok(if default.is_unbound() { Value::NONE } else { default }),
    }
}
fn urandom(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [count] = arguments::exactly(cx, "urandom", args, keywords)?;
    let count = arguments::size(cx, count)?;
    if count < 0 {
        return Err(cx.value_error("negative argument not allowed"));
    }
    cx.reserve(count as usize)?;
    let mut data = Vec::with_capacity(count as usize + 8);
    use std::hash::{BuildHasher, Hasher};
    while data.len() < count as usize {
        // Each state is seeded by the system.
        let word = std::collections::hash_map::RandomState::new().build_hasher().finish();
        data.extend_from_slice(&word.to_ne_bytes());
    }
    data.truncate(count as usize);
    Ok(cx.bytes(&data))
}

fn join(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    arguments::no_keywords(cx, "join", keywords)?;
    let [first, rest @ ..] = args else {
        return Err(cx.type_error("join() missing 1 required positional argument: 'a'"));
    };
    let mut path = path_text(cx, *first)?.as_str().to_string();
    for part in rest {
        let part = path_text(cx, *part)?.as_str();
        if part.starts_with('/') {
            path.clear();
        } else if !path.is_empty() && !path.ends_with('/') {
            path.push('/');
        }
        path.push_str(part);
    }
    cx.try_str(&path)
}
/// Directory and last component.
fn split_path(path: &str) -> (&str, &str) {
    let at = path.rfind('/').map_or(0, |at| at + 1);
    let (head, tail) = path.split_at(at);
    let trimmed = head.trim_end_matches('/');
    (if trimmed.is_empty() { head } else { trimmed }, tail)
}
fn split(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = one_path(cx, "split", args, keywords)?;
    let (head, tail) = split_path(path);
    let parts = [cx.str(head), cx.str(tail)];
    Ok(cx.tuple(&parts))
}
fn basename(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = one_path(cx, "basename", args, keywords)?;
    Ok(cx.str(split_path(path).1))
}
fn dirname(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = one_path(cx, "dirname", args, keywords)?;
    Ok(cx.str(split_path(path).0))
}
fn splitext(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = one_path(cx, "splitext", args, keywords)?;
    let name_at = path.rfind('/').map_or(0, |at| at + 1);
    let name = &path[name_at..];
    let dots = name.len() - name.trim_start_matches('.').len();
    let at = match name.rfind('.') {
        Some(at) if at >= dots && dots < name.len() && at > 0 => name_at + at,
        _ => path.len(),
    };
    let parts = [cx.str(&path[..at]), cx.str(&path[at..])];
    Ok(cx.tuple(&parts))
}
fn normal(path: &str) -> String {
    if path.is_empty() {
        return ".".into();
    }
    let root = if path.starts_with("//") && !path.starts_with("///") {
        "//"
    } else if path.starts_with('/') {
        "/"
    } else {
        ""
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if root.is_empty() && parts.last().is_none_or(|p| *p == "..") => parts.push(part),
            ".." => {
                parts.pop();
            }
            _ => parts.push(part),
        }
    }
    let joined = format!("{root}{}", parts.join("/"));
    if joined.is_empty() { ".".into() } else { joined }
}
fn normpath(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = one_path(cx, "normpath", args, keywords)?;
    cx.try_str(&normal(path))
}
fn abspath(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = one_path(cx, "abspath", args, keywords)?;
    if path.starts_with('/') {
        return cx.try_str(&normal(path));
    }
    match std::env::current_dir() {
        Ok(directory) => cx.try_str(&normal(&format!("{}/{path}", directory.to_string_lossy()))),
        Err(problem) => Err(cx.raise(ClassId::OSError, problem.to_string())),
    }
}
fn isabs(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    Ok(Value::bool(one_path(cx, "isabs", args, keywords)?.starts_with('/')))
}
fn exists(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = one_path(cx, "exists", args, keywords)?;
    Ok(Value::bool(cx.files && std::path::Path::new(path).exists()))
}
fn isdir(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = one_path(cx, "isdir", args, keywords)?;
    Ok(Value::bool(cx.files && std::path::Path::new(path).is_dir()))
}
fn isfile(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = one_path(cx, "isfile", args, keywords)?;
    Ok(Value::bool(cx.files && std::path::Path::new(path).is_file()))
}

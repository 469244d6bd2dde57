//! Module `_files`: the files of the machine, where the host allows them.
//!
//! 1. Every function asks [`Realm::files`](crate::object::Realm) first: PermissionError without it.

use std::path::Path;

use crate::builtins::arguments::{self, Keywords, class_name, str_of};
use crate::builtins::modules::ModuleDef;
use crate::builtins::types::bytes;
use crate::object::{Call, ClassId, NativeDef, PyResult, Raised, Value};

/// The module.
pub static FILES: ModuleDef = ModuleDef {
    name: "_files",
    functions: &[
        NativeDef::function("kind", kind),
        NativeDef::function("listdir", list),
        NativeDef::function("mkdir", |cx, args, keywords| {
            let path = path(cx, args, keywords)?;
            let result = std::fs::create_dir(&path);
            done(cx, result, &path)
        }),
        NativeDef::function("read", read),
        NativeDef::function("remove", |cx, args, keywords| {
            let path = path(cx, args, keywords)?;
            let result = std::fs::remove_file(&path);
            done(cx, result, &path)
        }),
        NativeDef::function("rmdir", |cx, args, keywords| {
            let path = path(cx, args, keywords)?;
            let result = std::fs::remove_dir(&path);
            done(cx, result, &path)
        }),
        NativeDef::function("message", message),
        NativeDef::function("readlink", |cx, args, keywords| {
            let path = path(cx, args, keywords)?;
            match std::fs::read_link(&path) {
                Ok(target) => cx.try_str(&target.to_string_lossy()),
                Err(problem) => Err(failure(cx, &problem, &path)),
            }
        }),
        NativeDef::function("rename", |cx, args, keywords| {
            let [from, to] = arguments::exactly(cx, "rename", args, keywords)?;
            let (from, to) = (path_of(cx, from)?, path_of(cx, to)?);
            let result = std::fs::rename(&from, to);
            done(cx, result, &from)
        }),
        NativeDef::function("stat", stat),
        NativeDef::function("symlink", |cx, args, keywords| {
            let [from, to] = arguments::exactly(cx, "symlink", args, keywords)?;
            let (from, to) = (path_of(cx, from)?, path_of(cx, to)?);
            let result = link(&from, &to);
            done(cx, result, &to)
        }),
        NativeDef::function("size", |cx, args, keywords| {
            let path = path(cx, args, keywords)?;
            match std::fs::metadata(&path) {
                Ok(found) => Ok(Value::int(found.len() as i64)),
                Err(problem) => Err(failure(cx, &problem, &path)),
            }
        }),
        NativeDef::function("write", write),
    ],
    constants: &[],
    make: None,
};

fn path(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult<String> {
    let [path] = arguments::exactly(cx, "path", args, keywords)?;
    path_of(cx, path)
}

fn path_of(cx: &mut dyn Call, value: Value) -> PyResult<String> {
    if !cx.files {
        return Err(cx.raise(ClassId::PermissionError, "the host has not allowed access to files"));
    }
    match str_of(cx, value) {
        Some(text) => Ok(text.as_str().to_string()),
        None => {
            let class = class_name(cx, value);
            Err(cx.type_error(format!("expected str, bytes or os.PathLike object, not {class}")))
        }
    }
}

/// An OSError with number, text and file.
fn failure(cx: &mut dyn Call, problem: &std::io::Error, path: &str) -> Raised {
    let number = problem.raw_os_error().unwrap_or(5);
    let text = problem.to_string();
    let text = cx.str(text.split(" (os error").next().unwrap_or(""));
    let file = cx.str(path);
    let args = [Value::int(number as i64), text, file];
    let class = Value::object(cx.class(ClassId::OSError));
    match cx.call(class, &args, &[]) {
        Ok(made) => match cx.as_exception(made) {
            Some(exception) => Raised(exception),
            None => cx.raise_with(ClassId::OSError, &args),
        },
        Err(raised) => raised,
    }
}

fn done(cx: &mut dyn Call, result: std::io::Result<()>, path: &str) -> PyResult {
    match result {
        Ok(()) => Ok(Value::NONE),
        Err(problem) => Err(failure(cx, &problem, path)),
    }
}

fn read(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = path(cx, args, keywords)?;
    let found = std::fs::metadata(&path)
        .and_then(|found| if found.is_dir() { Err(std::io::Error::from_raw_os_error(21)) } else { Ok(found.len()) });
    match found {
        Ok(size) => cx.reserve(size as usize)?,
        Err(problem) => return Err(failure(cx, &problem, &path)),
    }
    match std::fs::read(&path) {
        Ok(content) => Ok(cx.bytes(&content)),
        Err(problem) => Err(failure(cx, &problem, &path)),
    }
}

/// Path, bytes, whether to append; what was there is lost if not.
fn write(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [path, content, append] = arguments::exactly(cx, "write", args, keywords)?;
    let path = path_of(cx, path)?;
    let content = bytes::wanted(cx, content)?;
    let append = append == Value::TRUE;
    let file = std::fs::OpenOptions::new().create(true).write(true).append(append).truncate(!append).open(&path);
    let result = file.and_then(|mut file| std::io::Write::write_all(&mut file, &content));
    done(cx, result, &path)
}

/// "file", "dir", or None if there is nothing.
fn kind(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = path(cx, args, keywords)?;
    let path = Path::new(&path);
    Ok(if path.is_dir() {
        cx.str("dir")
    } else if path.exists() {
        cx.str("file")
    } else {
        Value::NONE
    })
}

#[cfg(unix)]
fn link(from: &str, to: &str) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}
#[cfg(not(unix))]
fn link(_: &str, _: &str) -> std::io::Result<()> {
    Err(std::io::Error::from(std::io::ErrorKind::Unsupported))
}

/// What the system says of an error's number.
fn message(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [number] = arguments::exactly(cx, "strerror", args, keywords)?;
    let number = arguments::size(cx, number)? as i32;
    let text = std::io::Error::from_raw_os_error(number).to_string();
    cx.try_str(text.split(" (os error").next().unwrap_or(""))
}

/// The ten numbers of `os.stat_result`, of what a link leads to or of the link.
fn stat(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let [path, follow] = arguments::exactly(cx, "stat", args, keywords)?;
    let path = path_of(cx, path)?;
    let found = if follow == Value::TRUE { std::fs::metadata(&path) } else { std::fs::symlink_metadata(&path) };
    let found = match found {
        Ok(found) => found,
        Err(problem) => return Err(failure(cx, &problem, &path)),
    };
    let (whole, times) = numbers(&found);
    let mut items: Vec<Value> = whole.iter().map(|number| cx.int(*number)).collect();
    items.extend(times.map(Value::float));
    Ok(cx.tuple(&items))
}

#[cfg(unix)]
fn numbers(found: &std::fs::Metadata) -> ([i64; 7], [f64; 3]) {
    use std::os::unix::fs::MetadataExt;
    let time = |seconds: i64, nanoseconds: i64| seconds as f64 + nanoseconds as f64 * 1e-9;
    let [mode, links, user, group] =
        [found.mode().into(), found.nlink() as i64, found.uid().into(), found.gid().into()];
    let whole = [mode, found.ino() as i64, found.dev() as i64, links, user, group, found.size() as i64];
    let times = [
        time(found.atime(), found.atime_nsec()),
        time(found.mtime(), found.mtime_nsec()),
        time(found.ctime(), found.ctime_nsec()),
    ];
    (whole, times)
}
#[cfg(not(unix))]
fn numbers(found: &std::fs::Metadata) -> ([i64; 7], [f64; 3]) {
    let mode = if found.is_dir() { 0o040755 } else { 0o100644 };
    let modified = found.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let modified = modified.map_or(0.0, |time| time.as_secs_f64());
    ([mode, 0, 0, 1, 0, 0, found.len() as i64], [modified; 3])
}

fn list(cx: &mut dyn Call, args: &[Value], keywords: Keywords<'_>) -> PyResult {
    let path = path(cx, args, keywords)?;
    let entries = match std::fs::read_dir(&path) {
        Ok(entries) => entries,
        Err(problem) => return Err(failure(cx, &problem, &path)),
    };
    let list = cx.new_list();
    for entry in entries.flatten() {
        let name = cx.str(&entry.file_name().to_string_lossy());
        cx.list_push(list, name)?;
    }
    Ok(Value::object(list))
}

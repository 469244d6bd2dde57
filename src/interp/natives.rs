//! The builtin functions that see the caller's frame or run source text: `globals`, `locals`, `eval`,
//! `exec`, `compile`.
//!
//! 1. They are reached as natives, whose `cx` is always an [`Interpreter`] behind a trait object;
//!    [`Call::execute`] and its neighbours lead back to it.

use crate::gc::Gc;
use crate::interp::Interpreter;
use crate::object::{
    ByteArrayObject, BytesObject, Call, ClassId, ClassObject, CodeObject, DictObject, Kind, Name, NativeDef, PyResult,
    SourceMode, StrObject, Value,
};

/// The functions.
pub static NATIVES: &[NativeDef] = &[
    NativeDef::function("globals", globals),
    NativeDef::function("locals", locals),
    NativeDef::function("eval", eval),
    NativeDef::function("exec", exec),
    NativeDef::function("compile", compile),
];

fn arguments<const N: usize>(
    cx: &mut dyn Call,
    name: &str,
    names: [&str; N],
    required: usize,
    args: &[Value],
    keywords: &[(Value, Value)],
) -> PyResult<[Value; N]> {
    let mut out = [Value::UNBOUND; N];
    if N == 0 && !args.is_empty() {
        return Err(cx.type_error(format!("{name}() takes no arguments ({} given)", args.len())));
    }
    if args.len() > N {
        return Err(cx.type_error(format!("{name}() takes at most {N} arguments ({} given)", args.len())));
    }
    out[..args.len()].copy_from_slice(args);
    for (key, value) in keywords {
        let text = key.cast::<StrObject>().map_or("", |key| key.as_str());
        match names.iter().position(|known| *known == text) {
            Some(index) if out[index].is_unbound() => out[index] = *value,
            _ => return Err(cx.type_error(format!("{name}() got an unexpected keyword argument '{text}'"))),
        }
    }
    if required > 1
        && let Some(missing) = out[..required].iter().position(|value| value.is_unbound())
    {
        let text = format!("{name}() missing required argument '{}' (pos {})", names[missing], missing + 1);
        return Err(cx.type_error(text));
    }
    if out[..required].iter().any(|value| value.is_unbound()) {
        return Err(cx.type_error(format!("{name} expected at least {required} argument, got {}", args.len())));
    }
    Ok(out)
}

fn globals(cx: &mut dyn Call, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    let [] = arguments(cx, "globals", [], 0, args, keywords)?;
    match cx.globals() {
        Some(dict) => Ok(Value::object(dict)),
        None => Ok(Value::NONE),
    }
}

fn locals(cx: &mut dyn Call, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    let [] = arguments(cx, "locals", [], 0, args, keywords)?;
    match cx.locals() {
        Some(dict) => Ok(Value::object(dict)),
        None => Ok(Value::NONE),
    }
}

fn eval(cx: &mut dyn Call, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    let [source, globals, locals] = arguments(cx, "eval", ["source", "globals", "locals"], 1, args, keywords)?;
    run(cx, "eval", source, globals, locals, SourceMode::Expression)
}

fn exec(cx: &mut dyn Call, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    let [source, globals, locals] = arguments(cx, "exec", ["source", "globals", "locals"], 1, args, keywords)?;
    run(cx, "exec", source, globals, locals, SourceMode::Statements)?;
    Ok(Value::NONE)
}

fn run(cx: &mut dyn Call, name: &str, source: Value, globals: Value, locals: Value, mode: SourceMode) -> PyResult {
    let given = |value: Value| !value.is_unbound() && !value.is_none();
    let (namespace, locals) = if given(globals) {
        let Some(dict) = cx.payload(globals).cast::<DictObject>() else {
            let class = cx.type_name(globals);
            let is_mapping = crate::object::protocol::find_special(cx, globals, Name::GetItem).is_some();
            return Err(cx.type_error(match name {
                "exec" => format!("{name}() globals must be a dict, not {class}"),
                _ if is_mapping => "globals must be a real dict; try eval(expr, {}, mapping)".to_string(),
                _ => "globals must be a dict".to_string(),
            }));
        };
        (dict, given(locals).then_some(locals))
    } else {
        let (Some(dict), Some(own)) = (cx.globals(), cx.locals()) else {
            return Err(cx.raise(ClassId::SystemError, "no frame"));
        };
        (dict, Some(if given(locals) { locals } else { Value::object(own) }))
    };
    if let Some(locals) = locals
        && !locals.is(Kind::Dict)
        && crate::object::protocol::find_special(cx, locals, Name::GetItem).is_none()
    {
        let class = cx.type_name(locals);
        return Err(cx.type_error(match name {
            "exec" => format!("locals must be a mapping or None, not {class}"),
            _ => "locals must be a mapping".to_string(),
        }));
    }
    let mark = cx.root_mark();
    cx.root(Value::object(namespace));
    if let Some(locals) = locals {
        cx.root(locals);
    }
    let key = cx.name(Name::Builtins);
    if cx.dict_get_str(namespace, key).is_none() {
        let builtins = crate::builtins::fill_namespace(cx);
        cx.dict_set_str(namespace, key, Value::object(builtins));
    }
    let result = match source.cast::<CodeObject>() {
        Some(code) if !crate::bytecode::Code::of(code).free_names.is_empty() => {
            let count = crate::bytecode::Code::of(code).free_names.len();
            Err(cx.type_error(match name {
                "exec" => format!("code object requires a closure of exactly length {count}"),
                _ => format!("code object passed to {name}() may not contain free variables"),
            }))
        }
        Some(code) => cx.execute(code, namespace, locals),
        None => match source_text(cx, source) {
            Some(Ok(text)) => {
                let text = if mode == SourceMode::Expression { text.trim_start_matches([' ', '\t']) } else { &text };
                cx.compile_source(text, "<string>", mode).and_then(|code| cx.execute(code, namespace, locals))
            }
            Some(Err(message)) => Err(cx.raise(ClassId::SyntaxError, message)),
            None => Err(cx.type_error(format!("{name}() arg 1 must be a string, bytes or code object"))),
        },
    };
    cx.unroot(mark);
    result
}

/// A source text: a str, or what bytes encode.
fn source_text(cx: &mut dyn Call, source: Value) -> Option<Result<String, String>> {
    let plain = cx.payload(source);
    if let Some(text) = plain.cast::<StrObject>() {
        return Some(Ok(text.as_str().to_string()));
    }
    let bytes: Vec<u8> = match plain.cast::<BytesObject>() {
        Some(bytes) => bytes.data.to_vec(),
        None => plain.cast::<ByteArrayObject>()?.data.borrow().clone(),
    };
    Some(crate::syntax::encoding::decode(&bytes, None))
}

fn compile(cx: &mut dyn Call, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    let names = ["source", "filename", "mode", "flags", "dont_inherit", "optimize"];
    let [source, file, mode, ..] = arguments(cx, "compile", names, 3, args, keywords)?;
    let Some(source) = source_text(cx, source) else {
        return Err(cx.type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    let source = match source {
        Ok(source) => source,
        Err(message) => return Err(cx.raise(ClassId::SyntaxError, message)),
    };
    let Some(Ok(file)) = source_text(cx, file) else {
        let class = cx.type_name(file);
        return Err(cx.type_error(format!("expected str, bytes or os.PathLike object, not {class}")));
    };
    let Some(mode) = mode.cast::<StrObject>().map(|mode| mode.as_str()) else {
        let class = cx.type_name(mode);
        return Err(cx.type_error(format!("compile() argument 'mode' must be str, not {class}")));
    };
    let mode = match mode {
        "exec" => SourceMode::Statements,
        "eval" => SourceMode::Expression,
        "single" => SourceMode::Interactive,
        _ => return Err(cx.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let source = if mode == SourceMode::Expression { source.trim_start_matches([' ', '\t']) } else { &source };
    cx.compile_source(source, &file, mode).map(Value::object)
}

impl Interpreter {
    /// Puts the natives of this file into the namespace of `builtins`.
    pub(super) fn add_natives(&mut self) {
        let module = self.realm.intern("builtins");
        for def in NATIVES {
            let native = self.realm.native(*def, None, module);
            let name = self.realm.intern_str(def.name);
            self.realm.dict_set_str(self.builtins_dict, name, Value::object(native));
        }
    }

    /// `type(value)`, or a new class.
    pub(super) fn call_type(&mut self, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
        match args {
            [value] if keywords.is_empty() => Ok(Value::object(self.realm.type_of(*value))),
            [_, _, _] => {
                let metaclass = self.realm.class(ClassId::Type);
                self.type_new(metaclass, args, keywords)
            }
            _ => Err(self.realm.type_error("type() takes 1 or 3 arguments")),
        }
    }

    /// `type.__new__(metaclass, name, bases, namespace, **keywords)`
    pub(super) fn type_new(
        &mut self,
        metaclass: Gc<ClassObject>,
        args: &[Value],
        keywords: &[(Value, Value)],
    ) -> PyResult {
        let [name, bases, namespace] = args else {
            let text = format!("type.__new__() takes exactly 3 arguments ({} given)", args.len());
            return Err(self.realm.type_error(text));
        };
        let Some(name_str) = self.realm.payload(*name).cast::<StrObject>() else {
            let text = format!("type.__new__() argument 1 must be str, not {}", self.realm.type_name(*name));
            return Err(self.realm.type_error(text));
        };
        let bases = match bases.kind() {
            Some(Kind::Tuple) => self.collect_items(*bases)?,
            _ => {
                let text = format!("type.__new__() argument 2 must be tuple, not {}", self.realm.type_name(*bases));
                return Err(self.realm.type_error(text));
            }
        };
        let Some(given) = self.realm.payload(*namespace).cast::<DictObject>() else {
            let text = format!("type.__new__() argument 3 must be dict, not {}", self.realm.type_name(*namespace));
            return Err(self.realm.type_error(text));
        };
        let winner = self.most_derived_metaclass(Some(metaclass), &bases)?;
        if winner != metaclass {
            let new = self.realm.class_lookup_name(winner, Name::New);
            if new.is_some_and(|new| !new.is(Kind::Native)) {
                return self.call_value(Value::object(winner), args, keywords);
            }
        }
        let own = self.realm.dict_copy(given)?;
        let name = self.realm.intern_value(name_str);
        let module = self.realm.name(Name::Module);
        if self.realm.dict_get_str(own, module).is_none()
            && let Some(globals) = self.frame_globals()
        {
            let key = self.realm.name(Name::DunderName);
            if let Some(value) = self.realm.dict_get_str(globals, key) {
                self.realm.dict_set_str(own, module, value);
            }
        }
        let mark = self.realm.root_mark();
        self.realm.root(Value::object(own));
        let name = Value::object(name);
        let class = self.finish_class(winner, name, &bases, own, name, Value::NONE, keywords);
        self.realm.unroot(mark);
        class
    }
}

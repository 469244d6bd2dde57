//! Functions written in Rust, and the tables through which higher floors supply them.
//!
//! ```text
//! static LIST: &[NativeDef] = &[NativeDef::method("append", append), NativeDef::getter("real", real)];
//! static TABLES: BuiltinTables = BuiltinTables { methods: |class| …, … };
//! ```
//!
//! 1. A method gets its receiver as `args[0]`. The receiver is of the method's class; for
//!    a Python subclass of a builtin class it is the plain value inside (`call_native` checks and
//!    unwraps).

use crate::gc::{Gc, Header, Object};
use crate::object::class_id::ClassId;
use crate::object::{Call, ClassObject, Kind, PyResult, Realm, Value};

/// How natives are called: positional arguments, and keywords as (name, value).
pub type NativeFn = fn(cx: &mut dyn Call, args: &[Value], keywords: &[(Value, Value)]) -> PyResult;

/// A function of the host.
pub type HostFn = Box<dyn Fn(&mut dyn Call, &[Value], &[(Value, Value)]) -> PyResult + Send>;

/// A second way to call a native, without boxing: compiled code may call it instead of
/// [`NativeDef::call`] when the arguments are of those types. It neither raises nor calls back;
/// where it cannot answer it returns NaN resp. must not be offered.
#[derive(Clone, Copy, Debug)]
pub enum FastCall {
    None,
    /// Total on floats: answers exactly as `call` would for every argument.
    Float1(extern "C" fn(f64) -> f64),
    Float2(extern "C" fn(f64, f64) -> f64),
    /// As `Float1`, except that a NaN result means: use `call` (it may raise).
    PartialFloat1(extern "C" fn(f64) -> f64),
    PartialFloat2(extern "C" fn(f64, f64) -> f64),
    /// One Python-level identity that the recorder knows how to expand itself.
    Known(Known),
}

/// Natives that the recorder expands into uops instead of calling them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Known {
    Len,
    Abs,
    Min,
    Max,
    Int,
    Float,
    Bool,
    Ord,
    Chr,
    Range,
    IsInstance,
    Type,
    ListAppend,
    ListPop,
    MathSqrt,
    MathFloor,
    MathCeil,
    MathFabs,
    DictGet,
    StrJoin,
    Print,
}

/// What a native is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NativeKind {
    /// A function of a module.
    Function,
    /// A method: binds its receiver.
    Method,
    /// Bound to the class it is looked up on (`dict.fromkeys`).
    ClassMethod,
    /// Never bound (`str.maketrans`, `__new__`).
    StaticMethod,
    /// Called with the receiver when the attribute is read (`range.start`). With a second
    /// argument when it is written, if `writable`.
    Getter { writable: bool },
}

/// A native as declared by a higher floor.
#[derive(Clone, Copy, Debug)]
pub struct NativeDef {
    pub name: &'static str,
    pub call: NativeFn,
    pub kind: NativeKind,
    pub fast: FastCall,
    pub doc: Option<&'static str>,
}

impl NativeDef {
    const fn new(name: &'static str, call: NativeFn, kind: NativeKind) -> NativeDef {
        NativeDef { name, call, kind, fast: FastCall::None, doc: None }
    }
    /// A function of a module.
    pub const fn function(name: &'static str, call: NativeFn) -> NativeDef {
        NativeDef::new(name, call, NativeKind::Function)
    }
    /// A method.
    pub const fn method(name: &'static str, call: NativeFn) -> NativeDef {
        NativeDef::new(name, call, NativeKind::Method)
    }
    /// A class method.
    pub const fn class_method(name: &'static str, call: NativeFn) -> NativeDef {
        NativeDef::new(name, call, NativeKind::ClassMethod)
    }
    /// A static method.
    pub const fn static_method(name: &'static str, call: NativeFn) -> NativeDef {
        NativeDef::new(name, call, NativeKind::StaticMethod)
    }
    /// An attribute that can be read.
    pub const fn getter(name: &'static str, call: NativeFn) -> NativeDef {
        NativeDef::new(name, call, NativeKind::Getter { writable: false })
    }
    /// An attribute that can be read and written.
    pub const fn property(name: &'static str, call: NativeFn) -> NativeDef {
        NativeDef::new(name, call, NativeKind::Getter { writable: true })
    }
    /// The same with a second way to call it.
    pub const fn fast(self, fast: FastCall) -> NativeDef {
        NativeDef { fast, ..self }
    }
    /// The same with a docstring.
    pub const fn doc(self, doc: &'static str) -> NativeDef {
        NativeDef { doc: Some(doc), ..self }
    }
}

/// What the floor of builtins supplies to the realm.
pub struct BuiltinTables {
    /// The methods of a builtin class (its own, not its bases').
    pub methods: fn(ClassId) -> &'static [NativeDef],
    /// Calling a builtin class (not `type` itself): `int("3")`, `list(x)`, `ValueError(1)`. The class is the one called, or for a
    /// Python subclass of a builtin that carries a payload its builtin base: then the result
    /// is the payload.
    pub construct: fn(cx: &mut dyn Call, class: ClassId, args: &[Value], keywords: &[(Value, Value)]) -> PyResult,
    /// A new exception of a Python class, with the attributes that its builtin base derives from the arguments.
    pub new_exception:
        fn(cx: &mut dyn Call, class: Gc<ClassObject>, args: &[Value], keywords: &[(Value, Value)]) -> PyResult,
    /// A new exception group of that class.
    pub new_group:
        fn(cx: &mut dyn Call, class: Gc<ClassObject>, args: &[Value], keywords: &[(Value, Value)]) -> PyResult,
    /// `repr(value)` for values that are no instances of Python classes.
    pub repr: fn(cx: &mut dyn Call, value: Value) -> PyResult,
    /// `str(value)` for the same; exceptions too.
    pub str: fn(cx: &mut dyn Call, value: Value) -> PyResult,
    /// `left % right` for a str on the left.
    pub format_percent: fn(cx: &mut dyn Call, left: Value, right: Value) -> PyResult,
}

impl BuiltinTables {
    /// No methods at all, for tests of this floor.
    pub const EMPTY: BuiltinTables = BuiltinTables {
        methods: |_| &[],
        construct: |cx, class, _, _| Err(cx.type_error(format!("cannot create '{}' instances", class.name()))),
        new_exception: |cx, class, args, _| Ok(Value::object(cx.new_exception(class, args))),
        new_group: |cx, _, _, _| Err(cx.type_error("no groups")),
        repr: |cx, _| Err(cx.type_error("no repr")),
        str: |cx, _| Err(cx.type_error("no str")),
        format_percent: |cx, _, _| Err(cx.type_error("no formatting")),
    };
}

/// A function written in Rust.
#[repr(C)]
pub struct NativeObject {
    pub header: Header,
    pub def: NativeDef,
    /// Set for functions of the host; then `def.call` is not used.
    pub host: Option<HostFn>,
    /// The builtin class it is a method of.
    pub class: Option<ClassId>,
    /// An interned str.
    pub name: Value,
    /// The name of its module, or unbound.
    pub module: Value,
}

// SAFETY: `repr(C)`, header first, the kind is this type's alone.
unsafe impl Object for NativeObject {
    const KIND: u8 = Kind::Native as u8;
}

impl Realm {
    /// A native function as an object.
    pub fn native(&mut self, def: NativeDef, class: Option<ClassId>, module: Value) -> Gc<NativeObject> {
        let name = self.intern(def.name);
        self.alloc(NativeObject { header: Header::plain::<NativeObject>(), def, host: None, class, name, module })
    }
    /// A function of the host as an object.
    pub fn host_function(&mut self, name: &str, function: HostFn, fast: FastCall) -> Gc<NativeObject> {
        let name = self.intern(name);
        let def = NativeDef {
            name: "host function",
            call: |cx, _, _| Err(cx.type_error("not a host function")),
            kind: NativeKind::Function,
            fast,
            doc: None,
        };
        let header = Header::plain::<NativeObject>();
        self.alloc(NativeObject { header, def, host: Some(function), class: None, name, module: Value::UNBOUND })
    }
}

/// Calls a native. Checks the receiver of a method and unwraps a payload (rule 1). What a native
/// that raises has rooted is dropped.
pub fn call_native(
    cx: &mut dyn Call,
    native: Gc<NativeObject>,
    args: &[Value],
    keywords: &[(Value, Value)],
) -> PyResult {
    let mark = cx.root_mark();
    let result = call_checked(cx, native, args, keywords);
    if result.is_err() {
        cx.unroot(mark);
    }
    result
}

fn call_checked(cx: &mut dyn Call, native: Gc<NativeObject>, args: &[Value], keywords: &[(Value, Value)]) -> PyResult {
    if let Some(host) = &native.host {
        return host(cx, args, keywords);
    }
    if let (NativeKind::Method, Some(class)) = (native.def.kind, native.class) {
        let Some(&receiver) = args.first() else {
            return Err(cx.type_error(format!(
                "unbound method {}.{}() needs an argument",
                class.name(),
                native.def.name
            )));
        };
        // Nearly always the receiver is a plain object of the method's class.
        let is_plain = receiver.as_object().is_some_and(|object| {
            let header = object.header();
            header.shape.get() == u32::from(header.kind) && class.kind().is_some_and(|kind| kind as u8 == header.kind)
        });
        if is_plain {
            return (native.def.call)(cx, args, keywords);
        }
        if class != ClassId::Object && receiver.is(Kind::Instance) {
            let plain = cx.payload(receiver);
            if plain != receiver {
                let mut own: smallvec::SmallVec<[Value; 8]> = args.into();
                own[0] = plain;
                let result = (native.def.call)(cx, &own, keywords);
                // `dict.__getitem__` asks the subclass for keys that are missing.
                if class == ClassId::Dict
                    && native.def.name == "__getitem__"
                    && let (Err(raised), [_, key]) = (&result, args)
                    && cx.is_exception(*raised, ClassId::KeyError)
                    && let Some(found) = crate::object::protocol::call_python_special(
                        cx,
                        receiver,
                        crate::object::Name::Missing,
                        &[*key],
                    )?
                {
                    return Ok(found);
                }
                return result;
            }
        }
        let actual = cx.type_of(receiver);
        if class != ClassId::Object && !cx.is_builtin_subclass(actual, class) {
            let name = actual.name_str();
            if native.def.name.starts_with("__") {
                return Err(cx.type_error(format!(
                    "descriptor '{}' requires a '{}' object but received a '{name}'",
                    native.def.name,
                    class.name()
                )));
            }
            return Err(cx.type_error(format!(
                "descriptor '{}' for '{}' objects doesn't apply to a '{name}' object",
                native.def.name,
                class.name()
            )));
        }
    }
    (native.def.call)(cx, args, keywords)
}

/// The class a native class method is bound to, given as `args[0]`.
pub fn class_argument(args: &[Value]) -> Option<Gc<ClassObject>> {
    args.first().and_then(|a| a.cast::<ClassObject>())
}

//! The names that the engine itself looks up, interned when first used.

use crate::gc::Gc;
use crate::object::{Realm, StrObject, Value};

macro_rules! names {
    ($($name:ident $text:literal,)*) => {
        /// A name known to the engine: `realm.name(Name::Init)`.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[repr(u8)]
        pub enum Name { $(#[doc = $text] $name,)* }

        impl Name {
            /// How many there are.
            pub const COUNT: usize = [$(Name::$name,)*].len();
            /// The name itself.
            pub const fn text(self) -> &'static str {
                match self { $(Name::$name => $text,)* }
            }
        }
    };
}

names! {
    Init "__init__", New "__new__", Call "__call__", Repr "__repr__", Str "__str__", Format "__format__",
    Hash "__hash__", Bool "__bool__", Len "__len__", LengthHint "__length_hint__",
    Eq "__eq__", Ne "__ne__", Lt "__lt__", Le "__le__", Gt "__gt__", Ge "__ge__",
    GetAttr "__getattr__", GetAttribute "__getattribute__", SetAttr "__setattr__", DelAttr "__delattr__",
    Get "__get__", Set "__set__", Delete "__delete__", SetName "__set_name__",
    InitSubclass "__init_subclass__", Prepare "__prepare__", ClassCell "__classcell__",
    GetItem "__getitem__", SetItem "__setitem__", DelItem "__delitem__", Missing "__missing__",
    Contains "__contains__", Iter "__iter__", Next "__next__", Reversed "__reversed__",
    Enter "__enter__", Exit "__exit__", Index "__index__", Int "__int__", Float "__float__",
    Add "__add__", Sub "__sub__", Mul "__mul__", TrueDiv "__truediv__", FloorDiv "__floordiv__", Mod "__mod__",
    Pow "__pow__", LShift "__lshift__", RShift "__rshift__", And "__and__", Or "__or__", Xor "__xor__",
    MatMul "__matmul__", DivMod "__divmod__",
    RAdd "__radd__", RSub "__rsub__", RMul "__rmul__", RTrueDiv "__rtruediv__", RFloorDiv "__rfloordiv__",
    RMod "__rmod__", RPow "__rpow__", RLShift "__rlshift__", RRShift "__rrshift__", RAnd "__rand__",
    ROr "__ror__", RXor "__rxor__", RMatMul "__rmatmul__", RDivMod "__rdivmod__",
    IAdd "__iadd__", ISub "__isub__", IMul "__imul__", ITrueDiv "__itruediv__", IFloorDiv "__ifloordiv__",
    IMod "__imod__", IPow "__ipow__", ILShift "__ilshift__", IRShift "__irshift__", IAnd "__iand__",
    IOr "__ior__", IXor "__ixor__", IMatMul "__imatmul__",
    Neg "__neg__", Pos "__pos__", Invert "__invert__", Abs "__abs__", Round "__round__",
    Trunc "__trunc__", Floor "__floor__", Ceil "__ceil__",
    Class "__class__", Dict "__dict__", Doc "__doc__", DunderName "__name__", QualName "__qualname__",
    Module "__module__", Slots "__slots__", Bases "__bases__", Mro "__mro__", Base "__base__",
    File "__file__", Builtins "__builtins__", Annotations "__annotations__", All "__all__",
    Defaults "__defaults__", KeywordDefaults "__kwdefaults__", CodeName "__code__", Globals "__globals__",
    Closure "__closure__", Self_ "__self__", Func "__func__", Wrapped "__wrapped__",
    InstanceCheck "__instancecheck__", SubclassCheck "__subclasscheck__", Hint "__hint__",
    Del "__del__", Args "args", Traceback "__traceback__", Cause "__cause__", Context "__context__",
    SuppressContext "__suppress_context__", Notes "__notes__",
    Message "msg", Value "value", Code "code", Keys "keys", Items "items", Fget "fget", Fset "fset", Fdel "fdel",
    Start "start", Stop "stop", Step "step", Real "real", Imag "imag", Numerator "numerator",
    Denominator "denominator", NameAttr "name", Obj "obj", Path "path", Send "send", Throw "throw", Close "close",
    Await "__await__", AsyncIter "__aiter__", AsyncNext "__anext__", AsyncEnter "__aenter__", AsyncExit "__aexit__",
    MatchArgs "__match_args__", OrigBases "__orig_bases__", ClassGetItem "__class_getitem__", Main "__main__",
    BuiltinsModule "builtins", Bytes "__bytes__", Complex "__complex__", Object "object", Super "super",
}

impl Realm {
    /// The interned str of a known name.
    #[inline]
    pub fn name(&mut self, name: Name) -> Gc<StrObject> {
        match self.names[name as usize].cast::<StrObject>() {
            Some(known) => known,
            None => {
                let made = self.intern_str(name.text());
                self.names[name as usize] = Value::object(made);
                made
            }
        }
    }
}

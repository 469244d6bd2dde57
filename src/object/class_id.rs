//! The builtin classes: their numbers, names and bases.

use crate::object::Kind;

macro_rules! classes {
    ($($name:ident $python:literal $base:ident,)*) => {
        /// A builtin class. Each is made when first asked for: `realm.class(ClassId::List)`.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        #[repr(u8)]
        pub enum ClassId { $($name,)* }

        impl ClassId {
            /// All of them, in the order of their numbers.
            pub const ALL: &'static [ClassId] = &[$(ClassId::$name,)*];
            /// The class's `__name__`.
            pub const fn name(self) -> &'static str {
                match self { $(ClassId::$name => $python,)* }
            }
            /// Its first base; `object`'s is itself.
            pub const fn base(self) -> ClassId {
                match self { $(ClassId::$name => ClassId::$base,)* }
            }
        }
    };
}

classes! {
    Object "object" Object,
    Type "type" Object,
    NoneType "NoneType" Object,
    NotImplementedType "NotImplementedType" Object,
    EllipsisType "ellipsis" Object,
    Int "int" Object,
    Bool "bool" Int,
    Float "float" Object,
    Complex "complex" Object,
    Str "str" Object,
    Bytes "bytes" Object,
    ByteArray "bytearray" Object,
    Tuple "tuple" Object,
    List "list" Object,
    Dict "dict" Object,
    Set "set" Object,
    FrozenSet "frozenset" Object,
    Range "range" Object,
    Slice "slice" Object,
    Cell "cell" Object,
    Code "code" Object,
    Function "function" Object,
    NativeFunction "builtin_function_or_method" Object,
    MethodDescriptor "method_descriptor" Object,
    GetSetDescriptor "getset_descriptor" Object,
    Method "method" Object,
    Module "module" Object,
    ListIterator "list_iterator" Object,
    ListReverseIterator "list_reverseiterator" Object,
    TupleIterator "tuple_iterator" Object,
    StrIterator "str_iterator" Object,
    BytesIterator "bytes_iterator" Object,
    RangeIterator "range_iterator" Object,
    DictKeyIterator "dict_keyiterator" Object,
    DictValueIterator "dict_valueiterator" Object,
    DictItemIterator "dict_itemiterator" Object,
    DictReverseKeyIterator "dict_reversekeyiterator" Object,
    SetIterator "set_iterator" Object,
    SequenceIterator "iterator" Object,
    CallableIterator "callable_iterator" Object,
    Enumerate "enumerate" Object,
    Zip "zip" Object,
    Map "map" Object,
    Filter "filter" Object,
    Reversed "reversed" Object,
    DictKeys "dict_keys" Object,
    DictValues "dict_values" Object,
    DictItems "dict_items" Object,
    Property "property" Object,
    StaticMethod "staticmethod" Object,
    ClassMethod "classmethod" Object,
    Super "super" Object,
    MemberDescriptor "member_descriptor" Object,
    Traceback "traceback" Object,
    TextStream "TextIOWrapper" Object,
    Generator "generator" Object,
    Coroutine "coroutine" Object,
    AsyncGenerator "async_generator" Object,
    CoroutineWrapper "coroutine_wrapper" Object,
    AsyncGeneratorSend "async_generator_asend" Object,
    AsyncGeneratorThrow "async_generator_athrow" Object,
    AsyncNextAwaitable "anext_awaitable" Object,
    Host "host" Object,
    Data "data" Object,
    MappingProxy "mappingproxy" Object,
    UnionType "types.UnionType" Object,
    GenericAlias "types.GenericAlias" Object,
    Frame "frame" Object,
    Array "array.array" Object,
    ArrayIterator "array.arrayiterator" Object,
    Accumulate "itertools.accumulate" Object,
    Chain "itertools.chain" Object,
    Combinations "itertools.combinations" Object,
    CombinationsWithReplacement "itertools.combinations_with_replacement" Object,
    Compress "itertools.compress" Object,
    Count "itertools.count" Object,
    Cycle "itertools.cycle" Object,
    DropWhile "itertools.dropwhile" Object,
    FilterFalse "itertools.filterfalse" Object,
    ISlice "itertools.islice" Object,
    Pairwise "itertools.pairwise" Object,
    Permutations "itertools.permutations" Object,
    Product "itertools.product" Object,
    Repeat "itertools.repeat" Object,
    StarMap "itertools.starmap" Object,
    TakeWhile "itertools.takewhile" Object,
    ZipLongest "itertools.zip_longest" Object,
    DequeIterator "_collections._deque_iterator" Object,
    DequeReverseIterator "_collections._deque_reverse_iterator" Object,
    // ---- exceptions ----
    BaseException "BaseException" Object,
    BaseExceptionGroup "BaseExceptionGroup" BaseException,
    // An `Exception` too.
    ExceptionGroup "ExceptionGroup" BaseExceptionGroup,
    Exception "Exception" BaseException,
    SystemExit "SystemExit" BaseException,
    KeyboardInterrupt "KeyboardInterrupt" BaseException,
    GeneratorExit "GeneratorExit" BaseException,
    ArithmeticError "ArithmeticError" Exception,
    FloatingPointError "FloatingPointError" ArithmeticError,
    OverflowError "OverflowError" ArithmeticError,
    ZeroDivisionError "ZeroDivisionError" ArithmeticError,
    AssertionError "AssertionError" Exception,
    AttributeError "AttributeError" Exception,
    BufferError "BufferError" Exception,
    EOFError "EOFError" Exception,
    ImportError "ImportError" Exception,
    ModuleNotFoundError "ModuleNotFoundError" ImportError,
    LookupError "LookupError" Exception,
    IndexError "IndexError" LookupError,
    KeyError "KeyError" LookupError,
    MemoryError "MemoryError" Exception,
    NameError "NameError" Exception,
    UnboundLocalError "UnboundLocalError" NameError,
    OSError "OSError" Exception,
    BlockingIOError "BlockingIOError" OSError,
    ChildProcessError "ChildProcessError" OSError,
    ConnectionError "ConnectionError" OSError,
    BrokenPipeError "BrokenPipeError" ConnectionError,
    ConnectionAbortedError "ConnectionAbortedError" ConnectionError,
    ConnectionRefusedError "ConnectionRefusedError" ConnectionError,
    ConnectionResetError "ConnectionResetError" ConnectionError,
    FileExistsError "FileExistsError" OSError,
    FileNotFoundError "FileNotFoundError" OSError,
    InterruptedError "InterruptedError" OSError,
    IsADirectoryError "IsADirectoryError" OSError,
    NotADirectoryError "NotADirectoryError" OSError,
    PermissionError "PermissionError" OSError,
    ProcessLookupError "ProcessLookupError" OSError,
    TimeoutError "TimeoutError" OSError,
    ReferenceError "ReferenceError" Exception,
    RuntimeError "RuntimeError" Exception,
    NotImplementedError "NotImplementedError" RuntimeError,
    RecursionError "RecursionError" RuntimeError,
    StopAsyncIteration "StopAsyncIteration" Exception,
    StopIteration "StopIteration" Exception,
    SyntaxError "SyntaxError" Exception,
    IndentationError "IndentationError" SyntaxError,
    TabError "TabError" IndentationError,
    SystemError "SystemError" Exception,
    TypeError "TypeError" Exception,
    ValueError "ValueError" Exception,
    UnicodeError "UnicodeError" ValueError,
    UnicodeDecodeError "UnicodeDecodeError" UnicodeError,
    UnicodeEncodeError "UnicodeEncodeError" UnicodeError,
    UnicodeTranslateError "UnicodeTranslateError" UnicodeError,
    Warning "Warning" Exception,
    BytesWarning "BytesWarning" Warning,
    DeprecationWarning "DeprecationWarning" Warning,
    EncodingWarning "EncodingWarning" Warning,
    FutureWarning "FutureWarning" Warning,
    ImportWarning "ImportWarning" Warning,
    PendingDeprecationWarning "PendingDeprecationWarning" Warning,
    ResourceWarning "ResourceWarning" Warning,
    RuntimeWarning "RuntimeWarning" Warning,
    SyntaxWarning "SyntaxWarning" Warning,
    UnicodeWarning "UnicodeWarning" Warning,
    UserWarning "UserWarning" Warning,
}

impl ClassId {
    /// The first exception class; all after it are exceptions too.
    pub const FIRST_EXCEPTION: ClassId = ClassId::BaseException;

    /// The name of its module and its own, of a class that is no builtin.
    pub fn module_and_name(self) -> Option<(&'static str, &'static str)> {
        self.name().split_once('.')
    }
    /// Whether instances can be raised.
    pub const fn is_exception(self) -> bool {
        self as u8 >= ClassId::FIRST_EXCEPTION as u8
    }
    /// Whether `self` is `other` or below it.
    pub const fn is_subclass_of(self, other: ClassId) -> bool {
        if self as u8 == ClassId::ExceptionGroup as u8 && other as u8 == ClassId::Exception as u8 {
            return true;
        }
        let mut class = self;
        loop {
            if class as u8 == other as u8 {
                return true;
            }
            if class as u8 == ClassId::Object as u8 {
                return false;
            }
            class = class.base();
        }
    }
    /// The class of that number.
    pub fn from_number(number: u8) -> Option<ClassId> {
        ClassId::ALL.get(number as usize).copied()
    }
    /// The kind of its plain instances, where a class has a kind to itself.
    pub const fn kind(self) -> Option<Kind> {
        Some(match self {
            ClassId::Int => Kind::BigInt,
            ClassId::Str => Kind::Str,
            ClassId::Bytes => Kind::Bytes,
            ClassId::ByteArray => Kind::ByteArray,
            ClassId::Tuple => Kind::Tuple,
            ClassId::List => Kind::List,
            ClassId::Dict => Kind::Dict,
            ClassId::Set => Kind::Set,
            ClassId::FrozenSet => Kind::FrozenSet,
            ClassId::Complex => Kind::Complex,
            ClassId::Property => Kind::Property,
            ClassId::StaticMethod => Kind::StaticMethod,
            ClassId::ClassMethod => Kind::ClassMethod,
            ClassId::Array => Kind::Array,
            _ => return None,
        })
    }
    /// The builtin class whose values an instance of a Python subclass carries inside
    /// (`class Stack(list)`): its shape's first slot holds the plain value.
    pub const fn carries_payload(self) -> bool {
        matches!(
            self,
            ClassId::Int
                | ClassId::Float
                | ClassId::Complex
                | ClassId::Str
                | ClassId::Bytes
                | ClassId::ByteArray
                | ClassId::Tuple
                | ClassId::List
                | ClassId::Dict
                | ClassId::Set
                | ClassId::FrozenSet
                | ClassId::Array
                | ClassId::Data
                | ClassId::Property
                | ClassId::StaticMethod
                | ClassId::ClassMethod
        ) || self.is_iterator_with_constructor()
    }
    /// The classes of iterators that programs make by calling them.
    pub const fn is_iterator_with_constructor(self) -> bool {
        matches!(self, ClassId::Enumerate | ClassId::Zip | ClassId::Map | ClassId::Filter | ClassId::Reversed)
            || self as u8 >= ClassId::Accumulate as u8 && self as u8 <= ClassId::ZipLongest as u8
    }
    /// Whether Python classes may have it as a base.
    pub const fn can_be_base(self) -> bool {
        self.is_exception()
            || self.carries_payload() && !matches!(self, ClassId::Bool)
            || matches!(self, ClassId::Object | ClassId::Type | ClassId::Module)
    }
}

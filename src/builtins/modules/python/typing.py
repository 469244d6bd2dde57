"""Names for annotations, and what can be asked of them at run time."""
import abc as _abc_module
import collections as _collections
import collections.abc as _abc
import sys as _sys
import types as _types
from contextlib import AbstractAsyncContextManager as _AsyncManager, AbstractContextManager as _Manager

TYPE_CHECKING = False
_NoneType = type(None)


def _caller(depth=2):
    """The name of the module that called."""
    try:
        return _sys._getframe(depth).f_globals.get("__name__", "__main__")
    except ValueError:
        return None


def _checked(arg, message, special=False):
    """What an argument means; TypeError if it can be no type."""
    if arg is None:
        return _NoneType
    if isinstance(arg, str):
        return ForwardRef(arg)
    if not special and isinstance(arg, _Form) and arg._name in ("ClassVar", "Final", "Generic", "Protocol"):
        raise TypeError(f"Plain {arg!r} is not valid as type argument")
    if type(arg) is tuple:
        raise TypeError(f"{message} Got {arg!r:.100}.")
    return arg


def _text(kind):
    """How a type is shown inside another."""
    if isinstance(kind, _types.GenericAlias):
        return repr(kind)
    if isinstance(kind, type):
        return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    if kind is ...:
        return "..."
    if isinstance(kind, _types.FunctionType):
        return kind.__name__
    if isinstance(kind, (list, tuple)):
        return "[" + ", ".join([_text(item) for item in kind]) + "]"
    return repr(kind)


def _as_tuple(item):
    return item if isinstance(item, tuple) else (item,)


def _is_variable(kind):
    return isinstance(kind, (TypeVar, ParamSpec, TypeVarTuple, _Lazy))


def _variables(args):
    """The type variables in arguments, each once."""
    found = []
    for arg in args:
        if isinstance(arg, (list, tuple)):
            inside = _variables(arg)
        elif _is_variable(arg):
            inside = (arg,)
        elif isinstance(arg, type) and not isinstance(arg, _types.GenericAlias):
            inside = ()
        else:
            inside = getattr(arg, "__parameters__", ())
        found.extend([variable for variable in inside if variable not in found])
    return tuple(found)


def _replaced(arg, table):
    """An argument with its type variables replaced."""
    if isinstance(arg, (list, tuple)):
        return type(arg)([_replaced(item, table) for item in arg])
    if _is_variable(arg):
        return table.get(arg, arg)
    inside = () if isinstance(arg, type) and not isinstance(arg, _types.GenericAlias) else getattr(
        arg, "__parameters__", ())
    return arg[tuple([table.get(variable, variable) for variable in inside])] if inside else arg


def _wrong_count(what, given, wanted):
    word = "many" if given > wanted else "few"
    return TypeError(f"Too {word} arguments for {what}; actual {given}, expected {wanted}")


def _table_of(what, variables, args):
    """What each variable stands for."""
    if not variables:
        raise TypeError(f"{what} is not a generic class")
    for at, variable in enumerate(variables):
        if getattr(variable, "_kind", 0) == 1:
            # It takes what the others leave.
            rest = len(args) - len(variables) + 1
            args = args[:at] + (tuple(args[at:at + rest]),) + args[at + rest:]
    if len(variables) == 1 and getattr(variables[0], "_kind", 0) == 2 and len(args) != 1:
        args = (args,)
    if len(args) != len(variables):
        raise _wrong_count(what, len(args), len(variables))
    return dict(zip(variables, args))


class _Unionable:
    """What can stand in a union."""
    __slots__ = ()

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]


class _Form(_Unionable):
    """A name that is no class: `typing.Union`. Its maker answers subscripts."""

    def __init__(self, name, maker=None):
        self._name = self.__name__ = self.__qualname__ = name
        self._maker = maker

    def __getitem__(self, item):
        if self._maker is None:
            raise TypeError(f"{self} is not subscriptable")
        return self._maker(self, item)

    def __call__(self, *args, **keywords):
        raise TypeError(f"Cannot instantiate {self!r}")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass {self!r}")

    def __instancecheck__(self, obj):
        raise TypeError(f"{self} cannot be used with isinstance()")

    def __subclasscheck__(self, cls):
        raise TypeError(f"{self} cannot be used with issubclass()")

    def __repr__(self):
        return "typing." + self._name

    def __reduce__(self):
        return self._name


class _Alias(_Unionable):
    """A subscripted generic: `typing.List[int]`."""

    def __init__(self, origin, args, name=None):
        self.__origin__ = origin
        self.__args__ = args
        self._name = name
        self.__parameters__ = _variables(args)
        self.__module__ = "typing" if name else getattr(origin, "__module__", "typing")

    def _with(self, args):
        return type(self)(self.__origin__, args, self._name)

    def __getitem__(self, item):
        if self.__origin__ in (Generic, Protocol):
            raise TypeError(f"Cannot subscript already-subscripted {self}")
        items = tuple([arg if isinstance(arg, (list, tuple)) or arg is ... else
                       _checked(arg, "Parameters to generic types must be types.") for arg in _as_tuple(item)])
        table = _table_of(self, self.__parameters__, items)
        args = []
        for arg in self.__args__:
            new = _replaced(arg, table)
            if isinstance(arg, _Unpacked) and isinstance(table.get(arg.__args__[0]), tuple):
                args.extend(table[arg.__args__[0]])
            elif _is_variable(arg) and isinstance(new, (list, tuple)) and self.__origin__ is _abc.Callable:
                args.extend(new)
            else:
                args.append(new)
        return self._with(tuple(args))

    def __call__(self, *args, **keywords):
        if self._name and self._name in _ALIASES:
            raise TypeError(f"Type {self._name} cannot be instantiated; use {self.__origin__.__name__}() instead")
        made = self.__origin__(*args, **keywords)
        try:
            made.__orig_class__ = self
        except AttributeError:
            pass
        return made

    def __mro_entries__(self, bases):
        if isinstance(self.__origin__, _Form):
            raise TypeError(f"Cannot subclass {self!r}")
        rest = bases[bases.index(self) + 1:]
        if self.__origin__ is Generic:
            if Protocol in bases or any([isinstance(base, _Alias) and base is not self for base in rest]):
                return ()
            return (Generic,)
        entries = [] if self.__origin__ in bases else [self.__origin__]
        if self._name and not any([isinstance(base, _Alias) or isinstance(base, type) and issubclass(base, Generic)
                                   for base in rest]):
            entries.append(Generic)
        return tuple(entries)

    def __getattr__(self, name):
        if "__origin__" in self.__dict__ and not (name[:2] == "__" and name[-2:] == "__"):
            return getattr(self.__origin__, name)
        raise AttributeError(name)

    def __setattr__(self, name, value):
        if name[:1] == "_" or name in ("__origin__",):
            object.__setattr__(self, name, value)
        else:
            setattr(self.__origin__, name, value)

    def __instancecheck__(self, obj):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __subclasscheck__(self, cls):
        raise TypeError("Subscripted generics cannot be used with class and instance checks")

    def __eq__(self, other):
        if not isinstance(other, _Alias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__args__ == other.__args__

    def __hash__(self):
        return hash((self.__origin__, self.__args__))

    def __repr__(self):
        name = "typing." + self._name if self._name else _text(self.__origin__)
        return f"{name}[{', '.join([_text(arg) for arg in self.__args__]) or '()'}]"

    def __iter__(self):
        yield Unpack[self]


class _CallableAlias(_Alias):
    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and (args[0] is ... or getattr(args[0], "_kind", 0) == 2):
            return f"typing.Callable[{_text(args[0])}, {_text(args[1])}]"
        return f"typing.Callable[[{', '.join([_text(arg) for arg in args[:-1]])}], {_text(args[-1])}]"


class _UnionAlias(_Alias):
    def _with(self, args):
        return Union[args]

    def __eq__(self, other):
        if not isinstance(other, (_UnionAlias, _types.UnionType)):
            return NotImplemented
        return set(self.__args__) == set(other.__args__)

    def __hash__(self):
        return hash(frozenset(self.__args__))

    def __instancecheck__(self, obj):
        return self.__subclasscheck__(type(obj))

    def __subclasscheck__(self, cls):
        return any([issubclass(cls, arg) for arg in self.__args__])

    def __repr__(self):
        args = self.__args__
        if len(args) == 2 and _NoneType in args:
            return f"typing.Optional[{_text(args[args[0] is _NoneType])}]"
        return super().__repr__()


class _LiteralAlias(_Alias):
    def _key(self):
        return {(arg, type(arg)) for arg in self.__args__}

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, _LiteralAlias) else NotImplemented

    def __hash__(self):
        return hash(frozenset(self._key()))

    def __repr__(self):
        return f"typing.Literal[{', '.join([repr(arg) for arg in self.__args__])}]"


class _AnnotatedAlias(_Alias):
    def __init__(self, origin, metadata):
        if isinstance(origin, _AnnotatedAlias):
            metadata = origin.__metadata__ + metadata
            origin = origin.__origin__
        super().__init__(origin, (origin,), "Annotated")
        self.__metadata__ = metadata

    def _with(self, args):
        return _AnnotatedAlias(args[0], self.__metadata__)

    def __mro_entries__(self, bases):
        return (self.__origin__,)

    def __call__(self, *args, **keywords):
        return self.__origin__(*args, **keywords)

    def __eq__(self, other):
        if not isinstance(other, _AnnotatedAlias):
            return NotImplemented
        return self.__origin__ == other.__origin__ and self.__metadata__ == other.__metadata__

    def __hash__(self):
        return hash((self.__origin__, self.__metadata__))

    def __repr__(self):
        shown = ", ".join([repr(item) for item in self.__metadata__])
        return f"typing.Annotated[{_text(self.__origin__)}, {shown}]"


class _Unpacked(_Alias):
    def __repr__(self):
        return "*" + _text(self.__args__[0])


class _Plain(_Alias):
    """An alias of a class before it is subscripted: `typing.List`."""

    def __init__(self, origin, count, name):
        super().__init__(origin, (), name)
        self._count = count
        self.__doc__ = f"A generic version of {origin.__module__}.{origin.__qualname__}."

    def __getitem__(self, item):
        name, count = self._name, self._count
        if name == "Callable":
            return _callable(item)
        if name == "Tuple":
            items = _as_tuple(item)
            if len(items) == 2 and items[1] is ...:
                return _Alias(tuple, (_checked(items[0], "Tuple[t, ...]: t must be a type."), ...), "Tuple")
            message = "Tuple[t0, t1, ...]: each t must be a type."
        else:
            items, message = _as_tuple(item), "Parameters to generic types must be types."
        items = tuple([_checked(arg, message) for arg in items])
        if count >= 0 and len(items) != count:
            raise _wrong_count(self, len(items), count)
        return _Alias(self.__origin__, items, name)

    def __mro_entries__(self, bases):
        rest = bases[bases.index(self) + 1:]
        if any([isinstance(base, _Alias) or isinstance(base, type) and issubclass(base, Generic) for base in rest]):
            return (self.__origin__,)
        return (self.__origin__, Generic)

    def __instancecheck__(self, obj):
        return isinstance(obj, self.__origin__)

    def __subclasscheck__(self, cls):
        return issubclass(cls, self.__origin__)

    def __repr__(self):
        return "typing." + self._name

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return hash((self._name, self.__origin__))


def _callable(item):
    if not isinstance(item, tuple) or len(item) != 2:
        raise TypeError("Callable must be used as Callable[[arg, ...], result].")
    args, result = item
    result = _checked(result, "Callable[args, result]: result must be a type.")
    if isinstance(args, (list, tuple)):
        args = tuple([_checked(arg, "Callable[[arg, ...], result]: each arg must be a type.") for arg in args])
    elif args is ... or getattr(args, "_kind", 0) == 2 or getattr(args, "_name", "") == "Concatenate":
        args = (args,)
    else:
        raise TypeError(f"Callable[args, result]: args must be a list. Got {args}")
    return _CallableAlias(_abc.Callable, args + (result,), "Callable")


def _union(form, item):
    if item == ():
        raise TypeError("Cannot take a Union of no types.")
    members = []
    for arg in _as_tuple(item):
        arg = _checked(arg, "Union[arg, ...]: each arg must be a type.")
        inside = arg.__args__ if isinstance(arg, (_UnionAlias, _types.UnionType)) else (arg,)
        members.extend([member for member in inside if member not in members])
    return members[0] if len(members) == 1 else _UnionAlias(Union, tuple(members), "Union")


def _optional(form, item):
    return Union[_checked(item, f"{form} requires a single type."), None]


def _literal(form, item):
    members, seen = [], []
    for arg in _as_tuple(item):
        for member in arg.__args__ if isinstance(arg, _LiteralAlias) else (arg,):
            if (type(member), member) not in seen:
                seen.append((type(member), member))
                members.append(member)
    return _LiteralAlias(form, tuple(members), "Literal")


def _annotated(form, item):
    if not isinstance(item, tuple) or len(item) < 2:
        raise TypeError("Annotated[...] should be used with at least two arguments (a type and an annotation).")
    return _AnnotatedAlias(_checked(item[0], "Annotated[t, ...]: t must be a type.", special=True), item[1:])


def _single(form, item):
    return _Alias(form, (_checked(item, f"{form} accepts only single type."),), form._name)


def _unpack(form, item):
    return _Unpacked(form, (_checked(item, f"{form} accepts only single type."),), "Unpack")


def _concatenate(form, item):
    return _Alias(form, _as_tuple(item), "Concatenate")


Union, Optional, Literal = _Form("Union", _union), _Form("Optional", _optional), _Form("Literal", _literal)
Annotated, Unpack, Concatenate = _Form("Annotated", _annotated), _Form("Unpack", _unpack), _Form(
    "Concatenate", _concatenate)
ClassVar, Final, Required = _Form("ClassVar", _single), _Form("Final", _single), _Form("Required", _single)
NotRequired, TypeGuard = _Form("NotRequired", _single), _Form("TypeGuard", _single)
NoReturn, Never, Self = _Form("NoReturn"), _Form("Never"), _Form("Self")
TypeAlias, LiteralString = _Form("TypeAlias"), _Form("LiteralString")


class _AnyMeta(type):
    def __instancecheck__(self, obj):
        if self is Any:
            raise TypeError("typing.Any cannot be used with isinstance()")
        return super().__instancecheck__(obj)

    def __repr__(self):
        return "typing.Any" if self is Any else super().__repr__()


class Any(metaclass=_AnyMeta):
    def __new__(cls, *args, **keywords):
        if cls is Any:
            raise TypeError("Any cannot be instantiated")
        return super().__new__(cls)


_ALIASES = {}
for _names, _source, _count in (
    ("List Set FrozenSet Type", {"List": list, "Set": set, "FrozenSet": frozenset, "Type": type}, 1),
    ("Dict", {"Dict": dict}, 2),
    ("Tuple", {"Tuple": tuple}, -1),
    ("Deque Counter", {"Deque": _collections.deque, "Counter": _collections.Counter}, 1),
    ("DefaultDict OrderedDict ChainMap", {"DefaultDict": _collections.defaultdict,
                                          "OrderedDict": _collections.OrderedDict,
                                          "ChainMap": _collections.ChainMap}, 2),
    ("ContextManager AsyncContextManager", {"ContextManager": _Manager, "AsyncContextManager": _AsyncManager}, 1),
    ("Hashable Sized ByteString", None, 0),
    ("Awaitable AsyncIterable AsyncIterator Iterable Iterator Reversible Container Collection MutableSet Sequence "
     "MutableSequence MappingView KeysView ValuesView", None, 1),
    ("Mapping MutableMapping AsyncGenerator ItemsView", None, 2),
    ("Coroutine Generator", None, 3),
    ("AbstractSet", {"AbstractSet": _abc.Set}, 1),
    ("Callable", None, 2),
):
    for _name in _names.split():
        _origin = getattr(_abc, _name) if _source is None else _source[_name]
        globals()[_name] = _ALIASES[_name] = _Plain(_origin, _count, _name)
import re as _re
Pattern = _ALIASES["Pattern"] = _Plain(_re.Pattern, 1, "Pattern")
Match = _ALIASES["Match"] = _Plain(_re.Match, 1, "Match")
Text = str
del _names, _source, _count, _name, _origin


class ForwardRef:
    def __init__(self, arg, is_argument=True, module=None, *, is_class=False):
        if not isinstance(arg, str):
            raise TypeError(f"Forward reference must be a string -- got {arg!r}")
        try:
            compile(arg, "<string>", "eval")
        except SyntaxError:
            raise SyntaxError(f"Forward reference must be an expression -- got {arg!r}") from None
        self.__forward_arg__ = arg
        self.__forward_module__ = module

    def __call__(self):
        pass

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __eq__(self, other):
        return self.__forward_arg__ == other.__forward_arg__ if isinstance(other, ForwardRef) else NotImplemented

    def __hash__(self):
        return hash(self.__forward_arg__)

    def __repr__(self):
        return f"ForwardRef({self.__forward_arg__!r})"


class TypeVar(_Unionable):
    _kind = 0

    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        if covariant and contravariant:
            raise ValueError("Bivariant types are not supported.")
        if constraints and bound is not None:
            raise TypeError("Constraints cannot be combined with bound=...")
        if len(constraints) == 1:
            raise TypeError("A single constraint is not allowed")
        self.__name__ = name
        message = "TypeVar(name, constraint, ...): constraints must be types."
        self.__constraints__ = tuple([_checked(kind, message) for kind in constraints])
        self.__bound__ = None if bound is None else _checked(bound, "Bound must be a type.")
        self.__covariant__, self.__contravariant__ = bool(covariant), bool(contravariant)
        self.__module__ = _caller()

    def __call__(self, *args):
        raise TypeError(f"'{type(self).__name__}' object is not callable")

    def __mro_entries__(self, bases):
        raise TypeError(f"Cannot subclass an instance of {type(self).__name__}")

    def __repr__(self):
        return ("+" if self.__covariant__ else "-" if self.__contravariant__ else "~") + self.__name__

    def __reduce__(self):
        return self.__name__


class ParamSpecArgs:
    def __init__(self, origin):
        self.__origin__ = origin

    def __repr__(self):
        return f"{self.__origin__.__name__}.args"

    def __eq__(self, other):
        return type(self) is type(other) and self.__origin__ == other.__origin__


class ParamSpecKwargs(ParamSpecArgs):
    def __repr__(self):
        return f"{self.__origin__.__name__}.kwargs"


class ParamSpec(TypeVar):
    _kind = 2
    args = property(ParamSpecArgs)
    kwargs = property(ParamSpecKwargs)


class TypeVarTuple(TypeVar):
    _kind = 1

    def __init__(self, name):
        super().__init__(name)
        self.__module__ = _caller()

    def __iter__(self):
        yield Unpack[self]

    def __repr__(self):
        return self.__name__


AnyStr = TypeVar("AnyStr", bytes, str)


from _typing_parameters import TypeAliasType, _generic_base, _Lazy, _type_alias, _type_parameter


class Generic:
    __slots__ = ()
    _is_protocol = False

    def __class_getitem__(cls, item):
        items = _as_tuple(item)
        if cls in (Generic, Protocol):
            name = cls.__name__
            if not items:
                raise TypeError(f"Parameter list to {name}[...] cannot be empty")
            plain = [arg.__args__[0] if isinstance(arg, _Unpacked) else arg for arg in items]
            if not all([_is_variable(arg) for arg in plain]):
                raise TypeError(f"Parameters to {name}[...] must all be type variables or parameter specification "
                                "variables.")
            if len(set(plain)) != len(plain):
                raise TypeError(f"Parameters to {name}[...] must all be unique")
            return _Alias(cls, items)
        message = "Parameters to generic types must be types."
        items = tuple([arg if isinstance(arg, (list, tuple)) or arg is ... else _checked(arg, message)
                       for arg in items])
        variables = cls.__dict__.get("__parameters__") or getattr(cls, "__parameters__", ())
        _table_of(cls, variables, items)
        return _Alias(cls, items)

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        bases = cls.__dict__.get("__orig_bases__")
        if bases is None:
            if Generic in cls.__bases__ and cls.__name__ != "Protocol":
                raise TypeError("Cannot inherit from plain Generic")
            cls.__parameters__ = ()
            return
        if Generic in bases:
            raise TypeError("Cannot inherit from plain Generic")
        variables = _variables(bases)
        for base in bases:
            if isinstance(base, _Alias) and base.__origin__ is Generic:
                declared = base.__parameters__
                missing = [variable for variable in variables if variable not in declared]
                if missing:
                    raise TypeError(f"Some type variables ({', '.join([str(v) for v in missing])}) are not listed in "
                                    f"Generic[{', '.join([str(v) for v in declared])}]")
                variables = declared
        cls.__parameters__ = variables


_NO_MEMBERS = frozenset("""__abstractmethods__ __annotations__ __dict__ __doc__ __init__ __module__ __new__ __slots__
__subclasshook__ __weakref__ __class_getitem__ __parameters__ __orig_bases__ __orig_class__ _is_protocol
_is_runtime_protocol __init_subclass__ __match_args__ __hash__ __qualname__ _abc_registry _abc_cache
_abc_negative_cache __abc_tpflags__""".split())


def _members(cls):
    """The names that a protocol asks for."""
    names = set()
    for base in cls.__mro__[:-1]:
        if base.__name__ in ("Protocol", "Generic") or not getattr(base, "_is_protocol", False):
            continue
        for name in list(base.__dict__) + list(base.__dict__.get("__annotations__", ())):
            if name not in _NO_MEMBERS and not name.startswith("_abc_"):
                names.add(name)
    return names


class _ProtocolMeta(_abc_module.ABCMeta):
    def __call__(cls, *args, **keywords):
        if cls._is_protocol:
            raise TypeError("Protocols cannot be instantiated")
        return super().__call__(*args, **keywords)

    def __instancecheck__(cls, instance):
        if not cls._is_protocol or cls is Protocol:
            return super().__instancecheck__(instance)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        if super().__instancecheck__(instance):
            return True
        for name in _members(cls):
            if not hasattr(instance, name) or getattr(instance, name) is None and callable(getattr(cls, name, None)):
                return False
        return True

    def __subclasscheck__(cls, other):
        if not cls._is_protocol or cls is Protocol:
            return super().__subclasscheck__(other)
        if not getattr(cls, "_is_runtime_protocol", False):
            raise TypeError("Instance and class checks can only be used with @runtime_checkable protocols")
        names = _members(cls)
        if not all([callable(getattr(cls, name, None)) for name in names]):
            raise TypeError("Protocols with non-method members don't support issubclass()")
        if not isinstance(other, type):
            raise TypeError("issubclass() arg 1 must be a class")
        if cls in other.__mro__ or super().__subclasscheck__(other):
            return True
        for name in names:
            for base in other.__mro__:
                if name in base.__dict__:
                    if base.__dict__[name] is None:
                        return False
                    break
                if getattr(other, "_is_protocol", False) and name in base.__dict__.get("__annotations__", ()):
                    break
            else:
                return False
        return True


class Protocol(Generic, metaclass=_ProtocolMeta):
    __slots__ = ()
    _is_protocol = True
    _is_runtime_protocol = False

    def __init_subclass__(cls, *args, **keywords):
        super().__init_subclass__(*args, **keywords)
        if not cls.__dict__.get("_is_protocol", False):
            cls._is_protocol = any([base is Protocol for base in cls.__bases__])
        if cls._is_protocol:
            for base in cls.__bases__:
                if not (base in (object, Generic) or getattr(base, "_is_protocol", False)
                        or base.__module__ in ("collections.abc", "contextlib")):
                    raise TypeError(f"Protocols can only inherit from other protocols, got {base!r}")


def runtime_checkable(cls):
    if not isinstance(cls, type) or not getattr(cls, "_is_protocol", False):
        raise TypeError(f"@runtime_checkable can be only applied to protocol classes, got {cls!r}")
    cls._is_runtime_protocol = True
    return cls


def _supports(name, method, parameters=None):
    def body(namespace):
        def required(self):
            pass
        required.__name__ = method
        namespace[method] = _abc_module.abstractmethod(required)
        namespace["__module__"] = "typing"
        namespace["__slots__"] = ()
    base = Protocol if parameters is None else Protocol[parameters]
    return runtime_checkable(_types.new_class(name, (base,), {}, body))


_T_co = TypeVar("T_co", covariant=True)
SupportsInt, SupportsFloat = _supports("SupportsInt", "__int__"), _supports("SupportsFloat", "__float__")
SupportsComplex, SupportsBytes = _supports("SupportsComplex", "__complex__"), _supports("SupportsBytes", "__bytes__")
SupportsIndex = _supports("SupportsIndex", "__index__")
SupportsAbs, SupportsRound = _supports("SupportsAbs", "__abs__", _T_co), _supports("SupportsRound", "__round__", _T_co)


IO = _types.new_class("IO", (Generic[AnyStr],))
BinaryIO, TextIO = _types.new_class("BinaryIO", (IO[bytes],)), _types.new_class("TextIO", (IO[str],))


def cast(typ, val):
    return val


_overloads = {}


def _overload_refused(*args, **keywords):
    raise NotImplementedError("You should not call an overloaded function. A series of @overload-decorated functions "
                              "outside a stub module should always be followed by an implementation that is not "
                              "@overload-ed.")


def overload(func):
    plain = getattr(func, "__func__", func)
    key = getattr(plain, "__module__", None), getattr(plain, "__qualname__", None)
    _overloads.setdefault(key, []).append(func)
    return _overload_refused


def get_overloads(func):
    plain = getattr(func, "__func__", func)
    return list(_overloads.get((plain.__module__, plain.__qualname__), ()))


def clear_overloads():
    _overloads.clear()


def _marked(name):
    def mark(f):
        try:
            setattr(f, name, True)
        except (AttributeError, TypeError):
            pass
        return f
    mark.__name__ = mark.__qualname__ = name.strip("_")
    return mark


final, no_type_check = _marked("__final__"), _marked("__no_type_check__")


def no_type_check_decorator(decorator):
    def wrapped(*args, **keywords):
        return no_type_check(decorator(*args, **keywords))
    return wrapped


def dataclass_transform(**options):
    def mark(cls_or_fn):
        cls_or_fn.__dataclass_transform__ = options
        return cls_or_fn
    return mark


def assert_never(arg, /):
    text = repr(arg)
    raise AssertionError(f"Expected code to be unreachable, but got: {text if len(text) <= 100 else text[:100] + '...'}")


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    print(f"Runtime type is {type(obj).__name__!r}", file=_sys.stderr)
    return obj


from _typing_hints import get_args, get_origin, get_type_hints
from _typing_records import NamedTuple, NewType, TypedDict, is_typeddict

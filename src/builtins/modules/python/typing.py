"""Names for annotations; nothing is checked."""
import collections as _collections
import collections.abc as _abc

TYPE_CHECKING = False


class _Form:
    def __init__(self, name, arguments=None):
        self._name = name
        self.__args__ = arguments or ()

    def __getitem__(self, item):
        return _Form(self._name, item if isinstance(item, tuple) else (item,))

    def __call__(self, *args, **keywords):
        return self

    def __or__(self, other):
        return _Form("Union", (self, other))

    __ror__ = __or__

    def __repr__(self):
        if not self.__args__:
            return "typing." + self._name
        shown = [a.__name__ if isinstance(a, type) else repr(a) for a in self.__args__]
        return "typing.%s[%s]" % (self._name, ", ".join(shown))

    def __eq__(self, other):
        return isinstance(other, _Form) and self._name == other._name and self.__args__ == other.__args__

    def __hash__(self):
        return hash(self._name)


for _name in """Any Union Optional ClassVar Final Literal Annotated Callable Type NoReturn Never Self TypeAlias Concatenate
List Dict Set FrozenSet Tuple Deque DefaultDict OrderedDict Counter Required NotRequired LiteralString TypeGuard
Text AnyStr IO TextIO BinaryIO Unpack ParamSpecArgs ParamSpecKwargs Pattern Match""".split():
    globals()[_name] = _Form(_name)
for _name in """Hashable Iterable Iterator Generator Reversible Sized Container Collection Mapping MutableMapping
Sequence MutableSequence Awaitable Coroutine AsyncIterable AsyncIterator ByteString
KeysView ItemsView ValuesView MutableSet""".split():
    globals()[_name] = getattr(_abc, _name)
AbstractSet = _abc.Set
del _name


class TypeVar:
    def __init__(self, name, *constraints, bound=None, covariant=False, contravariant=False):
        self.__name__ = name

    def __repr__(self):
        return "~" + self.__name__


class ParamSpec(TypeVar):
    args = kwargs = None


class TypeVarTuple(TypeVar):
    pass


class Generic:
    __slots__ = ()

    def __class_getitem__(cls, item):
        return cls


class Protocol(Generic):
    __slots__ = ()


class _NamedTupleMaker(type):
    def __new__(mcls, name, bases, namespace, **keywords):
        if not any(isinstance(base, _NamedTupleMaker) for base in bases):
            return super().__new__(mcls, name, bases, namespace)
        fields = namespace.get("__annotations__", {})
        defaults = []
        for field in fields:
            if field in namespace:
                defaults.append(namespace[field])
            elif defaults:
                raise TypeError(f"non-default namedtuple field {field} cannot follow default field "
                                f"{list(fields)[list(fields).index(field) - len(defaults)]}")
        made = _collections.namedtuple(name, fields, defaults=defaults, module=namespace.get("__module__"))
        made.__annotations__ = dict(fields)
        for key, value in namespace.items():
            if key in ("__new__", "__init__", "__slots__", "__getnewargs__", "_fields", "_field_defaults",
                       "_field_types", "_make", "_replace", "_asdict", "_source"):
                raise AttributeError("Cannot overwrite NamedTuple attribute " + key)
            if key not in ("__module__", "__name__", "__annotations__", "__qualname__", "__classcell__") and (
                    key not in fields):
                setattr(made, key, value)
        return made


_namedtuple_base = _NamedTupleMaker("NamedTuple", (), {})


def NamedTuple(typename, fields=None, /, **kwargs):
    fields = kwargs.items() if fields is None else fields
    made = _collections.namedtuple(typename, [name for name, _ in fields])
    made.__annotations__ = dict(fields)
    return made


NamedTuple.__mro_entries__ = lambda bases: (_namedtuple_base,)


def cast(typ, val):
    return val


def overload(func):
    return func


def final(f):
    return f


def no_type_check(f):
    return f


def runtime_checkable(cls):
    return cls


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    return dict(getattr(obj, "__annotations__", {}))


def assert_never(arg, /):
    raise AssertionError("Expected code to be unreachable, but got: %r" % (arg,))


def assert_type(val, typ, /):
    return val


def reveal_type(obj, /):
    return obj


def NewType(name, tp):
    return lambda x: x


class _Lazy:
    """A type parameter: what it is bound to and its default are evaluated when asked for."""

    _kind = 0

    def __init__(self, name, bound, default):
        self.__name__ = name
        self._bound = bound
        self._default = default

    def __repr__(self):
        return ("", "*", "**")[self._kind] + self.__name__ if self._kind else self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __iter__(self):
        yield self

    @property
    def __bound__(self):
        value = self._bound and self._bound()
        return None if isinstance(value, tuple) else value

    @property
    def __constraints__(self):
        value = self._bound and self._bound()
        return value if isinstance(value, tuple) else ()

    @property
    def __default__(self):
        return self._default and self._default()


class _LazyTuple(_Lazy):
    _kind = 1


class _LazySpec(_Lazy):
    _kind = 2
    args = kwargs = None


for _kind_name, _class in (("TypeVar", _Lazy), ("TypeVarTuple", _LazyTuple), ("ParamSpec", _LazySpec)):
    _class.__name__ = _class.__qualname__ = _kind_name
del _kind_name, _class


def _type_parameter(kind, name, bound, default):
    return (_Lazy, _LazyTuple, _LazySpec)[kind](name, bound, default)


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._value = value
        self._evaluate = None
        self.__type_params__ = type_params

    @property
    def __value__(self):
        if self._evaluate is not None:
            self._value = self._evaluate()
            self._evaluate = None
        return self._value

    def __repr__(self):
        return self.__name__

    def __getitem__(self, item):
        return _Form(self.__name__, item if isinstance(item, tuple) else (item,))

    def __or__(self, other):
        return Union[self, other]


def _type_alias(name, parameters, evaluate):
    alias = TypeAliasType(name, None, type_params=parameters)
    alias._evaluate = evaluate
    return alias


def _generic_base(parameters):
    return Generic[parameters]

"""Classes made of annotated fields."""

__all__ = ["dataclass", "field", "fields", "asdict", "astuple", "replace", "is_dataclass", "Field", "MISSING",
           "FrozenInstanceError"]


class _Missing:
    def __repr__(self):
        return "<dataclasses._MISSING_TYPE object>"


MISSING = _Missing()


class FrozenInstanceError(AttributeError):
    pass


class Field:
    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = metadata or {}
        self.kw_only = kw_only


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=False):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _fields_of(cls, kw_only):
    found = {}
    for base in cls.__mro__[:0:-1]:
        for f in base.__dict__.get("__dataclass_fields__", {}).values():
            found[f.name] = f
    for name, kind in cls.__dict__.get("__annotations__", {}).items():
        if "ClassVar" in (kind if isinstance(kind, str) else repr(kind)):
            continue
        default = cls.__dict__.get(name, MISSING)
        if isinstance(default, Field):
            made = default
            if made.default is MISSING:
                delattr(cls, name)
            else:
                setattr(cls, name, made.default)
        else:
            made = field(default=default)
        if isinstance(made.default, (list, dict, set)):
            raise ValueError("mutable default %r for field %s is not allowed: use default_factory"
                             % (type(made.default), name))
        made.name = name
        made.type = kind
        made.kw_only = made.kw_only or kw_only
        found[name] = made
    return found


def _make_init(cls, found, frozen):
    positional = [f for f in found if f.init and not f.kw_only]
    keyword = [f for f in found if f.init and f.kw_only]
    scope = {"MISSING": MISSING, "_set": object.__setattr__}
    parameters = ["self"]
    body = []
    optional = None
    for f in positional + (["*"] + keyword if keyword else []):
        if f == "*":
            parameters.append("*")
            continue
        if f.default is not MISSING:
            scope["_default_" + f.name] = f.default
            parameters.append("%s=_default_%s" % (f.name, f.name))
            optional = f.name
        elif f.default_factory is not MISSING:
            parameters.append("%s=MISSING" % f.name)
            optional = f.name
        else:
            if optional is not None and not f.kw_only:
                raise TypeError("non-default argument %r follows default argument" % (f.name,))
            parameters.append(f.name)
    for f in found:
        if f.default_factory is not MISSING:
            scope["_factory_" + f.name] = f.default_factory
            value = "_factory_%s()" % f.name
            if f.init:
                value = "%s if %s is MISSING else %s" % (value, f.name, f.name)
        elif f.init:
            value = f.name
        else:
            continue
        if frozen:
            body.append("    _set(self, %r, %s)" % (f.name, value))
        else:
            body.append("    self.%s = %s" % (f.name, value))
    if hasattr(cls, "__post_init__"):
        body.append("    self.__post_init__()")
    source = "def __init__(%s):\n%s\n" % (", ".join(parameters), "\n".join(body) or "    pass")
    exec(source, scope)
    init = scope["__init__"]
    init.__qualname__ = cls.__qualname__ + ".__init__"
    return init


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False):
    def decorate(cls):
        table = _fields_of(cls, kw_only)
        cls.__dataclass_fields__ = table
        found = list(table.values())
        shown = [f.name for f in found if f.repr]
        compared = [f.name for f in found if f.compare]

        def key(self):
            return tuple([getattr(self, name) for name in compared])

        def __repr__(self):
            parts = ["%s=%r" % (name, getattr(self, name)) for name in shown]
            return type(self).__qualname__ + "(" + ", ".join(parts) + ")"

        def __eq__(self, other):
            if other.__class__ is self.__class__:
                return key(self) == key(other)
            return NotImplemented

        own = cls.__dict__
        explicit_hash = "__hash__" in own and own["__hash__"] is not None
        if init:
            cls.__init__ = _make_init(cls, found, frozen)
        if repr and "__repr__" not in own:
            cls.__repr__ = __repr__
        if eq and "__eq__" not in own:
            cls.__eq__ = __eq__
        if order:
            def compare(test):
                def method(self, other):
                    if other.__class__ is self.__class__:
                        return test(key(self), key(other))
                    return NotImplemented
                return method
            cls.__lt__ = compare(lambda a, b: a < b)
            cls.__le__ = compare(lambda a, b: a <= b)
            cls.__gt__ = compare(lambda a, b: a > b)
            cls.__ge__ = compare(lambda a, b: a >= b)
        if unsafe_hash or eq and frozen:
            cls.__hash__ = lambda self: hash(tuple([getattr(self, f.name) for f in found
                                                    if (f.compare if f.hash is None else f.hash)]))
        elif eq and not explicit_hash:
            cls.__hash__ = None
        if frozen:
            def __setattr__(self, name, value):
                raise FrozenInstanceError("cannot assign to field %r" % (name,))

            def __delattr__(self, name):
                raise FrozenInstanceError("cannot delete field %r" % (name,))
            cls.__setattr__ = __setattr__
            cls.__delattr__ = __delattr__
        if match_args:
            cls.__match_args__ = tuple([f.name for f in found if f.init and not f.kw_only])
        return cls

    return decorate if cls is None else decorate(cls)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), "__dataclass_fields__")


def fields(class_or_instance):
    try:
        return tuple(class_or_instance.__dataclass_fields__.values())
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None


def _plain(value, whole):
    if is_dataclass(value) and not isinstance(value, type):
        return whole(value)
    if isinstance(value, (list, tuple)):
        return type(value)([_plain(item, whole) for item in value])
    if isinstance(value, dict):
        return {_plain(k, whole): _plain(v, whole) for k, v in value.items()}
    return value


def asdict(obj, *, dict_factory=dict):
    def whole(value):
        return dict_factory([(f.name, _plain(getattr(value, f.name), whole)) for f in fields(value)])
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("asdict() should be called on dataclass instances")
    return whole(obj)


def astuple(obj, *, tuple_factory=tuple):
    def whole(value):
        return tuple_factory([_plain(getattr(value, f.name), whole) for f in fields(value)])
    if not is_dataclass(obj) or isinstance(obj, type):
        raise TypeError("astuple() should be called on dataclass instances")
    return whole(obj)


def replace(obj, /, **changes):
    for f in fields(obj):
        if f.init:
            if f.name not in changes:
                changes[f.name] = getattr(obj, f.name)
        elif f.name in changes:
            raise ValueError("field %s is declared with init=False, it cannot be specified with replace()" % f.name)
    return obj.__class__(**changes)

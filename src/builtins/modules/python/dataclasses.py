"""Classes made of annotated fields."""
import sys as _sys

__all__ = ["dataclass", "field", "Field", "FrozenInstanceError", "InitVar", "KW_ONLY", "MISSING", "fields", "asdict",
           "astuple", "make_dataclass", "replace", "is_dataclass"]


class FrozenInstanceError(AttributeError):
    pass


class _MISSING_TYPE:
    pass


class _KW_ONLY_TYPE:
    pass


class _Factory:
    """Stands for the default of a parameter whose field has a factory."""
    def __repr__(self):
        return "<factory>"


class _Sort:
    """What an annotation declares."""
    def __init__(self, name):
        self.name = name

    def __repr__(self):
        return self.name


MISSING = _MISSING_TYPE()
KW_ONLY = _KW_ONLY_TYPE()
_FACTORY = _Factory()
_FIELD, _FIELD_CLASSVAR, _FIELD_INITVAR = _Sort("_FIELD"), _Sort("_FIELD_CLASSVAR"), _Sort("_FIELD_INITVAR")
_FIELDS = "__dataclass_fields__"


def _generic(cls, item):
    import types
    return types.GenericAlias(cls, item)


class InitVar:
    __slots__ = ("type",)

    def __init__(self, type):
        self.type = type

    def __repr__(self):
        kind = self.type
        return f"dataclasses.InitVar[{kind.__name__ if type(kind) is type else repr(kind)}]"

    def __class_getitem__(cls, type):
        return InitVar(type)


class Field:
    __slots__ = ("name", "type", "default", "default_factory", "repr", "hash", "init", "compare", "metadata",
                 "kw_only", "_field_type")

    def __init__(self, default, default_factory, init, repr, hash, compare, metadata, kw_only):
        import types
        self.name = None
        self.type = None
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare
        self.metadata = types.MappingProxyType({} if metadata is None else metadata)
        self.kw_only = kw_only
        self._field_type = None

    def __repr__(self):
        shown = ",".join([f"{name}={getattr(self, name)!r}" for name in (
            "name", "type", "default", "default_factory", "init", "repr", "hash", "compare", "metadata", "kw_only")])
        return f"Field({shown},_field_type={self._field_type})"

    def __set_name__(self, owner, name):
        hook = getattr(type(self.default), "__set_name__", None)
        if hook:
            hook(self.default, owner, name)

    __class_getitem__ = classmethod(_generic)


class _DataclassParams:
    __slots__ = ("init", "repr", "eq", "order", "unsafe_hash", "frozen")

    def __init__(self, init, repr, eq, order, unsafe_hash, frozen):
        self.init, self.repr, self.eq = init, repr, eq
        self.order, self.unsafe_hash, self.frozen = order, unsafe_hash, frozen

    def __repr__(self):
        return "_DataclassParams(" + ",".join([f"{name}={getattr(self, name)!r}" for name in self.__slots__]) + ")"


def field(*, default=MISSING, default_factory=MISSING, init=True, repr=True, hash=None, compare=True, metadata=None,
          kw_only=MISSING):
    if default is not MISSING and default_factory is not MISSING:
        raise ValueError("cannot specify both default and default_factory")
    return Field(default, default_factory, init, repr, hash, compare, metadata, kw_only)


def _meant(text, cls):
    """The object that the text of an annotation begins with."""
    name = text.split("[")[0].strip()
    prefix, _, last = name.rpartition(".")
    namespace = getattr(_sys.modules.get(cls.__module__), "__dict__", {})
    if not prefix:
        return namespace.get(name)
    return getattr(namespace.get(prefix.strip()), last.strip(), None)


def _is_class_variable(kind, cls):
    typing = _sys.modules.get("typing")
    if typing is None:
        return False
    if isinstance(kind, str):
        return _meant(kind, cls) is typing.ClassVar
    return kind is typing.ClassVar or getattr(kind, "__origin__", None) is typing.ClassVar


def _is_init_variable(kind, cls):
    return (_meant(kind, cls) if isinstance(kind, str) else kind) is InitVar or type(kind) is InitVar


def _make_field(cls, name, kind, kw_only):
    default = getattr(cls, name, MISSING)
    if isinstance(default, Field):
        made = default
    else:
        if type(default).__name__ == "member_descriptor":
            # A slot of that name is no default.
            default = MISSING
        made = field(default=default)
    made.name = name
    made.type = kind
    made._field_type = (_FIELD_CLASSVAR if _is_class_variable(kind, cls)
                        else _FIELD_INITVAR if _is_init_variable(kind, cls) else _FIELD)
    if made._field_type is not _FIELD and made.default_factory is not MISSING:
        raise TypeError(f"field {name} cannot have a default factory")
    if made._field_type is _FIELD_CLASSVAR:
        if made.kw_only is not MISSING:
            raise TypeError(f"field {name} is a ClassVar but specifies kw_only")
    elif made.kw_only is MISSING:
        made.kw_only = kw_only
    if made._field_type is _FIELD and type(made.default).__hash__ is None:
        raise ValueError(f"mutable default {type(made.default)} for field {name} is not allowed: use default_factory")
    return made


def _collect(cls, params, kw_only):
    """The fields by name, those of the bases first."""
    found = {}
    frozen_bases = []
    for base in cls.__mro__[-1:0:-1]:
        inherited = getattr(base, _FIELDS, None)
        if inherited is not None:
            found.update(inherited)
            frozen_bases.append(getattr(base, "__dataclass_params__").frozen)
    annotations = cls.__dict__.get("__annotations__", {})
    own = []
    seen_mark = False
    for name, kind in annotations.items():
        if kind is KW_ONLY or isinstance(kind, str) and _meant(kind, cls) is KW_ONLY:
            if seen_mark:
                raise TypeError(f"{name!r} is KW_ONLY, but KW_ONLY has already been specified")
            seen_mark = kw_only = True
        else:
            own.append(_make_field(cls, name, kind, kw_only))
    for made in own:
        found[made.name] = made
        if isinstance(getattr(cls, made.name, None), Field):
            if made.default is MISSING:
                delattr(cls, made.name)
            else:
                setattr(cls, made.name, made.default)
    for name, value in cls.__dict__.items():
        if isinstance(value, Field) and name not in annotations:
            raise TypeError(f"{name!r} is a field but has no type annotation")
    if frozen_bases:
        if any(frozen_bases) and not params.frozen:
            raise TypeError("cannot inherit non-frozen dataclass from a frozen one")
        if not any(frozen_bases) and params.frozen:
            raise TypeError("cannot inherit frozen dataclass from a non-frozen one")
    return found


def _init_source(given, has_post_init, frozen, own, scope):
    """The source of `__init__`; what it refers to goes into the scope."""
    positional = [f for f in given if f.init and not f.kw_only]
    keyword = [f for f in given if f.init and f.kw_only]
    optional = False
    for f in positional:
        if f.default is not MISSING or f.default_factory is not MISSING:
            optional = True
        elif optional:
            raise TypeError(f"non-default argument {f.name!r} follows default argument")

    def parameter(f):
        scope["_type_" + f.name] = f.type
        text = f"{f.name}: _type_{f.name}"
        if f.default is not MISSING:
            scope["_default_" + f.name] = f.default
            return f"{text} = _default_{f.name}"
        return text if f.default_factory is MISSING else f"{text} = _FACTORY"

    body = []
    for f in given:
        if f._field_type is _FIELD_INITVAR:
            continue
        if f.default_factory is not MISSING:
            scope["_factory_" + f.name] = f.default_factory
            value = f"_factory_{f.name}()"
            if f.init:
                value = f"{value} if {f.name} is _FACTORY else {f.name}"
        elif f.init:
            value = f.name
        elif f.default is not MISSING and hasattr(type(f.default), "__get__"):
            scope["_default_" + f.name] = f.default
            value = f"_default_{f.name}"
        else:
            continue
        body.append(f"  _set({own}, {f.name!r}, {value})" if frozen else f"  {own}.{f.name} = {value}")
    if has_post_init:
        passed = ", ".join([f.name for f in given if f._field_type is _FIELD_INITVAR])
        body.append(f"  {own}.__post_init__({passed})")
    parameters = [own] + [parameter(f) for f in positional]
    if keyword:
        parameters += ["*"] + [parameter(f) for f in keyword]
    return f"def __init__({', '.join(parameters)}) -> None:\n" + "\n".join(body or ["  pass"])


def _items(names, of):
    """The source of a tuple of attributes."""
    return "(" + "".join([f"{of}.{name}," for name in names]) + ")"


def _compile(cls, sources, scope):
    """The functions of these sources, as methods of the class."""
    exec("\n".join(sources), scope)
    made = {}
    for name, value in scope.items():
        if name[:2] == "__" and name[-2:] == "__" and name not in ("__builtins__", "__name__"):
            value.__qualname__ = f"{cls.__qualname__}.{name}"
            made[name] = value
    return made


def _shown_kind(kind):
    if isinstance(kind, type) and not hasattr(kind, "__origin__"):
        return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    text = repr(kind)
    return text.replace("typing.", "") if text.startswith("typing.") else text


def _doc(cls, given):
    """The docstring of a class that has none: how it is called."""
    parts, keyword = [], []
    for f in given:
        if f.init:
            text = f"{f.name}: {_shown_kind(f.type)}"
            if f.default is not MISSING:
                text += f" = {f.default!r}"
            elif f.default_factory is not MISSING:
                text += " = <factory>"
            (keyword if f.kw_only else parts).append(text)
    if keyword:
        parts += ["*"] + keyword
    return f"{cls.__name__}({', '.join(parts)})"


def _process(cls, params, match_args, kw_only, slots, weakref_slot):
    table = _collect(cls, params, kw_only)
    setattr(cls, "__dataclass_params__", params)
    setattr(cls, _FIELDS, table)
    own_names = cls.__dict__
    # An `__eq__` in the body makes `__hash__` None by itself.
    own_hash = own_names.get("__hash__", MISSING)
    explicit_hash = not (own_hash is MISSING or own_hash is None and "__eq__" in own_names)
    if params.order and not params.eq:
        raise ValueError("eq must be true if order is true")
    given = [f for f in table.values() if f._field_type in (_FIELD, _FIELD_INITVAR)]
    plain = [f for f in table.values() if f._field_type is _FIELD]
    scope = {"_FACTORY": _FACTORY, "_set": object.__setattr__, "__name__": cls.__module__, "_cls": cls,
             "_Frozen": FrozenInstanceError}
    sources = []
    if params.init:
        own = "__dataclass_self__" if "self" in table else "self"
        sources.append(_init_source(given, hasattr(cls, "__post_init__"), params.frozen, own, scope))
    if params.repr:
        from reprlib import recursive_repr
        shown = ", ".join([f"{f.name}={{self.{f.name}!r}}" for f in plain if f.repr])
        sources.append(f"def __repr__(self):\n  return f\"{{self.__class__.__qualname__}}({shown})\"")
    compared = [f.name for f in plain if f.compare]
    mine, other = _items(compared, "self"), _items(compared, "other")

    def comparison(name, operator):
        sources.append(f"def {name}(self, other):\n  if other.__class__ is self.__class__:\n"
                       f"    return {mine} {operator} {other}\n  return NotImplemented")

    if params.eq:
        comparison("__eq__", "==")
    if params.order:
        for name, operator in (("__lt__", "<"), ("__le__", "<="), ("__gt__", ">"), ("__ge__", ">=")):
            if name in own_names:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}. "
                                "Consider using functools.total_ordering")
            comparison(name, operator)
    if params.frozen:
        for name in ("__setattr__", "__delattr__"):
            if name in own_names:
                raise TypeError(f"Cannot overwrite attribute {name} in class {cls.__name__}")
        scope["_names"] = tuple([f.name for f in plain])
        sources.append("def __setattr__(self, name, value):\n  if type(self) is _cls or name in _names:\n"
                       "    raise _Frozen(f'cannot assign to field {name!r}')\n"
                       "  super(_cls, self).__setattr__(name, value)")
        sources.append("def __delattr__(self, name):\n  if type(self) is _cls or name in _names:\n"
                       "    raise _Frozen(f'cannot delete field {name!r}')\n"
                       "  super(_cls, self).__delattr__(name)")
    if params.unsafe_hash and explicit_hash:
        raise TypeError(f"Cannot overwrite attribute __hash__ in class {cls.__name__}")
    hashes = params.unsafe_hash or params.eq and params.frozen and not explicit_hash
    if hashes:
        hashed = [f.name for f in plain if (f.compare if f.hash is None else f.hash)]
        sources.append(f"def __hash__(self):\n  return hash({_items(hashed, 'self')})")
    for name, method in _compile(cls, sources, scope).items():
        if name == "__repr__":
            method = recursive_repr()(method)
        if name == "__hash__" or name not in own_names:
            setattr(cls, name, method)
    if params.eq and not hashes and not explicit_hash:
        cls.__hash__ = None
    if not getattr(cls, "__doc__"):
        cls.__doc__ = _doc(cls, given)
    if match_args and "__match_args__" not in own_names:
        cls.__match_args__ = tuple([f.name for f in given if f.init and not f.kw_only])
    if weakref_slot and not slots:
        raise TypeError("weakref_slot is True but slots is False")
    return _with_slots(cls, params.frozen, weakref_slot) if slots else cls


def _slots_of(cls):
    slots = cls.__dict__.get("__slots__")
    if slots is None:
        return ()
    return (slots,) if isinstance(slots, str) else tuple(slots)


def _with_slots(cls, is_frozen, weakref_slot):
    """The same class made again with `__slots__`."""
    if "__slots__" in cls.__dict__:
        raise TypeError(f"{cls.__name__} already specifies __slots__")
    namespace = dict(cls.__dict__)
    names = tuple([f.name for f in fields(cls)])
    inherited = {name for base in cls.__mro__[1:-1] for name in _slots_of(base)}
    slots = [name for name in names + (("__weakref__",) if weakref_slot else ()) if name not in inherited]
    namespace["__slots__"] = tuple(slots)
    for name in names:
        namespace.pop(name, None)
    namespace.pop("__dict__", None)
    namespace.pop("__weakref__", None)
    qualname = getattr(cls, "__qualname__", None)
    made = type(cls)(cls.__name__, cls.__bases__, namespace)
    if qualname is not None:
        made.__qualname__ = qualname
    if is_frozen:
        def __getstate__(self):
            return [getattr(self, f.name) for f in fields(self)]

        def __setstate__(self, state):
            for f, value in zip(fields(self), state):
                object.__setattr__(self, f.name, value)

        for method in (__getstate__, __setstate__):
            if method.__name__ not in namespace:
                setattr(made, method.__name__, method)
        # The methods that refuse assignments ask for the class itself.
        for name in ("__setattr__", "__delattr__"):
            made.__dict__[name].__globals__["_cls"] = made
    return made


def dataclass(cls=None, /, *, init=True, repr=True, eq=True, order=False, unsafe_hash=False, frozen=False,
              match_args=True, kw_only=False, slots=False, weakref_slot=False):
    def wrap(cls):
        params = _DataclassParams(init, repr, eq, order, unsafe_hash, frozen)
        return _process(cls, params, match_args, kw_only, slots, weakref_slot)

    return wrap if cls is None else wrap(cls)


def _is_instance(obj):
    return hasattr(type(obj), _FIELDS)


def is_dataclass(obj):
    return hasattr(obj if isinstance(obj, type) else type(obj), _FIELDS)


def fields(class_or_instance):
    try:
        table = getattr(class_or_instance, _FIELDS)
    except AttributeError:
        raise TypeError("must be called with a dataclass type or instance") from None
    return tuple([f for f in table.values() if f._field_type is _FIELD])


def _plain(value, whole):
    """A copy of a value, its dataclasses replaced."""
    if _is_instance(value):
        return whole(value)
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*[_plain(item, whole) for item in value])
    if isinstance(value, (list, tuple)):
        return type(value)([_plain(item, whole) for item in value])
    if isinstance(value, dict):
        items = [(_plain(key, whole), _plain(item, whole)) for key, item in value.items()]
        if hasattr(type(value), "default_factory") or hasattr(value, "default_factory"):
            made = type(value)(value.default_factory)
            made.update(items)
            return made
        return type(value)(items)
    if type(value) in (int, str, float, bool, bytes, type(None)):
        return value
    from copy import deepcopy
    return deepcopy(value)


def asdict(obj, *, dict_factory=dict):
    if not _is_instance(obj):
        raise TypeError("asdict() should be called on dataclass instances")

    def whole(value):
        return dict_factory([(f.name, _plain(getattr(value, f.name), whole)) for f in fields(value)])
    return whole(obj)


def astuple(obj, *, tuple_factory=tuple):
    if not _is_instance(obj):
        raise TypeError("astuple() should be called on dataclass instances")

    def whole(value):
        return tuple_factory([_plain(getattr(value, f.name), whole) for f in fields(value)])
    return whole(obj)


def make_dataclass(cls_name, fields, *, bases=(), namespace=None, **options):
    from keyword import iskeyword
    import types
    body = {} if namespace is None else dict(namespace)
    annotations = {}
    for item in fields:
        if isinstance(item, str):
            name, kind = item, "typing.Any"
        elif len(item) == 2:
            name, kind = item
        elif len(item) == 3:
            name, kind, body[item[0]] = item
        else:
            raise TypeError(f"Invalid field: {item!r}")
        if not isinstance(name, str) or not name.isidentifier():
            raise TypeError(f"Field names must be valid identifiers: {name!r}")
        if iskeyword(name):
            raise TypeError(f"Field names must not be keywords: {name!r}")
        if name in annotations:
            raise TypeError(f"Field name duplicated: {name!r}")
        annotations[name] = kind
    body["__annotations__"] = annotations
    cls = types.new_class(cls_name, bases, {}, lambda made: made.update(body))
    return dataclass(cls, **options)


def replace(obj, /, **changes):
    if not _is_instance(obj):
        raise TypeError("replace() should be called on dataclass instances")
    for f in getattr(obj, _FIELDS).values():
        if f._field_type is _FIELD_CLASSVAR:
            continue
        if not f.init:
            if f.name in changes:
                raise ValueError(f"field {f.name} is declared with init=False, it cannot be specified with replace()")
            continue
        if f.name not in changes:
            if f._field_type is _FIELD_INITVAR and f.default is MISSING:
                raise ValueError(f"InitVar {f.name!r} must be specified with replace()")
            changes[f.name] = getattr(obj, f.name)
    return obj.__class__(**changes)

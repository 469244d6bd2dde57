"""What module `typing` says of annotations at run time. Imported by it when the rest of it is there."""
import sys as _sys
import types as _types
from typing import (Annotated, ForwardRef, Generic, NotRequired, ParamSpecArgs, Required, Union, _abc, _Alias,
                    _AnnotatedAlias, _checked, _LiteralAlias, _NoneType)


def _evaluated(kind, globalns, localns):
    """A type with the texts in it evaluated."""
    if isinstance(kind, ForwardRef):
        kind = eval(kind.__forward_arg__, globalns, localns)
        return _evaluated(_checked(kind, "Forward references must evaluate to types.", special=True), globalns, localns)
    args = getattr(kind, "__args__", None)
    if not args or not isinstance(kind, (_Alias, _types.GenericAlias, _types.UnionType)) or isinstance(
            kind, _LiteralAlias):
        return kind
    new = tuple([_evaluated(ForwardRef(arg) if isinstance(arg, str) else arg, globalns, localns) for arg in args])
    if new == args:
        return kind
    if isinstance(kind, _Alias):
        return kind._with(new)
    if isinstance(kind, _types.UnionType):
        return Union[new]
    return _types.GenericAlias(kind.__origin__, new)


def _without_extras(kind):
    """A type without its `Annotated`, `Required` and `NotRequired`."""
    if isinstance(kind, _AnnotatedAlias) or getattr(kind, "__origin__", None) in (Required, NotRequired):
        return _without_extras(kind.__args__[0])
    args = getattr(kind, "__args__", None)
    if not args or not isinstance(kind, (_Alias, _types.GenericAlias, _types.UnionType)):
        return kind
    new = tuple([_without_extras(arg) for arg in args])
    if new == args:
        return kind
    if isinstance(kind, _Alias):
        return kind._with(new)
    return Union[new] if isinstance(kind, _types.UnionType) else _types.GenericAlias(kind.__origin__, new)


def get_type_hints(obj, globalns=None, localns=None, include_extras=False):
    if getattr(obj, "__no_type_check__", None):
        return {}
    hints = {}

    def add(annotations, globals_, locals_):
        for name, kind in annotations.items():
            kind = _NoneType if kind is None else ForwardRef(kind) if isinstance(kind, str) else kind
            hints[name] = _evaluated(kind, globals_, locals_)

    if isinstance(obj, type):
        for base in reversed(obj.__mro__):
            own = getattr(_sys.modules.get(base.__module__), "__dict__", {}) if globalns is None else globalns
            local = dict(vars(base)) if localns is None else localns
            annotations = base.__dict__.get("__annotations__", {})
            add(annotations if isinstance(annotations, dict) else {}, own, local)
    else:
        annotations = getattr(obj, "__annotations__", None)
        if annotations is None:
            if isinstance(obj, (_types.BuiltinFunctionType, _types.ModuleType)) or callable(obj):
                return {}
            raise TypeError(f"{obj!r} is not a module, class, method, or function.")
        if globalns is None:
            inner = obj
            while hasattr(inner, "__wrapped__"):
                inner = inner.__wrapped__
            globalns = vars(inner) if isinstance(obj, _types.ModuleType) else getattr(inner, "__globals__", {})
        add(annotations, globalns, globalns if localns is None else localns)
    return hints if include_extras else {name: _without_extras(kind) for name, kind in hints.items()}


def get_origin(tp):
    if isinstance(tp, _AnnotatedAlias):
        return Annotated
    if isinstance(tp, (_Alias, _types.GenericAlias, ParamSpecArgs)):
        return tp.__origin__
    if tp is Generic:
        return Generic
    return _types.UnionType if isinstance(tp, _types.UnionType) else None


def get_args(tp):
    if isinstance(tp, _AnnotatedAlias):
        return (tp.__origin__, *tp.__metadata__)
    if isinstance(tp, (_Alias, _types.GenericAlias)):
        args = tp.__args__
        is_callable = tp.__origin__ is _abc.Callable
        if is_callable and not (len(args) == 2 and (args[0] is ... or getattr(args[0], "_kind", 0) == 2)):
            return (list(args[:-1]), args[-1])
        return args
    return tp.__args__ if isinstance(tp, _types.UnionType) else ()


for _made in (get_args, get_origin, get_type_hints):
    _made.__module__ = "typing"

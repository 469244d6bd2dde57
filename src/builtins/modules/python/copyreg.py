"""How objects are taken apart for copies."""

import sys as _sys

dispatch_table = {}


def pickle(ob_type, pickle_function, constructor_ob=None):
    if not callable(pickle_function):
        raise TypeError("reduction functions must be callable")
    dispatch_table[ob_type] = pickle_function


def constructor(object):
    if not callable(object):
        raise TypeError("constructors must be callable")


def __newobj__(cls, *args):
    return cls.__new__(cls, *args)


def _state(x):
    """What `object.__getstate__` says: the attributes, and those in slots apart."""
    attributes = getattr(x, "__dict__", None)
    slots = {}
    for cls in type(x).__mro__:
        names = cls.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name in ("__dict__", "__weakref__"):
                continue
            if name.startswith("__") and not name.endswith("__"):
                name = "_" + cls.__name__.lstrip("_") + name
            try:
                slots[name] = getattr(x, name)
            except AttributeError:
                pass
    attributes = dict(attributes) if attributes else None
    return (attributes, slots) if slots else attributes


def _reconstructor(cls, base, state):
    return object.__new__(cls) if base is object else base.__new__(cls, state)


def _reduced(x, protocol):
    """`object.__reduce__` of protocols 0 and 1."""
    cls = type(x)
    for base in cls.__mro__:
        if not base.__module__ == "__main__" and base in (object, int, float, complex, str, bytes, tuple, list, dict, set, frozenset):
            break
    else:
        base = object
    state = None if base is object else base(x)
    attributes = x.__getstate__()
    if attributes:
        return _reconstructor, (cls, base, state), attributes
    return _reconstructor, (cls, base, state)


def _reduced_by(x, protocol):
    cls = type(x)
    if cls.__reduce__ is not object.__reduce__:
        return x.__reduce__()
    if protocol < 2:
        return _reduced(x, protocol)
    if x is Ellipsis or x is NotImplemented:
        return repr(x)
    if cls is type(len):
        owner = getattr(x, "__self__", None)
        return x.__qualname__ if owner is None or type(owner) is type(_sys) else (getattr, (owner, x.__name__))
    if isinstance(x, BaseException):
        attributes = dict(x.__dict__)
        return (cls, x.args, attributes) if attributes else (cls, x.args)
    if not isinstance(x, (list, dict, set)) and cls.__module__ == "builtins" and not cls in (object,):
        if not hasattr(cls, "__getnewargs__"):
            raise TypeError("cannot pickle %r object" % cls.__name__)
    arguments, keywords = (), {}
    if hasattr(cls, "__getnewargs_ex__"):
        arguments, keywords = x.__getnewargs_ex__()
    elif hasattr(cls, "__getnewargs__"):
        arguments = x.__getnewargs__()
    state = x.__getstate__()
    items = iter(x) if isinstance(x, list) else None
    pairs = iter(x.items()) if isinstance(x, dict) else None
    if keywords:
        return __newobj_ex__, (cls, arguments, keywords), state, items, pairs
    return __newobj__, (cls, *arguments), state, items, pairs


def __newobj_ex__(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


_extension_registry = {}
_inverted_registry = {}
_extension_cache = {}

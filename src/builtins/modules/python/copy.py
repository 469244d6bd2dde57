"""Shallow and deep copies."""

import _copy

_atomic = (int, float, complex, bool, str, bytes, type, range, type(None), type(...), type(NotImplemented),
           type(len), type(lambda: 0), property)


class Error(Exception):
    pass


error = Error


def _set_state(made, state):
    own = getattr(made, "__setstate__", None)
    if own is not None:
        own(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        made.__dict__.update(state)
    if slots is not None:
        for name, value in slots.items():
            setattr(made, name, value)


def _own_method(cls, name):
    """The method, if a class in Python defines it."""
    for base in cls.__mro__:
        if name in base.__dict__:
            found = base.__dict__[name]
            return found if isinstance(found, (_function, classmethod, staticmethod, property)) else None
    return None


_function = type(_own_method)


def _reduced(x):
    """What the class says about taking its instances apart, or None."""
    cls = type(x)
    method = getattr(cls, "__reduce_ex__", None)
    if method is not _object_reduce_ex:
        return method(x, 4)
    method = getattr(cls, "__reduce__", None)
    if method is not _object_reduce:
        return method(x)
    return None


_object_reduce_ex = getattr(object, "__reduce_ex__", None)
_object_reduce = getattr(object, "__reduce__", None)


def _rebuilt(x, parts, convert, memo):
    if isinstance(parts, str):
        return x
    count = len(parts)
    function, args = parts[0], parts[1]
    state = parts[2] if count > 2 else None
    items = parts[3] if count > 3 else None
    pairs = parts[4] if count > 4 else None
    made = function(*[convert(arg) for arg in args]) if args else function()
    if memo is not None:
        memo[id(x)] = made
    if state is not None:
        _set_state(made, convert(state))
    if items is not None:
        for item in items:
            made.append(convert(item))
    if pairs is not None:
        for key, value in pairs:
            made[convert(key)] = convert(value)
    return made


def _attributes(x):
    """Those of the instance itself: of its dict, and of slots."""
    found = dict(getattr(x, "__dict__", None) or {})
    for base in type(x).__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name.startswith("__") and not name.endswith("__"):
                name = "_" + base.__name__.lstrip("_") + name
            if name not in ("__dict__", "__weakref__"):
                try:
                    found[name] = getattr(x, name)
                except AttributeError:
                    pass
    return found


def _filled(made, source, convert):
    own = _own_method(type(source), "__getstate__")
    if own is not None:
        state = source.__getstate__()
        if state is not None:
            _set_state(made, convert(state))
    elif getattr(type(source), "__setstate__", None) is not None:
        state = _attributes(source)
        if state:
            made.__setstate__(convert(state))
    else:
        for name, value in _attributes(source).items():
            object.__setattr__(made, name, convert(value))
    return made


def copy(x):
    cls = type(x)
    if cls in _atomic or cls in (tuple, frozenset) or isinstance(x, type):
        return x
    if cls in (list, dict, set, bytearray):
        return cls(x)
    own = getattr(cls, "__copy__", None)
    if own is not None:
        return own(x)
    parts = _reduced(x)
    if parts is not None:
        return _rebuilt(x, parts, _same, None)
    return _filled(_empty(x, _same, None), x, _same)


def _same(value):
    return value


def _empty(x, convert, memo):
    """An instance of the class without attributes of its own, that holds what x does as an object of a builtin type."""
    cls = type(x)
    if isinstance(x, BaseException):
        made = cls.__new__(cls, *[convert(a) for a in x.args])
    elif isinstance(x, (list, set, dict)):
        made = cls.__new__(cls)
    elif isinstance(x, (tuple, frozenset)):
        base = tuple if isinstance(x, tuple) else frozenset
        made = base.__new__(cls, [convert(item) for item in x])
    elif isinstance(x, (int, float, complex, str, bytes)):
        for base in (int, float, complex, str, bytes):
            if isinstance(x, base):
                made = base.__new__(cls, x)
                break
    else:
        arguments = _own_method(cls, "__getnewargs__")
        made = cls.__new__(cls, *([convert(a) for a in x.__getnewargs__()] if arguments is not None else []))
    if memo is not None:
        memo[id(x)] = made
    if isinstance(x, list):
        list.extend(made, [convert(item) for item in x])
    elif isinstance(x, set):
        set.update(made, [convert(item) for item in x])
    elif isinstance(x, dict):
        for key, value in x.items():
            dict.__setitem__(made, convert(key), convert(value))
    return made


def deepcopy(x, memo=None, _nil=[]):
    return _copy.deepcopy(x, memo, _other)


def _other(x, memo):
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x

    def convert(value):
        return _copy.deepcopy(value, memo, _other)

    if cls in (set, frozenset):
        return cls([convert(item) for item in x])
    if cls is bytearray:
        return bytearray(x)
    if cls is slice:
        return slice(convert(x.start), convert(x.stop), convert(x.step))
    if cls is _method:
        return _method(x.__func__, convert(x.__self__))
    own = getattr(x, "__deepcopy__", None)
    if own is not None:
        return own(memo)
    parts = _reduced(x)
    if parts is not None:
        return _rebuilt(x, parts, convert, memo)
    if cls.__module__ == "builtins" and cls is not object and not isinstance(x, BaseException):
        raise TypeError("cannot pickle '%s' object" % cls.__name__)
    return _filled(_empty(x, convert, memo), x, convert)


class _Holder:
    def method(self):
        pass


_method = type(_Holder().method)

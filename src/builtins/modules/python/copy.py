"""Shallow and deep copies."""

_atomic = (int, float, complex, bool, str, bytes, type, range, type(None), type(...), type(NotImplemented),
           type(len), type(lambda: 0), property)


class Error(Exception):
    pass


error = Error


def _slots(cls):
    for base in cls.__mro__:
        names = base.__dict__.get("__slots__", ())
        for name in (names,) if isinstance(names, str) else names:
            if name not in ("__dict__", "__weakref__"):
                if name.startswith("__") and not name.endswith("__"):
                    name = "_" + base.__name__.lstrip("_") + name
                yield name


def _filled(made, source, convert):
    cls = type(source)
    state = cls.__getstate__(source) if "__getstate__" in _own_names(cls) else None
    if state is not None and not hasattr(cls, "__setstate__"):
        made.__dict__.update(convert(state))
        return made
    if hasattr(cls, "__setstate__"):
        if state is None:
            state = getattr(source, "__dict__", None)
        if state:
            made.__setstate__(convert(state))
        return made
    for name, value in getattr(source, "__dict__", {}).items():
        made.__dict__[name] = convert(value)
    for name in _slots(cls):
        if hasattr(source, name):
            object.__setattr__(made, name, convert(getattr(source, name)))
    return made


def _own_names(cls):
    """Names that classes written in Python define."""
    names = set()
    for base in cls.__mro__:
        if base.__module__ != "builtins":
            names.update(base.__dict__)
    return names


def _reduced(x, convert, memo=None):
    """What the class's own `__reduce__` makes of it; None if it has none."""
    names = _own_names(type(x))
    if "__reduce_ex__" in names:
        parts = x.__reduce_ex__(4)
    elif "__reduce__" in names:
        parts = x.__reduce__()
    else:
        return None
    if isinstance(parts, str):
        return x
    function, args, state, items, pairs = (*parts, None, None, None)[:5]
    made = function(*[convert(a) for a in args])
    if memo is not None:
        memo[id(x)] = made
    if state is not None:
        state = convert(state)
        if hasattr(made, "__setstate__"):
            made.__setstate__(state)
        else:
            if isinstance(state, tuple) and len(state) == 2:
                for name, value in (state[1] or {}).items():
                    setattr(made, name, value)
                state = state[0]
            if state:
                made.__dict__.update(state)
    for item in items or ():
        made.append(convert(item))
    for key, value in pairs or ():
        made[convert(key)] = convert(value)
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
    made = _reduced(x, lambda value: value)
    if made is not None:
        return made
    return _filled(_empty(x, lambda value: value), x, lambda value: value)


def _empty(x, convert):
    cls = type(x)
    if isinstance(x, BaseException):
        return cls.__new__(cls, *[convert(a) for a in x.args])
    if isinstance(x, list):
        made = cls.__new__(cls)
        list.extend(made, [convert(item) for item in x])
        return made
    if isinstance(x, dict):
        made = cls.__new__(cls)
        for key, value in x.items():
            dict.__setitem__(made, convert(key), convert(value))
        return made
    if isinstance(x, set):
        made = cls.__new__(cls)
        set.update(made, [convert(item) for item in x])
        return made
    if isinstance(x, (tuple, frozenset)):
        base = tuple if isinstance(x, tuple) else frozenset
        return base.__new__(cls, *([convert(item) for item in x],))
    if isinstance(x, (int, float, str, bytes)):
        for base in (int, float, str, bytes):
            if isinstance(x, base):
                return base.__new__(cls, x)
    return object.__new__(cls)


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _atomic or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    if cls is list:
        made = memo[id(x)] = []
        for item in x:
            made.append(deepcopy(item, memo))
    elif cls is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[deepcopy(key, memo)] = deepcopy(value, memo)
    elif cls is tuple:
        items = [deepcopy(item, memo) for item in x]
        if id(x) in memo:
            return memo[id(x)]
        made = x
        for old, new in zip(x, items):
            if old is not new:
                made = tuple(items)
                break
    elif cls in (set, frozenset):
        made = cls([deepcopy(item, memo) for item in x])
    elif cls is bytearray:
        made = bytearray(x)
    else:
        own = getattr(cls, "__deepcopy__", None)
        if own is not None:
            made = own(x, memo)
        else:
            convert = lambda value: deepcopy(value, memo)
            made = _reduced(x, convert, memo)
            if made is not None:
                memo[id(x)] = made
                memo.setdefault(id(memo), []).append(x)
                return made
            if isinstance(x, (list, dict, set, tuple, frozenset, BaseException, int, float, str, bytes)):
                made = _empty(x, convert)
            else:
                made = object.__new__(cls)
            memo[id(x)] = made
            _filled(made, x, convert)
    memo[id(x)] = made
    # What was copied stays alive, so that its id is not used again.
    memo.setdefault(id(memo), []).append(x)
    return made

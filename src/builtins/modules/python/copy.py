"""Shallow and deep copies."""

_atomic = (int, float, complex, bool, str, bytes, type, range, type(None), type(...), type(NotImplemented),
           type(len), type(lambda: 0), property)


class Error(Exception):
    pass


error = Error


def _filled(made, source, convert):
    for name, value in source.__dict__.items():
        setattr(made, name, convert(value))
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

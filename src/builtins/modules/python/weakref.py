"""References that do not keep alive."""
import _weakref
from _collections_abc import MutableMapping, MutableSet


class ref:
    __slots__ = ("_cell", "__callback__", "_hash", "__weakref__")

    def __new__(cls, object, callback=None, /, *args, **kwargs):
        if callback is None and cls is ref:
            for known in _weakref.references(object):
                if type(known) is ref and known.__callback__ is None:
                    return known
        self = super().__new__(cls)
        self._cell = _weakref.cell(object, self, callback)
        self.__callback__ = callback
        self._hash = None
        return self

    def __init__(self, object, callback=None, /):
        pass

    def __call__(self):
        return _weakref.get(self._cell)

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        mine, its = _weakref.get(self._cell), _weakref.get(other._cell)
        if mine is None or its is None:
            return self is other
        return mine == its

    def __ne__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        return not self == other

    def __hash__(self):
        if self._hash is None:
            object = _weakref.get(self._cell)
            if object is None:
                raise TypeError("weak object has gone away")
            self._hash = hash(object)
        return self._hash

    def __repr__(self):
        object = _weakref.get(self._cell)
        if object is None:
            return f"<weakref at {hex(id(self))}; dead>"
        name = getattr(object, "__name__", None)
        shown = f" ({name})" if isinstance(name, str) else ""
        return f"<weakref at {hex(id(self))}; to '{type(object).__name__}' at {hex(id(object))}{shown}>"

    def __class_getitem__(cls, item):
        from types import GenericAlias
        return GenericAlias(cls, item)


ref.__name__ = ref.__qualname__ = "ReferenceType"
ReferenceType = ref


class WeakMethod(ref):
    __slots__ = ("_function", "_kind", "_gone", "_notify")

    def __new__(cls, meth, callback=None):
        try:
            object, function = meth.__self__, meth.__func__
        except AttributeError:
            raise TypeError(f"argument should be a bound method, not {type(meth)}") from None

        def gone(_):
            if not self._gone:
                self._gone = True
                if callback is not None:
                    callback(self)

        self = ref.__new__(cls, object, gone)
        self._function = ref(function, gone)
        self._kind = type(meth)
        self._gone = False
        return self

    def __call__(self):
        object, function = super().__call__(), self._function()
        if object is None or function is None:
            return None
        return self._kind(function, object)

    def __eq__(self, other):
        if not isinstance(other, WeakMethod):
            return NotImplemented
        if self() is None or other() is None:
            return self is other
        return ref.__eq__(self, other) and self._function == other._function

    __hash__ = ref.__hash__


def _proxied(proxy):
    object = _weakref.get(_get(proxy, "_cell"))
    if object is None:
        raise ReferenceError("weakly-referenced object no longer exists")
    return object


class ProxyType:
    __slots__ = ("_cell", "__weakref__")

    def __getattribute__(self, name):
        return getattr(_proxied(self), name)

    def __setattr__(self, name, value):
        setattr(_proxied(self), name, value)

    def __delattr__(self, name):
        delattr(_proxied(self), name)

    def __repr__(self):
        object = _proxied(self)
        return f"<weakproxy at {hex(id(self))} to {type(object).__name__} at {hex(id(object))}>"

    def __str__(self):
        return str(_proxied(self))

    def __bool__(self):
        return bool(_proxied(self))


_set, _get = object.__setattr__, object.__getattribute__


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _proxied(self)(*args, **kwargs)


def _forward():
    import operator as op

    def unary(function):
        return lambda self: function(_proxied(self))

    def plain(object):
        return _proxied(object) if isinstance(object, ProxyType) else object

    def binary(function):
        return lambda self, other: function(_proxied(self), plain(other))

    def reflected(function):
        return lambda self, other: function(plain(other), _proxied(self))

    for name, function in {"len": len, "iter": iter, "next": next, "reversed": reversed, "int": int, "float": float,
                           "index": op.index, "neg": op.neg, "pos": op.pos, "invert": op.invert, "abs": abs,
                           "bytes": bytes}.items():
        setattr(ProxyType, f"__{name}__", unary(function))
    for name in "eq ne lt le gt ge contains getitem delitem".split():
        setattr(ProxyType, f"__{name}__", binary(getattr(op, f"__{name}__")))
    for name in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul".split():
        function = getattr(op, f"__{name}__")
        setattr(ProxyType, f"__{name}__", binary(function))
        setattr(ProxyType, f"__r{name}__", reflected(function))
        setattr(ProxyType, f"__i{name}__", binary(getattr(op, f"__i{name}__")))
    ProxyType.__setitem__ = lambda self, key, value: op.setitem(_proxied(self), key, value)
    ProxyType.__enter__ = lambda self: _proxied(self).__enter__()
    ProxyType.__exit__ = lambda self, *args: _proxied(self).__exit__(*args)


_forward()
ProxyType.__hash__ = None
ProxyType.__name__ = ProxyType.__qualname__ = "weakproxy"
CallableProxyType.__name__ = CallableProxyType.__qualname__ = "weakcallableproxy"
ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None, /):
    self = _object.__new__(CallableProxyType if callable(object) else ProxyType)
    _set(self, "_cell", _weakref.cell(object, self, callback))
    return self


_object = object


def getweakrefcount(object, /):
    return len(_weakref.references(object))


def getweakrefs(object, /):
    return _weakref.references(object)


class KeyedRef(ref):
    """A reference to a value of a mapping, which knows its key."""

    __slots__ = ("key",)

    def __new__(cls, object, callback, key):
        self = ref.__new__(cls, object, callback)
        self.key = key
        return self

    def __init__(self, object, callback, key):
        pass


class _WeakDictionary(MutableMapping):
    """What both sorts share: `_alive` lists the pairs whose two sides live."""

    def __len__(self):
        return len(self._alive())

    def __iter__(self):
        for key, value in self._alive():
            yield key

    keys = __iter__

    def values(self):
        for key, value in self._alive():
            yield value

    def items(self):
        for pair in self._alive():
            yield pair

    def update(self, other=None, /, **kwargs):
        if other is not None:
            for key, value in other.items() if hasattr(other, "items") else other:
                self[key] = value
        for key, value in kwargs.items():
            self[key] = value

    def __or__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not hasattr(other, "keys"):
            return NotImplemented
        made = type(self)()
        made.update(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __repr__(self):
        return f"<{type(self).__name__} at {hex(id(self))}>"


class WeakValueDictionary(_WeakDictionary):
    def __init__(self, other=(), /, **kw):
        self.data = {}
        here = ref(self)

        def remove(reference):
            self = here()
            if self is not None and self.data.get(reference.key) is reference:
                del self.data[reference.key]

        self._remove = remove
        self.update(other, **kw)

    def _alive(self):
        return [(key, value) for key, reference in list(self.data.items()) if (value := reference()) is not None]

    def __getitem__(self, key):
        value = self.data[key]()
        if value is None:
            raise KeyError(key)
        return value

    def __setitem__(self, key, value):
        self.data[key] = KeyedRef(value, self._remove, key)

    def __delitem__(self, key):
        del self.data[key]

    def __contains__(self, key):
        reference = self.data.get(key)
        return reference is not None and reference() is not None

    def get(self, key, default=None):
        reference = self.data.get(key)
        value = None if reference is None else reference()
        return default if value is None else value

    def setdefault(self, key, default=None):
        value = self.get(key)
        if value is None:
            self[key] = value = default
        return value

    def pop(self, key, *args):
        reference = self.data.pop(key, None)
        value = None if reference is None else reference()
        if value is not None:
            return value
        if args:
            return args[0]
        raise KeyError(key)

    def popitem(self):
        while True:
            key, reference = self.data.popitem()
            value = reference()
            if value is not None:
                return key, value

    def valuerefs(self):
        return list(self.data.values())

    itervaluerefs = valuerefs

    def copy(self):
        made = WeakValueDictionary()
        made.update(self)
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = type(self)()
        for key, value in self._alive():
            made[deepcopy(key, memo)] = value
        return made


class WeakKeyDictionary(_WeakDictionary):
    def __init__(self, dict=None, /):
        self.data = {}
        here = ref(self)

        def remove(reference):
            self = here()
            if self is not None:
                self.data.pop(reference, None)

        self._remove = remove
        if dict is not None:
            self.update(dict)

    def _alive(self):
        return [(key, value) for reference, value in list(self.data.items()) if (key := reference()) is not None]

    def __getitem__(self, key):
        try:
            return self.data[ref(key)]
        except KeyError:
            raise KeyError(ref(key)) from None

    def __setitem__(self, key, value):
        self.data[ref(key, self._remove)] = value

    def __delitem__(self, key):
        del self.data[ref(key)]

    def __contains__(self, key):
        try:
            return ref(key) in self.data
        except TypeError:
            return False

    def get(self, key, default=None):
        return self.data.get(ref(key), default)

    def setdefault(self, key, default=None):
        return self.data.setdefault(ref(key, self._remove), default)

    def pop(self, key, *args):
        return self.data.pop(ref(key), *args)

    def popitem(self):
        while True:
            reference, value = self.data.popitem()
            key = reference()
            if key is not None:
                return key, value

    def keyrefs(self):
        return list(self.data)

    def copy(self):
        made = WeakKeyDictionary()
        made.update(self)
        return made

    __copy__ = copy

    def __deepcopy__(self, memo):
        from copy import deepcopy
        made = type(self)()
        for key, value in self._alive():
            made[key] = deepcopy(value, memo)
        return made


class WeakSet(MutableSet):
    def __init__(self, data=None):
        self.data = set()
        here = ref(self)

        def remove(reference):
            self = here()
            if self is not None:
                self.data.discard(reference)

        self._remove = remove
        if data is not None:
            self.update(data)

    def _alive(self):
        return [item for reference in list(self.data) if (item := reference()) is not None]

    def __iter__(self):
        yield from self._alive()

    def __len__(self):
        return len(self._alive())

    def __contains__(self, item):
        try:
            return ref(item) in self.data
        except TypeError:
            return False

    def add(self, item):
        self.data.add(ref(item, self._remove))

    def clear(self):
        self.data.clear()

    def discard(self, item):
        self.data.discard(ref(item))

    def remove(self, item):
        self.data.remove(ref(item))

    def pop(self):
        while True:
            try:
                item = self.data.pop()()
            except KeyError:
                raise KeyError("pop from empty WeakSet") from None
            if item is not None:
                return item

    def update(self, other):
        for item in other:
            self.add(item)

    def copy(self):
        return type(self)(self)

    def __ior__(self, other):
        self.update(other)
        return self

    def union(self, other):
        made = self.copy()
        made.update(other)
        return made

    def intersection(self, other):
        return type(self)(item for item in other if item in self)

    def difference(self, other):
        made = self.copy()
        made.difference_update(other)
        return made

    def symmetric_difference(self, other):
        made = self.copy()
        made.symmetric_difference_update(other)
        return made

    def difference_update(self, other):
        for item in list(other):
            self.discard(item)

    def intersection_update(self, other):
        keep = list(other)
        for item in list(self):
            if item not in keep:
                self.discard(item)

    def symmetric_difference_update(self, other):
        for item in list(other):
            if item in self:
                self.discard(item)
            else:
                self.add(item)

    def issubset(self, other):
        return self._set() <= set(other)

    def issuperset(self, other):
        return self._set() >= set(other)

    def isdisjoint(self, other):
        return self._set().isdisjoint(other)

    def _set(self):
        return set(self._alive())

    def __eq__(self, other):
        return self._set() == set(other) if isinstance(other, WeakSet) else NotImplemented

    __or__, __and__, __sub__, __xor__ = union, intersection, difference, symmetric_difference
    __le__, __ge__ = issubset, issuperset

    def __lt__(self, other):
        return self._set() < set(other)

    def __gt__(self, other):
        return self._set() > set(other)

    def __repr__(self):
        return repr(self._set())


class finalize:
    """Calls a function when an object is dead, at the latest at the end of the program."""

    __slots__ = ()
    _live = {}

    class _What:
        __slots__ = ("reference", "func", "args", "kwargs", "atexit", "__weakref__")

    def __init__(self, obj, func, /, *args, **kwargs):
        what = finalize._What()
        what.reference = ref(obj, self)
        what.func, what.args, what.kwargs, what.atexit = func, args, kwargs, True
        if not finalize._live:
            import atexit
            atexit.unregister(finalize._at_exit)
            atexit.register(finalize._at_exit)
        finalize._live[self] = what

    __hash__ = object.__hash__

    def __call__(self, _=None):
        what = finalize._live.pop(self, None)
        if what is not None:
            return what.func(*what.args, **what.kwargs)

    def detach(self):
        what = finalize._live.get(self)
        object = what and what.reference()
        if object is not None and finalize._live.pop(self, None):
            return object, what.func, what.args, what.kwargs

    def peek(self):
        what = finalize._live.get(self)
        object = what and what.reference()
        if object is not None:
            return object, what.func, what.args, what.kwargs

    @property
    def alive(self):
        return self in finalize._live

    @property
    def atexit(self):
        what = finalize._live.get(self)
        return what is not None and what.atexit

    @atexit.setter
    def atexit(self, value):
        what = finalize._live.get(self)
        if what is not None:
            what.atexit = bool(value)

    def __repr__(self):
        what = finalize._live.get(self)
        object = what and what.reference()
        if object is None:
            return f"<{type(self).__name__} object at {hex(id(self))}; dead>"
        return f"<{type(self).__name__} object at {hex(id(self))}; for {type(object).__name__!r} at {hex(id(object))}>"

    @staticmethod
    def _at_exit():
        for self, what in reversed(list(finalize._live.items())):
            if what.atexit:
                self()

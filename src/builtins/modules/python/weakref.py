"""References that do not keep alive: here objects live until they are collected, so these hold them."""

_callbacks = []


def _check(object):
    if isinstance(object, (int, float, str, bytes, tuple, list, dict, complex, type(None))) \
            and type(object).__module__ == "builtins":
        raise TypeError(f"cannot create weak reference to '{type(object).__name__}' object")


class ref:
    __slots__ = ("_object", "__callback__", "_hash")

    def __init__(self, object, callback=None, /):
        _check(object)
        self._object = object
        self.__callback__ = callback
        self._hash = None

    def __call__(self):
        return self._object

    def __eq__(self, other):
        if not isinstance(other, ref):
            return NotImplemented
        return self._object == other._object

    def __hash__(self):
        if self._hash is None:
            self._hash = hash(self._object)
        return self._hash

    def __repr__(self):
        return f"<weakref at {hex(id(self))}; to '{type(self._object).__name__}' at {hex(id(self._object))}>"

    def __class_getitem__(cls, item):
        return cls


ref.__name__ = ref.__qualname__ = "ReferenceType"
ReferenceType = ref


class WeakMethod(ref):
    __slots__ = ()

    def __init__(self, meth, callback=None):
        if not hasattr(meth, "__self__"):
            raise TypeError(f"argument should be a bound method, not {type(meth)}")
        super().__init__(meth, callback)


class ProxyType:
    __slots__ = ("_object",)

    def __init__(self, object):
        _set(self, "_object", object)

    def __getattribute__(self, name):
        return getattr(_get(self, "_object"), name)

    def __setattr__(self, name, value):
        setattr(_get(self, "_object"), name, value)

    def __delattr__(self, name):
        delattr(_get(self, "_object"), name)

    def __repr__(self):
        object = _get(self, "_object")
        return f"<weakproxy at {hex(id(self))} to {type(object).__name__} at {hex(id(object))}>"


_set, _get = object.__setattr__, object.__getattribute__


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return _get(self, "_object")(*args, **kwargs)


def _forward(name):
    def method(self, *args):
        return getattr(_get(self, "_object"), name)(*args)

    method.__name__ = name
    setattr(ProxyType, name, method)


for _name in ("str bool len iter next contains getitem setitem delitem eq ne lt le gt ge add sub mul truediv floordiv "
              "mod pow and or xor lshift rshift neg pos abs invert int float index radd rsub rmul iadd isub enter exit "
              "reversed bytes").split():
    _forward(f"__{_name}__")
ProxyType.__hash__ = None
ProxyTypes = (ProxyType, CallableProxyType)


def proxy(object, callback=None, /):
    _check(object)
    return (CallableProxyType if callable(object) else ProxyType)(object)


def getweakrefcount(object, /):
    return 0


def getweakrefs(object, /):
    return []


class WeakValueDictionary(dict):
    def valuerefs(self):
        return [ref(value) for value in self.values()]

    def copy(self):
        return type(self)(self)

    def __repr__(self):
        return f"<WeakValueDictionary at {hex(id(self))}>"


class WeakKeyDictionary(dict):
    def keyrefs(self):
        return [ref(key) for key in self]

    def copy(self):
        return type(self)(self)

    def __repr__(self):
        return f"<WeakKeyDictionary at {hex(id(self))}>"


class WeakSet(set):
    pass


class finalize:
    _live = {}

    def __init__(self, obj, func, /, *args, **kwargs):
        self._what = (obj, func, args, kwargs)
        self.atexit = True
        finalize._live[id(self)] = self

    @property
    def alive(self):
        return id(self) in finalize._live

    def __call__(self, _=None):
        if finalize._live.pop(id(self), None) is None:
            return None
        obj, func, args, kwargs = self._what
        return func(*args, **kwargs)

    def detach(self):
        return self._what if finalize._live.pop(id(self), None) else None

    def peek(self):
        return self._what if self.alive else None

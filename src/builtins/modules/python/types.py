"""Names of builtin types, and small things."""
import sys as _sys


def _function():
    yield


async def _coroutine():
    pass


async def _asyncgen():
    yield


class _C:
    def method(self):
        pass


FunctionType = LambdaType = type(lambda: None)
BuiltinFunctionType = BuiltinMethodType = type(len)
ModuleType = type(_sys)
NoneType = type(None)
EllipsisType = type(...)
NotImplementedType = type(NotImplemented)
GeneratorType = type(_function())
_made = _coroutine()
CoroutineType = type(_made)
_made.close()
AsyncGeneratorType = type(_asyncgen())
MethodType = type(_C().method)
CodeType = type(_C.method.__code__)
MethodDescriptorType = type(str.join)
ClassMethodDescriptorType = type(dict.__dict__["fromkeys"])
WrapperDescriptorType = type(object.__init__)
MethodWrapperType = type(object().__str__)
GetSetDescriptorType = type(type(_C.method).__dict__.get("__code__", str.join))
MemberDescriptorType = GetSetDescriptorType
MappingProxyType = type(type.__dict__)
GenericAlias = type(list[int])
UnionType = type(int | str)
CellType = type((lambda x: lambda: x)(1).__closure__[0])
try:
    raise TypeError
except TypeError as _caught:
    TracebackType = type(_caught.__traceback__)
    FrameType = type(getattr(_caught.__traceback__, "tb_frame", None))
del _made


class SimpleNamespace:
    def __init__(self, /, **kwargs):
        if type(self) is SimpleNamespace:
            # The instance keeps its slots so: asking for a `__dict__` makes attributes slower.
            for name, value in kwargs.items():
                setattr(self, name, value)
        else:
            self.__dict__.update(kwargs)

    def __repr__(self):
        name = "namespace" if type(self) is SimpleNamespace else type(self).__name__
        return name + "(" + ", ".join(["%s=%r" % pair for pair in vars(self).items()]) + ")"

    def __eq__(self, other):
        if isinstance(self, SimpleNamespace) and isinstance(other, SimpleNamespace):
            return vars(self) == vars(other)
        return NotImplemented

    __hash__ = None


class DynamicClassAttribute:
    """An attribute of instances that is looked up on the class's metaclass when asked of the class."""

    def __init__(self, fget=None, fset=None, fdel=None, doc=None):
        self.fget, self.fset, self.fdel = fget, fset, fdel
        self.__doc__ = doc or fget.__doc__

    def __get__(self, instance, ownerclass=None):
        if instance is None:
            raise AttributeError()
        if self.fget is None:
            raise AttributeError("unreadable attribute")
        return self.fget(instance)

    def __set__(self, instance, value):
        if self.fset is None:
            raise AttributeError("can't set attribute")
        self.fset(instance, value)


def new_class(name, bases=(), kwds=None, exec_body=None):
    """A class made by a function that fills its namespace."""
    resolved = resolve_bases(bases)
    meta, namespace, kwds = prepare_class(name, resolved, kwds)
    if exec_body is not None:
        exec_body(namespace)
    if resolved is not bases:
        namespace["__orig_bases__"] = bases
    return meta(name, resolved, namespace, **kwds)


def resolve_bases(bases):
    out = []
    changed = False
    for base in bases:
        if not isinstance(base, type) and hasattr(base, "__mro_entries__"):
            out.extend(base.__mro_entries__(bases))
            changed = True
        else:
            out.append(base)
    return tuple(out) if changed else bases


def prepare_class(name, bases=(), kwds=None):
    kwds = dict(kwds or {})
    meta = kwds.pop("metaclass", type(bases[0]) if bases else type)
    if isinstance(meta, type):
        for base in bases:
            kind = type(base)
            if issubclass(kind, meta):
                meta = kind
            elif not issubclass(meta, kind):
                raise TypeError("metaclass conflict: the metaclass of a derived class must be a (non-strict) "
                                "subclass of the metaclasses of all its bases")
    prepare = getattr(meta, "__prepare__", None)
    return meta, prepare(name, bases, **kwds) if prepare else {}, kwds


def get_original_bases(cls, /):
    return cls.__dict__.get("__orig_bases__", cls.__bases__)


def coroutine(func):
    """Lets the generators of a function be awaited."""
    import sys
    if not callable(func):
        raise TypeError("types.coroutine() expects a callable")
    flags = getattr(getattr(func, "__code__", None), "co_flags", 0)
    if flags & 0x80:
        return func
    if flags & 0x20:
        return sys._make_awaitable(func)

    def wrapped(*args, **keywords):
        made = func(*args, **keywords)
        if hasattr(made, "__await__") or not hasattr(made, "send"):
            return made
        return _awaited(made)
    wrapped.__name__, wrapped.__qualname__ = func.__name__, func.__qualname__
    return wrapped


def _awaited(generator):
    return (yield from generator)


_awaited = coroutine(_awaited)

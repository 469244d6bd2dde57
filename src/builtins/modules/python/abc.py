"""Abstract base classes."""


def abstractmethod(funcobj):
    funcobj.__isabstractmethod__ = True
    return funcobj


class abstractproperty(property):
    __isabstractmethod__ = True


def abstractclassmethod(callable):
    callable.__isabstractmethod__ = True
    return classmethod(callable)


def abstractstaticmethod(callable):
    callable.__isabstractmethod__ = True
    return staticmethod(callable)


def _is_abstract(value):
    if isinstance(value, property):
        return any(getattr(part, "__isabstractmethod__", False)
                   for part in (value.fget, value.fset, value.fdel) if part is not None)
    if isinstance(value, (classmethod, staticmethod)):
        return getattr(value.__func__, "__isabstractmethod__", False)
    return bool(getattr(value, "__isabstractmethod__", False))


def _abstract_names(cls):
    names = {name for name, value in cls.__dict__.items() if _is_abstract(value)}
    for base in cls.__bases__:
        for name in base.__dict__.get("__abstractmethods__", ()):
            if _is_abstract(getattr(cls, name, None)):
                names.add(name)
    return frozenset(names)


_invalidations = 0


def get_cache_token():
    return _invalidations


class ABCMeta(type):
    def __new__(mcls, name, bases, namespace, /, **kwargs):
        cls = super().__new__(mcls, name, bases, namespace, **kwargs)
        cls.__abstractmethods__ = _abstract_names(cls)
        cls._abc_registry = []
        cls._abc_cache = {}
        return cls

    def register(cls, subclass):
        """Makes a class a virtual subclass of this one."""
        global _invalidations
        if not isinstance(subclass, type):
            raise TypeError("Can only register classes")
        if issubclass(subclass, cls):
            return subclass
        if issubclass(cls, subclass):
            raise RuntimeError("Refusing to create an inheritance cycle")
        cls._abc_registry.append(subclass)
        flags = getattr(cls, "__abc_tpflags__", 0)
        if flags and "__abc_tpflags__" not in subclass.__dict__:
            # How `match` takes instances of it from now on.
            try:
                subclass.__abc_tpflags__ = flags
            except TypeError:
                pass
        _invalidations += 1
        return subclass

    def _dump_registry(cls, file=None):
        print(f"Class: {cls.__module__}.{cls.__qualname__}", file=file)

    def __instancecheck__(cls, instance):
        subclass = instance.__class__
        if type.__subclasscheck__(cls, type(instance)):
            return True
        return cls.__subclasscheck__(subclass)

    def __subclasscheck__(cls, subclass):
        if not isinstance(subclass, type):
            raise TypeError("issubclass() arg 1 must be a class")
        cache = cls.__dict__["_abc_cache"]
        known = cache.get(subclass)
        if known is not None and (known[0] or known[1] == _invalidations):
            return known[0]
        answer = cls._abc_ask(subclass)
        cache[subclass] = (answer, _invalidations)
        return answer

    def _abc_ask(cls, subclass):
        hook = getattr(cls, "__subclasshook__", None)
        if hook is not None:
            answer = hook(subclass)
            if answer is not NotImplemented:
                return bool(answer)
        if cls in subclass.__mro__:
            return True
        for registered in cls.__dict__.get("_abc_registry", ()):
            if issubclass(subclass, registered):
                return True
        for below in type.__subclasses__(cls):
            if issubclass(subclass, below):
                return True
        return False


class ABC(metaclass=ABCMeta):
    __slots__ = ()


def update_abstractmethods(cls):
    if not hasattr(cls, "__abstractmethods__"):
        return cls
    cls.__abstractmethods__ = _abstract_names(cls)
    return cls

"""Type parameters as `class A[T]` and `type X = …` declare them. Imported by `typing`."""
from typing import Union, _Alias


class _Lazy:
    """A type parameter: what it is bound to and its default are evaluated when asked for."""

    _kind = 0

    def __init__(self, name, bound, default):
        self.__name__ = name
        self._bound = bound
        self._default = default

    def __repr__(self):
        return ("", "*", "**")[self._kind] + self.__name__ if self._kind else self.__name__

    def __or__(self, other):
        return Union[self, other]

    def __ror__(self, other):
        return Union[other, self]

    def __iter__(self):
        yield self

    @property
    def __bound__(self):
        value = self._bound and self._bound()
        return None if isinstance(value, tuple) else value

    @property
    def __constraints__(self):
        value = self._bound and self._bound()
        return value if isinstance(value, tuple) else ()

    @property
    def __default__(self):
        return self._default and self._default()


class _LazyTuple(_Lazy):
    _kind = 1


class _LazySpec(_Lazy):
    _kind = 2
    args = kwargs = None


for _kind_name, _class in (("TypeVar", _Lazy), ("TypeVarTuple", _LazyTuple), ("ParamSpec", _LazySpec)):
    _class.__name__ = _class.__qualname__ = _kind_name
del _kind_name, _class


def _type_parameter(kind, name, bound, default):
    return (_Lazy, _LazyTuple, _LazySpec)[kind](name, bound, default)


class TypeAliasType:
    def __init__(self, name, value, *, type_params=()):
        self.__name__ = name
        self._value = value
        self._evaluate = None
        self.__type_params__ = type_params

    @property
    def __value__(self):
        if self._evaluate is not None:
            self._value = self._evaluate()
            self._evaluate = None
        return self._value

    def __repr__(self):
        return self.__name__

    def __getitem__(self, item):
        return _Alias(self, item if isinstance(item, tuple) else (item,), name=self.__name__)

    def __or__(self, other):
        return Union[self, other]


def _type_alias(name, parameters, evaluate):
    alias = TypeAliasType(name, None, type_params=parameters)
    alias._evaluate = evaluate
    return alias


def _generic_base(parameters):
    from typing import Generic
    return Generic[parameters]

"""Abstract base classes, without the check at instantiation."""


def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function


class ABC:
    __slots__ = ()


class abstractproperty(property):
    __isabstractmethod__ = True


def update_abstractmethods(cls):
    return cls

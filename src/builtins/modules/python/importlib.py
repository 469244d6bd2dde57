"""Module `importlib`: importing by name."""

import sys

__all__ = ["__import__", "import_module", "invalidate_caches", "reload"]

__path__ = []
__import__ = __import__


def import_module(name, package=None):
    """The module of that name; a relative one is looked for from `package`."""
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError("the 'package' argument is required to perform a relative import for {!r}".format(name))
        level = len(name) - len(name.lstrip("."))
        parts = package.split(".")
        if level > len(parts):
            raise ImportError("attempted relative import beyond top-level package")
        name = ".".join(parts[:len(parts) - level + 1]) + ("." + name[level:] if name[level:] else "")
    __import__(name)
    return sys.modules[name]


def invalidate_caches():
    """Nothing is cached."""


def reload(module):
    """Runs the module's source again, in the same namespace."""
    name = getattr(getattr(module, "__spec__", None), "name", None) or module.__name__
    if sys.modules.get(name) is not module:
        raise ImportError("module {} not in sys.modules".format(name), name=name)
    file = getattr(module, "__file__", None)
    if file is None:
        return module
    with open(file) as source:
        exec(compile(source.read(), file, "exec"), module.__dict__)
    return module

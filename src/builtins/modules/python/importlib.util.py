"""Module `importlib.util`: whether a module can be found."""

import sys
from importlib.machinery import ModuleSpec


def resolve_name(name, package):
    if not name.startswith("."):
        return name
    if not package:
        raise ImportError("no package specified for {!r} (required for relative module names)".format(name))
    level = len(name) - len(name.lstrip("."))
    parts = package.split(".")
    if level > len(parts):
        raise ImportError("attempted relative import beyond top-level package")
    base = ".".join(parts[:len(parts) - level + 1])
    return base + "." + name[level:] if name[level:] else base


def find_spec(name, package=None):
    """What is known of the module, or None. It is imported to find out."""
    full = resolve_name(name, package)
    module = sys.modules.get(full)
    if module is None:
        if full in sys.modules:
            return None
        try:
            module = __import__(full, fromlist=["__name__"])
        except ModuleNotFoundError as problem:
            if problem.name == full:
                return None
            raise
    file = getattr(module, "__file__", None)
    return ModuleSpec(full, None, origin=file or "built-in", is_package=hasattr(module, "__path__"))


def module_from_spec(spec):
    return __import__(spec.name, fromlist=["__name__"])

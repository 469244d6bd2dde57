"""Warnings: told once a place, on standard error."""
import sys as _sys

filters = []
_registry = set()
_defaultaction = "default"
_onceregistry = {}


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno
        self.file = file
        self.line = line
        self.source = source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return ("{message : %r, category : %r, filename : %r, lineno : %s, line : %r}"
                % (self.message, self._category_name, self.filename, self.lineno, self.line))


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    if line is None and not filename.startswith("<"):
        import linecache
        line = linecache.getline(filename, lineno)
    line = line.strip() if line else ""
    return text + f"  {line}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    (file or _sys.stderr).write(formatwarning(message, category, filename, lineno, line))


def _add(action, message, category, module, lineno, append):
    item = (action, message, category, module, lineno)
    if item in filters:
        filters.remove(item)
    filters.append(item) if append else filters.insert(0, item)
    _registry.clear()


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    if message:
        import re
        message = re.compile(message, re.I)
    _add(action, message or None, category, module or None, lineno, append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    if action not in ("error", "ignore", "always", "default", "module", "once"):
        raise AssertionError(f"invalid action: {action!r}")
    _add(action, None, category, None, lineno, append)


def resetwarnings():
    filters.clear()
    _registry.clear()


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = message.__class__
    if category is None:
        category = UserWarning
    if not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno = "<string>", 0
    if hasattr(_sys, "_getframe"):
        try:
            frame = _sys._getframe(stacklevel)
            filename, lineno = frame.f_code.co_filename, frame.f_lineno
        except ValueError:
            filename, lineno = "sys", 1
    warn_explicit(message, category, filename, lineno, registry=_registry)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    if isinstance(message, Warning):
        text = str(message)
        category = message.__class__
    else:
        text = message
        message = category(message)
    action = None
    for kind, wanted, base, place, line in filters:
        if ((wanted is None or wanted.match(text)) and issubclass(category, base)
                and (line == 0 or line == lineno)):
            action = kind
            break
    if action is None:
        hidden = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)
        main = issubclass(category, DeprecationWarning)
        action = "ignore" if issubclass(category, hidden) and not main else "default"
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action != "always":
        key = (text, category) if action == "once" else (text, category, filename, lineno)
        if registry is not None:
            if key in _registry:
                return
            _registry.add(key)
    if _recorders:
        _recorders[-1].append(WarningMessage(message, category, filename, lineno))
    else:
        showwarning(message, category, filename, lineno)


_recorders = []


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record = record
        self._filter = None if action is None else (action, category, lineno, append)

    def __enter__(self):
        self._saved = filters[:]
        self._depth = len(_recorders)
        _registry.clear()
        log = None
        if self._record:
            log = []
            _recorders.append(log)
        if self._filter is not None:
            simplefilter(*self._filter)
        return log

    def __exit__(self, *exc_info):
        filters[:] = self._saved
        del _recorders[self._depth:]
        _registry.clear()


def _deprecated(name, message="{name!r} is deprecated and slated for removal in Python {remove}", *, remove,
                _version=None):
    """Warns of a module that CPython takes away later."""
    warn(message.format(name=name, remove="{}.{}".format(remove[0], remove[1])), DeprecationWarning, stacklevel=3)

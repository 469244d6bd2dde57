"""Variables of a context."""

__all__ = ["Context", "ContextVar", "Token", "copy_context"]
_missing = object()


class Context:
    def __init__(self):
        self._values = {}

    def run(self, callable, /, *args, **kwargs):
        global _current
        saved, _current = _current, self
        try:
            return callable(*args, **kwargs)
        finally:
            _current = saved

    def copy(self):
        made = Context()
        made._values = dict(self._values)
        return made

    def __getitem__(self, var):
        return self._values[var]

    def __contains__(self, var):
        return var in self._values

    def __iter__(self):
        return iter(self._values)

    def __len__(self):
        return len(self._values)

    def get(self, var, default=None):
        return self._values.get(var, default)

    def keys(self):
        return self._values.keys()

    def values(self):
        return self._values.values()

    def items(self):
        return self._values.items()


_current = Context()


def copy_context():
    return _current.copy()


class Token:
    MISSING = _missing

    def __init__(self, var, old):
        self.var, self._old, self._used = var, old, False

    @property
    def old_value(self):
        return self._old


class ContextVar:
    def __init__(self, name, *, default=_missing):
        if not isinstance(name, str):
            raise TypeError("context variable name must be a str")
        self.name, self._default = name, default

    def get(self, default=_missing, /):
        found = _current._values.get(self, _missing)
        if found is not _missing:
            return found
        if default is not _missing:
            return default
        if self._default is not _missing:
            return self._default
        raise LookupError(self)

    def set(self, value, /):
        token = Token(self, _current._values.get(self, _missing))
        _current._values[self] = value
        return token

    def reset(self, token, /):
        if token._used:
            raise RuntimeError(f"{token!r} has already been used once")
        if token.var is not self:
            raise ValueError(f"{token!r} was created by a different ContextVar")
        token._used = True
        if token._old is _missing:
            _current._values.pop(self, None)
        else:
            _current._values[self] = token._old

    def __repr__(self):
        return f"<ContextVar name={self.name!r} at {hex(id(self))}>"

    def __class_getitem__(cls, item):
        return cls

"""Data structures printed over several lines."""
import sys as _sys

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True,
           underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts,
                  underscore_numbers=underscore_numbers).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts,
                         underscore_numbers=underscore_numbers).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._repr(object, {}, 0)


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)


class _Key:
    """Orders what has no order of its own by type and identity."""

    __slots__ = ("value",)

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._depth = depth
        self._indent = indent
        self._width = width
        self._stream = stream if stream is not None else _sys.stdout
        self._compact = compact
        self._sort_dicts = sort_dicts
        self._underscore_numbers = underscore_numbers

    def pprint(self, object):
        if self._stream is not None:
            self._stream.write(self.pformat(object) + "\n")

    def pformat(self, object):
        out = []
        self._format(object, out, 0, 0, {}, 0)
        return "".join(out)

    def isrecursive(self, object):
        return "<Recursion on " in self._repr(object, {}, 0)

    def isreadable(self, object):
        text = self._repr(object, {}, 0)
        return "<Recursion on " not in text and not text.startswith("<")

    def format(self, object, context, maxlevels, level):
        return self._safe(object, context, level), True, False

    def _repr(self, object, context, level):
        return self.format(object, dict(context), self._depth, level)[0]

    def _safe(self, object, context, level):
        kind = type(object)
        if issubclass(kind, int) and self._underscore_numbers and kind.__repr__ is int.__repr__:
            return f"{object:_d}"
        represent = kind.__repr__
        if issubclass(kind, (dict, list, tuple)) and represent in (dict.__repr__, list.__repr__, tuple.__repr__):
            if not object:
                return repr(object)
            if self._depth is not None and level >= self._depth:
                return {dict: "{...}", list: "[...]"}.get(
                    dict if issubclass(kind, dict) else list if issubclass(kind, list) else tuple, "(...)")
            if id(object) in context:
                return self._recursion(object)
            context[id(object)] = 1
            if issubclass(kind, dict):
                items = sorted(object.items(), key=lambda pair: _Key(pair[0])) if self._sort_dicts else object.items()
                text = "{%s}" % ", ".join(
                    self._repr(k, context, level + 1) + ": " + self._repr(v, context, level + 1) for k, v in items)
            else:
                parts = [self._repr(item, context, level + 1) for item in object]
                if issubclass(kind, list):
                    text = "[%s]" % ", ".join(parts)
                else:
                    text = "(%s,)" % parts[0] if len(parts) == 1 else "(%s)" % ", ".join(parts)
            del context[id(object)]
            return text
        return repr(object)

    def _recursion(self, object):
        return f"<Recursion on {type(object).__name__} with id={id(object)}>"

    def _format(self, object, out, indent, allowance, context, level):
        if id(object) in context:
            out.append(self._recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            kind = type(object)
            for base, method in ((dict, self._dict), (list, self._list), (tuple, self._tuple), (set, self._set),
                                 (frozenset, self._set), (str, self._str), (bytes, self._bytes)):
                if issubclass(kind, base):
                    if kind.__repr__ is base.__repr__:
                        context[id(object)] = 1
                        method(object, out, indent, allowance, context, level + 1)
                        del context[id(object)]
                        return
                    break
            if kind.__name__ == "SimpleNamespace" or hasattr(object, "__dataclass_fields__") and not isinstance(
                    object, type) and getattr(kind.__repr__, "__wrapped__", None) is not None:
                context[id(object)] = 1
                self._fields(object, out, indent, allowance, context, level + 1)
                del context[id(object)]
                return
            if kind.__name__ in ("OrderedDict", "defaultdict", "Counter", "deque", "mappingproxy"):
                special = getattr(self, "_" + kind.__name__, None)
                if special is not None:
                    context[id(object)] = 1
                    special(object, out, indent, allowance, context, level + 1)
                    del context[id(object)]
                    return
        out.append(text)

    def _dict(self, object, out, indent, allowance, context, level):
        out.append("{")
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        if object:
            items = sorted(object.items(), key=lambda pair: _Key(pair[0])) if self._sort_dicts else object.items()
            self._pairs(list(items), out, indent, allowance + 1, context, level)
        out.append("}")

    def _pairs(self, items, out, indent, allowance, context, level):
        indent += self._indent
        for at, (key, value) in enumerate(items):
            last = at == len(items) - 1
            text = self._repr(key, context, level)
            out.append(text)
            out.append(": ")
            self._format(value, out, indent + len(text) + 2, allowance if last else 1, context, level)
            if not last:
                out.append(",\n" + " " * indent)

    def _list(self, object, out, indent, allowance, context, level):
        out.append("[")
        self._items(object, out, indent, allowance + 1, context, level)
        out.append("]")

    def _tuple(self, object, out, indent, allowance, context, level):
        end = ",)" if len(object) == 1 else ")"
        out.append("(")
        self._items(object, out, indent, allowance + len(end), context, level)
        out.append(end)

    def _set(self, object, out, indent, allowance, context, level):
        if not object:
            out.append(repr(object))
            return
        kind = type(object)
        if kind is set:
            start, end = "{", "}"
        else:
            start, end = kind.__name__ + "({", "})"
            indent += len(kind.__name__) + 1
        out.append(start)
        self._items(sorted(object, key=_Key), out, indent, allowance + len(end), context, level)
        out.append(end)

    def _items(self, items, out, indent, allowance, context, level):
        indent += self._indent
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        separator = ",\n" + " " * indent
        delimiter = ""
        width = left = self._width - indent + 1
        items = list(items)
        for at, item in enumerate(items):
            last = at == len(items) - 1
            if last:
                left -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                size = len(text) + 2
                if left < size:
                    left = width
                    if delimiter:
                        delimiter = separator
                if left >= size:
                    left -= size
                    out.append(delimiter)
                    delimiter = ", "
                    out.append(text)
                    continue
            out.append(delimiter)
            delimiter = separator
            self._format(item, out, indent, allowance if last else 1, context, level)

    def _str(self, object, out, indent, allowance, context, level):
        if not object:
            out.append(repr(object))
            return
        import re
        chunks = []
        lines = object.splitlines(True)
        if level == 1:
            indent += 1
            allowance += 1
        most = width = self._width - indent
        text = ""
        for at, line in enumerate(lines):
            text = repr(line)
            if at == len(lines) - 1:
                most -= allowance
            if len(text) <= most:
                chunks.append(text)
                continue
            parts = re.findall(r"\S*\s*", line)
            parts.pop()
            current, limit = "", width
            for place, part in enumerate(parts):
                candidate = current + part
                if place == len(parts) - 1 and at == len(lines) - 1:
                    limit -= allowance
                if len(repr(candidate)) > limit:
                    if current:
                        chunks.append(repr(current))
                    current = part
                else:
                    current = candidate
            if current:
                chunks.append(repr(current))
        if len(chunks) == 1:
            out.append(text)
            return
        if level == 1:
            out.append("(")
        out.append(("\n" + " " * indent).join(chunks))
        if level == 1:
            out.append(")")

    def _bytes(self, object, out, indent, allowance, context, level):
        if len(object) <= 4:
            out.append(repr(object))
            return
        parens = level == 1
        if parens:
            indent += 1
            allowance += 1
            out.append("(")
        width, current, delimiter = self._width - indent, b"", ""
        last = len(object) // 4 * 4
        for at in range(0, len(object), 4):
            part = object[at:at + 4]
            candidate = current + part
            if at == last:
                width -= allowance
            if len(repr(candidate)) > width:
                if current:
                    out.append(delimiter + repr(current))
                    delimiter = "\n" + " " * indent
                current = part
            else:
                current = candidate
        if current:
            out.append(delimiter + repr(current))
        if parens:
            out.append(")")

    def _fields(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        if name == "SimpleNamespace":
            name = "namespace"
            items = list(vars(object).items())
        else:
            items = [(f.name, getattr(object, f.name)) for f in object.__dataclass_fields__.values() if f.repr]
        indent += len(name) + 1
        out.append(name + "(")
        for at, (key, value) in enumerate(items):
            last = at == len(items) - 1
            out.append(f"{key}=")
            self._format(value, out, indent + len(key) + 1, allowance if last else 1, context, level)
            if not last:
                out.append(",\n" + " " * indent)
        out.append(")")

    def _OrderedDict(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        out.append(name + "(")
        items = list(object.items())
        self._list(items, out, indent + len(name) + 1, allowance + 1, context, level)
        out.append(")")

    def _defaultdict(self, object, out, indent, allowance, context, level):
        factory = self._repr(object.default_factory, context, level)
        name = type(object).__name__
        indent += len(name) + 1
        out.append(f"{name}({factory},\n{' ' * indent}")
        self._dict(object, out, indent, allowance + 1, context, level)
        out.append(")")

    def _Counter(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        out.append(name + "({")
        if self._indent > 1:
            out.append((self._indent - 1) * " ")
        self._pairs(object.most_common(), out, indent + len(name) + 1, allowance + 2, context, level)
        out.append("})")

    def _deque(self, object, out, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        out.append(name + "([")
        if object.maxlen is None:
            self._items(object, out, indent, allowance + 2, context, level)
            out.append("])")
        else:
            self._items(object, out, indent, 2, context, level)
            out.append(f"],\n{' ' * indent}maxlen={object.maxlen!r})")

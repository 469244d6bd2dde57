"""JSON text."""

_escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\f": "\\f", "\b": "\\b"}
_plain = frozenset([chr(code) for code in range(32, 127)]) - {'"', "\\"}


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        lineno = doc.count("\n", 0, pos) + 1
        colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, "%s: line %d column %d (char %d)" % (msg, lineno, colno, pos))
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = lineno
        self.colno = colno


def _quoted(text, ascii_only):
    if text.isascii() and text.isprintable() and '"' not in text and "\\" not in text:
        return '"' + text + '"'
    parts = []
    for c in text:
        if c in _plain:
            parts.append(c)
        elif c in _escapes:
            parts.append(_escapes[c])
        else:
            code = ord(c)
            if code < 32 or ascii_only:
                if code > 0xFFFF:
                    code -= 0x10000
                    parts.append("\\u%04x\\u%04x" % (0xD800 | code >> 10, 0xDC00 | code & 0x3FF))
                else:
                    parts.append("\\u%04x" % code)
            else:
                parts.append(c)
    return '"' + "".join(parts) + '"'


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False,
                 indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = " " * indent if isinstance(indent, int) else indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError("Object of type %s is not JSON serializable" % (type(o).__name__,))

    def encode(self, o):
        parts = []
        self._write(o, parts, "\n", [])
        return "".join(parts)

    def iterencode(self, o):
        return iter([self.encode(o)])

    def _float(self, o):
        if o != o:
            text = "NaN"
        elif o == float("inf"):
            text = "Infinity"
        elif o == float("-inf"):
            text = "-Infinity"
        else:
            return float.__repr__(o)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant: " + repr(o))
        return text

    def _key(self, key):
        if isinstance(key, str):
            return key
        if isinstance(key, float):
            return self._float(key)
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if self.skipkeys:
            return None
        raise TypeError("keys must be str, int, float, bool or None, not " + type(key).__name__)

    def _write(self, o, parts, newline, active):
        if isinstance(o, str):
            parts.append(_quoted(o, self.ensure_ascii))
        elif o is None:
            parts.append("null")
        elif o is True:
            parts.append("true")
        elif o is False:
            parts.append("false")
        elif isinstance(o, int):
            parts.append(int.__repr__(o))
        elif isinstance(o, float):
            parts.append(self._float(o))
        else:
            if any([o is other for other in active]):
                raise ValueError("Circular reference detected")
            active.append(o)
            inner = newline + self.indent if self.indent is not None else ""
            separator = self.item_separator + inner
            if isinstance(o, (list, tuple)):
                if not o:
                    parts.append("[]")
                else:
                    before = "[" + inner
                    for item in o:
                        parts.append(before)
                        before = separator
                        self._write(item, parts, inner, active)
                    parts.append((newline if inner else "") + "]")
            elif isinstance(o, dict):
                items = sorted(o.items()) if self.sort_keys else o.items()
                before = "{" + inner
                any_item = False
                for key, value in items:
                    key = self._key(key)
                    if key is None:
                        continue
                    any_item = True
                    parts.append(before)
                    before = separator
                    parts.append(_quoted(key, self.ensure_ascii))
                    parts.append(self.key_separator)
                    self._write(value, parts, inner, active)
                parts.append((newline if inner else "") + "}" if any_item else "{}")
            else:
                self._write(self.default(o), parts, newline, active)
            active.pop()


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None,
          separators=None, default=None, sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular,
                                allow_nan=allow_nan, indent=indent, separators=separators, default=default,
                                sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, **keywords):
    fp.write(dumps(obj, **keywords))


_unescape = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_space = " \t\n\r"
_digits = "0123456789"


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.object_pairs_hook = object_pairs_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.strict = strict

    def decode(self, s):
        value, at = self.raw_decode(s, self._skip(s, 0))
        at = self._skip(s, at)
        if at != len(s):
            raise JSONDecodeError("Extra data", s, at)
        return value

    def _skip(self, s, at):
        end = len(s)
        while at < end and s[at] in _space:
            at += 1
        return at

    def raw_decode(self, s, idx=0):
        c = s[idx:idx + 1]
        if c == '"':
            return self._string(s, idx + 1)
        if c == "{":
            return self._object(s, idx)
        if c == "[":
            return self._array(s, idx)
        for word, value in (("null", None), ("true", True), ("false", False), ("NaN", float("nan")),
                            ("Infinity", float("inf")), ("-Infinity", float("-inf"))):
            if s.startswith(word, idx):
                return value, idx + len(word)
        return self._number(s, idx)

    def _number(self, s, start):
        end = len(s)
        at = start
        if at < end and s[at] == "-":
            at += 1
        first = at
        while at < end and s[at] in _digits:
            at += 1
        if at == first:
            raise JSONDecodeError("Expecting value", s, start)
        if s[first] == "0":
            at = first + 1
        whole = at
        if at + 1 < end and s[at] == "." and s[at + 1] in _digits:
            at += 1
            while at < end and s[at] in _digits:
                at += 1
        if at < end and s[at] in "eE":
            mark = at + 1
            if mark < end and s[mark] in "+-":
                mark += 1
            if mark < end and s[mark] in _digits:
                at = mark
                while at < end and s[at] in _digits:
                    at += 1
        if at == whole:
            return self.parse_int(s[start:at]), at
        return self.parse_float(s[start:at]), at

    def _string(self, s, at):
        begin = at - 1
        parts = []
        while True:
            quote = s.find('"', at)
            if quote < 0:
                raise JSONDecodeError("Unterminated string starting at", s, begin)
            slash = s.find("\\", at, quote)
            piece = s[at:slash if slash >= 0 else quote]
            if self.strict and not piece.isprintable():
                for offset, c in enumerate(piece):
                    if c < " ":
                        raise JSONDecodeError("Invalid control character at", s, at + offset)
            parts.append(piece)
            if slash < 0:
                return "".join(parts), quote + 1
            escape = s[slash + 1:slash + 2]
            at = slash + 2
            if escape == "u":
                code = self._hex(s, slash)
                at = slash + 6
                if 0xD800 <= code < 0xDC00 and s.startswith("\\u", at):
                    low = self._hex(s, at)
                    if 0xDC00 <= low < 0xE000:
                        code = 0x10000 + ((code & 0x3FF) << 10 | low & 0x3FF)
                        at += 6
                parts.append(chr(code))
            elif escape in _unescape and escape:
                parts.append(_unescape[escape])
            else:
                raise JSONDecodeError("Invalid \\escape", s, slash)

    def _hex(self, s, slash):
        digits = s[slash + 2:slash + 6]
        if len(digits) == 4 and digits.isalnum():
            try:
                return int(digits, 16)
            except ValueError:
                pass
        raise JSONDecodeError("Invalid \\uXXXX escape", s, slash + 1)

    def _array(self, s, at):
        values = []
        at = self._skip(s, at + 1)
        if s.startswith("]", at):
            return values, at + 1
        while True:
            value, at = self.raw_decode(s, at)
            values.append(value)
            at = self._skip(s, at)
            c = s[at:at + 1]
            if c == "]":
                return values, at + 1
            if c != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = self._skip(s, at + 1)

    def _object(self, s, at):
        pairs = []
        at = self._skip(s, at + 1)
        if not s.startswith("}", at):
            while True:
                if not s.startswith('"', at):
                    raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
                key, at = self._string(s, at + 1)
                at = self._skip(s, at)
                if not s.startswith(":", at):
                    raise JSONDecodeError("Expecting ':' delimiter", s, at)
                value, at = self.raw_decode(s, self._skip(s, at + 1))
                pairs.append((key, value))
                at = self._skip(s, at)
                c = s[at:at + 1]
                if c == "}":
                    break
                if c != ",":
                    raise JSONDecodeError("Expecting ',' delimiter", s, at)
                at = self._skip(s, at + 1)
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at + 1
        made = dict(pairs)
        if self.object_hook is not None:
            made = self.object_hook(made)
        return made, at + 1


def loads(s, *, cls=None, **keywords):
    if isinstance(s, (bytes, bytearray)):
        s = s.decode("utf-8")
    elif not isinstance(s, str):
        raise TypeError("the JSON object must be str, bytes or bytearray, not " + type(s).__name__)
    return (cls or JSONDecoder)(**keywords).decode(s)


def load(fp, **keywords):
    return loads(fp.read(), **keywords)

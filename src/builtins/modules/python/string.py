"""Constants of characters."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdefABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    """Text in which `$name` and `${name}` stand for values."""

    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"
    braceidpattern = None
    flags = 2

    def __init_subclass__(cls):
        super().__init_subclass__()
        cls._compiled = None

    _compiled = None

    @classmethod
    def _pattern(cls):
        if cls._compiled is None:
            import re
            if "pattern" in cls.__dict__:
                text = cls.pattern
            else:
                delimiter = re.escape(cls.delimiter)
                text = (rf"{delimiter}(?:(?P<escaped>{delimiter})|(?P<named>{cls.idpattern})|"
                        rf"{{(?P<braced>{cls.braceidpattern or cls.idpattern})}}|(?P<invalid>))")
            cls._compiled = re.compile(text, cls.flags | 64)
        return cls._compiled

    def __init__(self, template):
        self.template = template

    def _invalid(self, found):
        start = found.start("invalid")
        lines = self.template[:start].splitlines(keepends=True)
        if not lines:
            column, line = 1, 1
        else:
            column, line = start - len("".join(lines[:-1])), len(lines)
        raise ValueError("Invalid placeholder in string: line %d, col %d" % (line, column))

    @staticmethod
    def _mapping(mapping, kws):
        if mapping is None:
            return kws
        return {**{key: mapping[key] for key in mapping}, **kws} if kws else mapping

    def substitute(self, mapping=None, /, **kws):
        values = self._mapping(mapping, kws)

        def convert(found):
            named = found.group("named") or found.group("braced")
            if named is not None:
                return str(values[named])
            if found.group("escaped") is not None:
                return self.delimiter
            self._invalid(found)

        return self._pattern().sub(convert, self.template)

    def safe_substitute(self, mapping=None, /, **kws):
        values = self._mapping(mapping, kws)

        def convert(found):
            named = found.group("named") or found.group("braced")
            if named is not None:
                try:
                    return str(values[named])
                except KeyError:
                    return found.group()
            if found.group("escaped") is not None:
                return self.delimiter
            return found.group()

        return self._pattern().sub(convert, self.template)

    def is_valid(self):
        return all(found.group("invalid") is None for found in self._pattern().finditer(self.template))

    def get_identifiers(self):
        names = []
        for found in self._pattern().finditer(self.template):
            named = found.group("named") or found.group("braced")
            if named is not None and named not in names:
                names.append(named)
        return names


class Formatter:
    """`str.format` in parts that can be replaced."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, format_string, args, kwargs, used, depth, auto=0):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        out = []
        for literal, name, spec, conversion in self.parse(format_string):
            if literal:
                out.append(literal)
            if name is None:
                continue
            if name == "" or name[0] in ".[":
                if auto is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = str(auto) + name
                auto += 1
            elif name.isdigit():
                if auto:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                auto = False
            value, first = self.get_field(name, args, kwargs)
            used.add(first)
            value = self.convert_field(value, conversion)
            spec, auto = self._vformat(spec, args, kwargs, used, depth - 1, auto)
            out.append(self.format_field(value, spec))
        return "".join(out), auto

    def parse(self, format_string):
        """(literal text, field name, format spec, conversion) of each part."""
        literal = []
        at, size = 0, len(format_string)
        while at < size:
            c = format_string[at]
            at += 1
            if c in "{}":
                if format_string[at:at + 1] == c:
                    literal.append(c)
                    at += 1
                    continue
                if c == "}":
                    raise ValueError("Single '}' encountered in format string")
                if at >= size:
                    raise ValueError("Single '{' encountered in format string")
                start, depth, brackets = at, 1, False
                while at < size:
                    inner = format_string[at]
                    if inner == "{":
                        depth += 1
                    elif inner == "}":
                        depth -= 1
                        if depth == 0:
                            break
                    at += 1
                else:
                    raise ValueError("expected '}' before end of string")
                field = format_string[start:at]
                at += 1
                name, conversion, spec = field, None, ""
                for place, inner in enumerate(field):
                    if inner == "[":
                        brackets = True
                    elif inner == "]":
                        brackets = False
                    elif inner in "!:" and not brackets:
                        name = field[:place]
                        if inner == "!":
                            conversion = field[place + 1:place + 2]
                            rest = field[place + 2:]
                            if rest and rest[0] != ":":
                                raise ValueError("expected ':' after conversion specifier")
                            spec = rest[1:]
                        else:
                            spec = field[place + 1:]
                        break
                yield "".join(literal), name, spec, conversion
                literal = []
            else:
                literal.append(c)
        if literal:
            yield "".join(literal), None, None, None

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def get_field(self, field_name, args, kwargs):
        at = 0
        while at < len(field_name) and field_name[at] not in ".[":
            at += 1
        first = field_name[:at]
        first = int(first) if first.isdigit() else first
        value = self.get_value(first, args, kwargs)
        rest = field_name[at:]
        while rest:
            if rest[0] == ".":
                end = 1
                while end < len(rest) and rest[end] not in ".[":
                    end += 1
                value = getattr(value, rest[1:end])
                rest = rest[end:]
            else:
                end = rest.index("]")
                key = rest[1:end]
                value = value[int(key) if key.isdigit() else key]
                rest = rest[end + 1:]
        return value, first

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def check_unused_args(self, used_args, args, kwargs):
        pass

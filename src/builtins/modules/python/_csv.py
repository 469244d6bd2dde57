"""Module `_csv`: reading and writing rows of separated values."""

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE = range(4)

_dialects = {}
_limit = 131072


class Error(Exception):
    pass


Error.__module__ = "_csv"


class Dialect:
    """How rows are written."""

    _defaults = {"delimiter": ",", "doublequote": True, "escapechar": None, "lineterminator": "\r\n",
                 "quotechar": '"', "quoting": QUOTE_MINIMAL, "skipinitialspace": False, "strict": False}

    def __new__(cls, dialect=None, **options):
        if isinstance(dialect, str):
            dialect = get_dialect(dialect)
        self = super().__new__(cls)
        values = dict(cls._defaults)
        for name in options:
            if name not in values:
                raise TypeError("'{}' is an invalid keyword argument for this function".format(name))
        for name in values:
            if name in options:
                values[name] = options[name]
            elif dialect is not None and hasattr(dialect, name):
                values[name] = getattr(dialect, name)
            elif name == "quoting" and options.get("quotechar", "") is None:
                values[name] = QUOTE_NONE
        for name in ("delimiter", "escapechar", "quotechar"):
            value = values[name]
            if value is None and name != "delimiter":
                continue
            if not isinstance(value, str):
                kind = "string" if name == "delimiter" else "string or None"
                raise TypeError('"{}" must be {}, not {}'.format(name, kind, type(value).__name__))
            if name != "delimiter" and value == "" and name == "quotechar":
                raise TypeError('"quotechar" must be a 1-character string')
            if len(value) != 1:
                raise TypeError('"{}" must be a 1-character string'.format(name))
        if not isinstance(values["lineterminator"], str):
            raise TypeError('"lineterminator" must be a string, not {}'.format(
                type(values["lineterminator"]).__name__))
        quoting = values["quoting"]
        if not isinstance(quoting, int):
            raise TypeError('"quoting" must be an integer')
        if quoting not in range(4):
            raise TypeError('bad "quoting" value')
        if quoting != QUOTE_NONE and values["quotechar"] is None:
            raise TypeError("quotechar must be set if quoting enabled")
        for name in ("doublequote", "skipinitialspace", "strict"):
            values[name] = bool(values[name])
        self.__dict__.update(values)
        return self


def register_dialect(name, dialect=None, **options):
    if not isinstance(name, str):
        raise TypeError("dialect name must be a string")
    _dialects[name] = Dialect(dialect, **options)


def unregister_dialect(name):
    try:
        del _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def get_dialect(name):
    try:
        return _dialects[name]
    except (KeyError, TypeError):
        raise Error("unknown dialect") from None


def list_dialects():
    return list(_dialects)


def field_size_limit(limit=None):
    global _limit
    before = _limit
    if limit is not None:
        if not isinstance(limit, int):
            raise TypeError("limit must be an integer")
        _limit = limit
    return before


def _dialect_of(dialect, options):
    if isinstance(dialect, Dialect) and not options:
        return dialect
    return Dialect(dialect, **options)


_START_RECORD, _START_FIELD, _ESCAPED, _IN_FIELD, _IN_QUOTED, _ESCAPED_IN_QUOTED, _QUOTE_IN_QUOTED, _END = range(8)


class _Reader:
    def __init__(self, lines, dialect=None, **options):
        self._lines = iter(lines)
        self.dialect = _dialect_of(dialect, options)
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        dialect = self.dialect
        delimiter, quote, escape = dialect.delimiter, dialect.quotechar, dialect.escapechar
        quoting = dialect.quoting
        quotes = quoting != QUOTE_NONE
        row, field, state, number = [], [], _START_RECORD, False

        def finish():
            text = "".join(field)
            field.clear()
            row.append(float(text) if number else text)

        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if field or state == _IN_QUOTED:
                    if dialect.strict:
                        raise Error("unexpected end of data") from None
                    finish()
                    return row
                if state in (_ESCAPED, _ESCAPED_IN_QUOTED) or row:
                    finish()
                    return row
                raise
            if not isinstance(line, str):
                raise Error("iterator should return strings, not {} (the file should be opened in text mode)".format(
                    type(line).__name__))
            self.line_num += 1
            if (state == _START_RECORD and quote not in line and '"' not in line and escape is None
                    and not dialect.skipinitialspace and quoting != QUOTE_NONNUMERIC and len(line) < _limit):
                # Nothing is quoted.
                text = line.rstrip("\r\n")
                if "\r" not in text and "\n" not in text:
                    return text.split(delimiter) if text else []
            for character in line + "\0":
                end = character == "\0" and state != _END
                if character == "\0":
                    character = "\n" if state not in (_IN_QUOTED, _ESCAPED_IN_QUOTED, _ESCAPED) else "\0"
                    end = True
                if state == _START_RECORD:
                    if end:
                        break
                    if character in "\r\n":
                        state = _END
                        continue
                    state = _START_FIELD
                if state == _START_FIELD:
                    if character in "\r\n":
                        finish()
                        state = _START_RECORD if end else _END
                    elif character == quote and quotes:
                        number = False
                        state = _IN_QUOTED
                    elif character == escape:
                        state = _ESCAPED
                    elif character == " " and dialect.skipinitialspace:
                        pass
                    elif character == delimiter:
                        finish()
                    else:
                        number = quoting == QUOTE_NONNUMERIC
                        field.append(character)
                        state = _IN_FIELD
                elif state == _ESCAPED:
                    if end:
                        field.append("\n")
                        break
                    field.append(character)
                    state = _IN_FIELD
                elif state == _IN_FIELD:
                    if character in "\r\n":
                        finish()
                        number = False
                        state = _START_RECORD if end else _END
                    elif character == escape:
                        state = _ESCAPED
                    elif character == delimiter:
                        finish()
                        number = False
                        state = _START_FIELD
                    else:
                        field.append(character)
                elif state == _IN_QUOTED:
                    if end:
                        break
                    if character == escape:
                        state = _ESCAPED_IN_QUOTED
                    elif character == quote and quotes:
                        state = _QUOTE_IN_QUOTED if dialect.doublequote else _IN_FIELD
                    else:
                        field.append(character)
                elif state == _ESCAPED_IN_QUOTED:
                    if end:
                        field.append("\n")
                        break
                    field.append(character)
                    state = _IN_QUOTED
                elif state == _QUOTE_IN_QUOTED:
                    if quotes and character == quote:
                        field.append(character)
                        state = _IN_QUOTED
                    elif character == delimiter:
                        finish()
                        state = _START_FIELD
                    elif character in "\r\n":
                        finish()
                        state = _START_RECORD if end else _END
                    elif not dialect.strict:
                        field.append(character)
                        state = _IN_FIELD
                    else:
                        raise Error("'{}' expected after '{}'".format(delimiter, quote))
                elif state == _END:
                    if end:
                        state = _START_RECORD
                    elif character not in "\r\n":
                        raise Error("new-line character seen in unquoted field - "
                                    "do you need to open the file in universal-newline mode?")
                if len(field) > _limit:
                    raise Error("field larger than field limit ({})".format(_limit))
            if state in (_START_RECORD, _END):
                return row


_Reader.__name__ = _Reader.__qualname__ = "reader"


class _Writer:
    def __init__(self, file, dialect=None, **options):
        try:
            self._write = file.write
        except AttributeError:
            raise TypeError('argument 1 must have a "write" method') from None
        self.dialect = _dialect_of(dialect, options)

    def _field(self, value, alone):
        dialect = self.dialect
        quoting = dialect.quoting
        number = False
        if value is None:
            text = ""
        elif isinstance(value, str):
            text = value
        else:
            number = isinstance(value, (int, float)) or hasattr(type(value), "__float__")
            text = repr(value) if type(value) is float else str(value)
        quoted = quoting == QUOTE_ALL or quoting == QUOTE_NONNUMERIC and not number
        delimiter, quote, escape = dialect.delimiter, dialect.quotechar, dialect.escapechar
        special = {delimiter, escape, quote, "\r", "\n", *dialect.lineterminator} - {None}
        if special.intersection(text):
            parts = []
            for character in text:
                if character in special:
                    wants_escape = quoting == QUOTE_NONE
                    if not wants_escape:
                        if character == quote:
                            if dialect.doublequote:
                                parts.append(quote)
                                quoted = True
                            else:
                                wants_escape = True
                        elif character == escape:
                            wants_escape = True
                        if not wants_escape:
                            quoted = True
                    if wants_escape:
                        if escape is None:
                            raise Error("need to escape, but no escapechar set")
                        parts.append(escape)
                parts.append(character)
            text = "".join(parts)
        if not text and alone:
            if quoting == QUOTE_NONE:
                raise Error("single empty field record must be quoted")
            quoted = True
        return quote + text + quote if quoted else text

    def writerow(self, row):
        try:
            row = list(row)
        except TypeError:
            raise Error("iterable expected, not {}".format(type(row).__name__)) from None
        alone = len(row) == 1
        line = self.dialect.delimiter.join([self._field(value, alone) for value in row])
        return self._write(line + self.dialect.lineterminator)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


_Writer.__name__ = _Writer.__qualname__ = "writer"


def reader(lines, dialect="excel", **options):
    return _Reader(lines, dialect if dialect != "excel" or "excel" in _dialects else None, **options)


def writer(file, dialect="excel", **options):
    return _Writer(file, dialect if dialect != "excel" or "excel" in _dialects else None, **options)

"""Exceptions as text."""
import sys

__all__ = ["extract_stack", "extract_tb", "format_exception", "format_exception_only", "format_list", "format_stack",
           "format_tb", "print_exc", "format_exc", "print_exception", "print_last", "print_stack", "print_tb",
           "clear_frames", "FrameSummary", "StackSummary", "TracebackException", "walk_stack", "walk_tb"]

_unset = object()


class FrameSummary:
    def __init__(self, filename, lineno, name, *, lookup_line=True, locals=None, line=None, end_lineno=None,
                 colno=None, end_colno=None):
        self.filename, self.lineno, self.name, self.locals = filename, lineno, name, locals
        self._line = line

    @property
    def line(self):
        if self._line is None:
            import linecache
            self._line = linecache.getline(self.filename, self.lineno).strip()
        return self._line

    def __iter__(self):
        return iter((self.filename, self.lineno, self.name, self.line))

    def __getitem__(self, at):
        return (self.filename, self.lineno, self.name, self.line)[at]

    def __len__(self):
        return 4

    def __eq__(self, other):
        return tuple(self) == tuple(other) if isinstance(other, (FrameSummary, tuple)) else NotImplemented

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    @classmethod
    def extract(cls, frames, *, limit=None, lookup_lines=True, capture_locals=False):
        return cls(FrameSummary(frame.f_code.co_filename, line, frame.f_code.co_name) for frame, line in frames)

    @classmethod
    def from_list(cls, items):
        return cls(item if isinstance(item, FrameSummary) else FrameSummary(item[0], item[1], item[2], line=item[3])
                   for item in items)

    def format(self):
        out = []
        for frame in self:
            text = f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}\n'
            if frame.line:
                text += f"    {frame.line.strip()}\n"
            out.append(text)
        return out


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def walk_stack(f):
    return iter(())


def extract_tb(tb, limit=None):
    found = StackSummary.extract(walk_tb(tb))
    if limit is not None:
        found = StackSummary(found[:limit] if limit >= 0 else found[limit:])
    return found


def extract_stack(f=None, limit=None):
    return StackSummary()


def format_list(extracted_list):
    return StackSummary.from_list(extracted_list).format()


def format_tb(tb, limit=None):
    return extract_tb(tb, limit).format()


def print_tb(tb, limit=None, file=None):
    for line in format_tb(tb, limit):
        print(line, file=file or sys.stderr, end="")


def format_stack(f=None, limit=None):
    return []


def print_stack(f=None, limit=None, file=None):
    pass


def clear_frames(tb):
    pass


def _lines(text):
    return text.splitlines(True)


def format_exception_only(exc, /, value=_unset):
    if value is not _unset:
        exc = value
    if exc is None:
        return ["NoneType: None\n"]
    kept = exc.__traceback__, exc.__cause__, exc.__context__, exc.__suppress_context__
    exc.__traceback__ = exc.__cause__ = exc.__context__ = None
    try:
        text = sys._report(exc)
    finally:
        exc.__traceback__, exc.__cause__, exc.__context__ = kept[:3]
        exc.__suppress_context__ = kept[3]
    return [text] if isinstance(exc, SyntaxError) is False and text.count("\n") == 1 else _lines(text)


def format_exception(exc, /, value=_unset, tb=_unset, limit=None, chain=True):
    if value is not _unset:
        exc = value
    if exc is None:
        return ["NoneType: None\n"]
    kept = exc.__cause__, exc.__context__, exc.__suppress_context__
    own = exc.__traceback__
    try:
        if tb is not _unset:
            exc.__traceback__ = tb
        if not chain:
            exc.__cause__ = exc.__context__ = None
        text = sys._report(exc)
    finally:
        exc.__traceback__ = own
        exc.__cause__, exc.__context__ = kept[:2]
        exc.__suppress_context__ = kept[2]
    out = []
    for line in _lines(text):
        # An entry and its lines of source are one item.
        if out and line.startswith("    ") and out[-1].startswith("  File "):
            out[-1] += line
        else:
            out.append(line)
    return out


def format_exc(limit=None, chain=True):
    exc = sys.exc_info()[1]
    return "".join(format_exception(exc, chain=chain)) if exc is not None else "NoneType: None\n"


def print_exception(exc, /, value=_unset, tb=_unset, limit=None, file=None, chain=True):
    (file or sys.stderr).write("".join(format_exception(exc, value, tb, limit, chain)))


def print_exc(limit=None, file=None, chain=True):
    (file or sys.stderr).write(format_exc(limit, chain))


def print_last(limit=None, file=None, chain=True):
    pass


class TracebackException:
    def __init__(self, exc_type, exc_value, exc_traceback=None, *, limit=None, lookup_lines=True,
                 capture_locals=False, compact=False, max_group_width=15, max_group_depth=10, _seen=None):
        self._exc = exc_value
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback)
        self._str = str(exc_value)
        self.__cause__ = self.__context__ = None
        self.__suppress_context__ = getattr(exc_value, "__suppress_context__", False)

    @classmethod
    def from_exception(cls, exc, *args, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, *args, **kwargs)

    def format(self, *, chain=True):
        yield from format_exception(self._exc, chain=chain)

    def format_exception_only(self):
        yield from format_exception_only(self._exc)

    def __str__(self):
        return self._str

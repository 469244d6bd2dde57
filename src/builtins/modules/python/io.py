"""Text and bytes in memory, and files where the host allows them."""
import _files
from _buffers import BytesIO, StringIO

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


BlockingIOError = BlockingIOError


class IOBase:
    @classmethod
    def __subclasshook__(cls, C):
        if cls is IOBase:
            return issubclass(C, (StringIO, BytesIO)) or NotImplemented
        if cls is TextIOBase:
            return issubclass(C, StringIO) or NotImplemented
        if cls is BufferedIOBase:
            return issubclass(C, BytesIO) or NotImplemented
        return NotImplemented

    def _unsupported(self, name):
        raise UnsupportedOperation(f"{self.__class__.__name__}.{name}() not supported")

    _closed = False

    @property
    def closed(self):
        return self._closed

    def close(self):
        if not self._closed:
            try:
                self.flush()
            finally:
                self._closed = True

    def flush(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def seek(self, pos, whence=0):
        self._unsupported("seek")

    def tell(self):
        return self.seek(0, 1)

    def truncate(self, pos=None):
        self._unsupported("truncate")

    def fileno(self):
        self._unsupported("fileno")

    def isatty(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def readline(self, size=-1):
        out = type(self.read(0))()
        newline = "\n" if isinstance(out, str) else b"\n"
        while size < 0 or len(out) < size:
            part = self.read(1)
            if not part:
                break
            out += part
            if part == newline:
                break
        return out

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def __enter__(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return self

    def __exit__(self, *args):
        self.close()


class RawIOBase(IOBase):
    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        target = bytearray(size)
        count = self.readinto(target)
        return None if count is None else bytes(target[:count])

    def readall(self):
        out = bytearray()
        while True:
            part = self.read(DEFAULT_BUFFER_SIZE)
            if not part:
                return bytes(out)
            out += part


class BufferedIOBase(IOBase):
    def read(self, size=-1):
        self._unsupported("read")

    def write(self, b):
        self._unsupported("write")


class TextIOBase(IOBase):
    encoding = None
    errors = None
    newlines = None

    def read(self, size=-1):
        self._unsupported("read")

    def write(self, s):
        self._unsupported("write")


class _File:
    """A file's content in memory: read when it is opened, written back when it is flushed."""

    def _open(self, name, mode, content, writes):
        self.name, self.mode, self._writes, self._dirty = name, mode, writes, False
        self._memory = type(self)._kind()
        self._memory.write(content)
        if "a" not in mode:
            self._memory.seek(0)

    @property
    def closed(self):
        return self._memory.closed

    def _check(self, write):
        if self._memory.closed:
            raise ValueError("I/O operation on closed file.")
        if write and not self._writes:
            raise UnsupportedOperation("not writable" if self._kind is StringIO else "write")
        if not write and not self.readable():
            raise UnsupportedOperation("not readable" if self._kind is StringIO else "read")

    def readable(self):
        return "r" in self.mode or "+" in self.mode

    def writable(self):
        return self._writes

    def seekable(self):
        return True

    def read(self, size=-1):
        self._check(False)
        return self._memory.read(size)

    def readline(self, size=-1):
        self._check(False)
        return self._memory.readline(size)

    def readlines(self, hint=-1):
        self._check(False)
        return self._memory.readlines(hint)

    def __iter__(self):
        return self

    def __next__(self):
        self._check(False)
        return next(self._memory)

    def write(self, part):
        self._check(True)
        if "a" in self.mode:
            self._memory.seek(0, 2)
        self._dirty = True
        return self._memory.write(part)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def seek(self, pos, whence=0):
        return self._memory.seek(pos, whence)

    def tell(self):
        return self._memory.tell()

    def truncate(self, size=None):
        self._check(True)
        self._dirty = True
        return self._memory.truncate(size)

    def flush(self):
        if self._memory.closed:
            raise ValueError("I/O operation on closed file.")
        if self._dirty:
            self._dirty = False
            _files.write(self.name, self._content(), False)

    def close(self):
        if not self._memory.closed:
            self.flush()
            self._memory.close()

    def isatty(self):
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __enter__(self):
        if self._memory.closed:
            raise ValueError("I/O operation on closed file.")
        return self

    def __exit__(self, *args):
        self.close()


class BufferedReader(_File, BufferedIOBase):
    _kind = BytesIO

    def _content(self):
        return self._memory.getvalue()

    def read1(self, size=-1):
        return self.read(size)

    def peek(self, size=0):
        at = self.tell()
        found = self.read(size or DEFAULT_BUFFER_SIZE)
        self.seek(at)
        return found

    def readinto(self, b):
        return self._memory.readinto(b)

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.name!r}>"


class BufferedWriter(BufferedReader):
    pass


class BufferedRandom(BufferedReader):
    pass


class FileIO(BufferedReader):
    pass


class TextIOWrapper(_File, TextIOBase):
    _kind = StringIO

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self.buffer = buffer
        self.encoding, self.errors = encoding or "UTF-8", errors or "strict"
        self._newline = newline
        self._open(getattr(buffer, "name", None), "r+", _translated(buffer.read().decode(self.encoding, self.errors),
                                                                   newline), True)
        self._inner = buffer

    def _content(self):
        return self._memory.getvalue().encode(self.encoding, self.errors)

    def flush(self):
        inner = self.__dict__.get("_inner")
        if inner is None:
            return super().flush()
        if self._dirty:
            self._dirty = False
            inner.seek(0)
            inner.write(self._content())

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"


def _translated(text, newline):
    return text.replace("\r\n", "\n").replace("\r", "\n") if newline is None else text


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    """A file of the machine."""
    import os
    descriptor = None
    if opener is not None:
        flags = {"r": 0, "w": 577, "a": 1089, "x": 193}.get(mode[:1], 0)
        descriptor = opener(file, flags | 524288)
        closefd = True
    elif isinstance(file, int):
        if file < 3:
            raise PermissionError("the host has not allowed file descriptors")
        descriptor = file
    if descriptor is not None:
        import _descriptors
        name = _descriptors.path(descriptor)
        if closefd:
            _descriptors.close(descriptor)
    else:
        name = os.fspath(file)
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {type(mode).__name__}")
    kinds = [letter for letter in mode if letter in "rwax"]
    if set(mode) - set("axrwb+t") or len(mode) > len(set(mode)):
        raise ValueError(f"invalid mode: {mode!r}")
    if "t" in mode and "b" in mode:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    binary = "b" in mode
    if binary and encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if binary and errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if binary and newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    kind = kinds[0]
    if kind == "x" and descriptor is None and _files.kind(name) is not None:
        raise FileExistsError(17, "File exists", name)
    if kind in "wx":
        _files.write(name, b"", False)
        content = b""
    elif kind == "a":
        content = _files.read(name) if _files.kind(name) else b""
        _files.write(name, b"", True)
    else:
        content = _files.read(name)
    writes = kind != "r" or "+" in mode
    if binary:
        made = (BufferedRandom if "+" in mode else BufferedWriter if writes else BufferedReader)()
        made._open(name, mode, content, writes)
        return made
    made = object.__new__(TextIOWrapper)
    made.encoding, made.errors, made._newline = encoding or "UTF-8", errors or "strict", newline
    made._open(name, mode, _translated(content.decode(made.encoding, made.errors), newline), writes)
    return made


def open_code(path):
    return open(path, "rb")


def text_encoding(encoding, stacklevel=2):
    return "utf-8" if encoding is None else encoding

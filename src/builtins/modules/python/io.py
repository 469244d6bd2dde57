"""Text and bytes in memory."""

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


class _Memory:
    def __init__(self, initial, empty):
        self._data = initial
        self._empty = empty
        self._at = 0
        self.closed = False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def getvalue(self):
        self._check()
        return self._data

    def write(self, s):
        self._check()
        at, data = self._at, self._data
        if at == len(data):
            self._data = data + s
        else:
            self._data = data[:at] + s + data[at + len(s):]
        self._at = at + len(s)
        return len(s)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def read(self, size=-1):
        self._check()
        at = self._at
        end = len(self._data) if size is None or size < 0 else at + size
        found = self._data[at:end]
        self._at = at + len(found)
        return found

    def readline(self, size=-1):
        self._check()
        end = self._data.find(self._newline, self._at)
        end = len(self._data) if end < 0 else end + 1
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        found = self._data[self._at:end]
        self._at = end
        return found

    def readlines(self, hint=-1):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, pos, whence=0):
        self._check()
        if whence == 1:
            pos += self._at
        elif whence == 2:
            pos += len(self._data)
        if pos < 0:
            raise ValueError("Negative seek position %r" % (pos,))
        self._at = pos
        return pos

    def tell(self):
        return self._at

    def truncate(self, size=None):
        size = self._at if size is None else size
        self._data = self._data[:size]
        return size

    def readable(self):
        return True

    writable = seekable = readable

    def isatty(self):
        return False

    def flush(self):
        self._check()

    def close(self):
        self.closed = True

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.close()


class StringIO(_Memory):
    _newline = "\n"

    def __init__(self, initial_value="", newline="\n"):
        super().__init__(initial_value or "", "")
        self._parts = []

    # Writing at the end collects parts, which are joined when somebody looks.
    def write(self, s):
        if not isinstance(s, str):
            raise TypeError("string argument expected, got %r" % (type(s).__name__,))
        self._check()
        if self._at == -1:
            self._parts.append(s)
        elif self._at == len(self._data):
            self._parts.append(s)
            self._at = -1
        else:
            return super().write(s)
        return len(s)

    def _join(self):
        if self._at == -1:
            self._parts.insert(0, self._data)
            self._data = "".join(self._parts)
            self._parts = []
            self._at = len(self._data)

    def getvalue(self):
        self._join()
        return super().getvalue()

    def read(self, size=-1):
        self._join()
        return super().read(size)

    def readline(self, size=-1):
        self._join()
        return super().readline(size)

    def seek(self, pos, whence=0):
        self._join()
        return super().seek(pos, whence)

    def tell(self):
        self._join()
        return self._at

    def truncate(self, size=None):
        self._join()
        return super().truncate(size)


class BytesIO(_Memory):
    _newline = b"\n"

    def __init__(self, initial_bytes=b""):
        super().__init__(bytes(initial_bytes), b"")

    def write(self, b):
        return super().write(bytes(b))

    getbuffer = _Memory.getvalue

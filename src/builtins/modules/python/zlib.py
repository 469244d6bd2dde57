"""Deflated data."""

import _digest
from _digest import adler32, crc32

MAX_WBITS = 15
DEFLATED = 8
DEF_MEM_LEVEL = 8
DEF_BUF_SIZE = 16384
Z_DEFAULT_COMPRESSION = -1
Z_BEST_COMPRESSION = 9
Z_BEST_SPEED = 1
Z_NO_COMPRESSION = 0
Z_DEFAULT_STRATEGY = 0
Z_NO_FLUSH = 0
Z_SYNC_FLUSH = 2
Z_FULL_FLUSH = 3
Z_FINISH = 4
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"


class error(Exception):
    __module__ = "zlib"


def compress(data, /, level=-1, wbits=15):
    if not -1 <= level <= 9:
        raise error("Bad compression level")
    return _digest.compress(data, level, wbits)


def decompress(data, /, wbits=15, bufsize=DEF_BUF_SIZE):
    found = _digest.decompress(data, wbits)
    if found is None:
        raise _damaged(data, wbits)
    return found[0]


def _damaged(data, wbits):
    if wbits > 0 and len(data) >= 2 and (data[0] << 8 | data[1]) % 31:
        return error("Error -3 while decompressing data: incorrect header check")
    if wbits > 0 and data and data[0] & 15 != 8:
        return error("Error -3 while decompressing data: unknown compression method")
    try:
        whole = _digest.decompress(bytes(data) + b"\0" * 8, wbits) is not None
    except Exception:
        whole = False
    if whole or len(data) < 6:
        return error("Error -5 while decompressing data: incomplete or truncated stream")
    return error("Error -3 while decompressing data: invalid stored block lengths")


class _Compress:
    def __init__(self, level, wbits):
        self._level, self._wbits, self._data = level, wbits, bytearray()

    def compress(self, data, /):
        self._data += data
        return b""

    def flush(self, mode=Z_FINISH, /):
        if mode != Z_FINISH:
            return b""
        return _digest.compress(bytes(self._data), self._level, self._wbits)

    def copy(self):
        other = _Compress(self._level, self._wbits)
        other._data = bytearray(self._data)
        return other


class _Decompress:
    def __init__(self, wbits):
        self._wbits, self._data = wbits, bytearray()
        self.eof, self.unused_data, self.unconsumed_tail = False, b"", b""
        self._given = 0

    def decompress(self, data, /, max_length=0):
        if self.eof:
            self.unused_data += bytes(data)
            return b""
        self._data += data
        found = _digest.decompress(bytes(self._data), self._wbits)
        if found is None:
            return b""
        content, used = found
        self.eof = True
        self.unused_data = bytes(self._data[used:])
        return content

    def flush(self, length=DEF_BUF_SIZE, /):
        return b""


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=0, zdict=None):
    return _Compress(level, wbits)


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    return _Decompress(wbits)

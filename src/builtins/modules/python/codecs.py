"""Encodings by name."""

__all__ = ["CodecInfo", "encode", "decode", "lookup", "getencoder", "getdecoder", "getincrementaldecoder",
           "getincrementalencoder", "open", "BOM_UTF8", "BOM_UTF16_LE", "BOM_UTF16_BE", "BOM_UTF32_LE",
           "BOM_UTF32_BE", "register_error", "lookup_error"]

BOM_UTF8 = b"\xef\xbb\xbf"
BOM_LE = BOM_UTF16_LE = BOM_UTF16 = BOM = b"\xff\xfe"
BOM_BE = BOM_UTF16_BE = b"\xfe\xff"
BOM_UTF32_LE = BOM_UTF32 = b"\xff\xfe\0\0"
BOM_UTF32_BE = b"\0\0\xfe\xff"


class CodecInfo(tuple):
    def __new__(cls, encode, decode, streamreader=None, streamwriter=None, incrementalencoder=None,
                incrementaldecoder=None, name=None):
        self = tuple.__new__(cls, (encode, decode, streamreader, streamwriter))
        self.name, self.encode, self.decode = name, encode, decode
        self.streamreader, self.streamwriter = streamreader, streamwriter
        self.incrementalencoder, self.incrementaldecoder = incrementalencoder, incrementaldecoder
        return self

    def __repr__(self):
        return f"<codecs.CodecInfo object for encoding {self.name} at {hex(id(self))}>"


class IncrementalEncoder:
    _encoding = "utf-8"

    def __init__(self, errors="strict"):
        self.errors = errors

    def encode(self, input, final=False):
        return input.encode(self._encoding, self.errors)

    def reset(self):
        pass


class IncrementalDecoder:
    _encoding = "utf-8"

    def __init__(self, errors="strict"):
        self.errors, self._rest = errors, b""

    def decode(self, input, final=False):
        data = self._rest + bytes(input)
        self._rest = b""
        try:
            return data.decode(self._encoding, self.errors)
        except UnicodeDecodeError as problem:
            if final or problem.reason not in ("unexpected end of data", "truncated data"):
                raise
            self._rest = data[problem.start:]
            return data[:problem.start].decode(self._encoding, self.errors)

    def reset(self):
        self._rest = b""


_names = {"utf8": "utf-8", "u8": "utf-8", "latin-1": "iso8859-1", "latin1": "iso8859-1", "iso-8859-1": "iso8859-1",
          "us-ascii": "ascii", "646": "ascii", "utf16": "utf-16", "utf32": "utf-32"}


def _rot13(text, errors="strict"):
    upper, lower = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
    table = str.maketrans(upper + lower, upper[13:] + upper[:13] + lower[13:] + lower[:13])
    return text.translate(table), len(text)


def lookup(encoding):
    plain = encoding.lower().replace("_", "-")
    if plain in ("rot13", "rot-13"):
        return CodecInfo(_rot13, _rot13, name="rot13")
    if plain in ("hex", "hex-codec"):
        import binascii
        return CodecInfo(lambda data, errors="strict": (binascii.hexlify(data), len(data)),
                         lambda data, errors="strict": (binascii.unhexlify(data), len(data)), name="hex")
    if plain in ("base64", "base64-codec"):
        import base64
        return CodecInfo(lambda data, errors="strict": (base64.encodebytes(data), len(data)),
                         lambda data, errors="strict": (base64.decodebytes(data), len(data)), name="base64")
    "".encode(plain)
    name = _names.get(plain, plain)
    encoder = type("IncrementalEncoder", (IncrementalEncoder,), {"_encoding": plain})
    decoder = type("IncrementalDecoder", (IncrementalDecoder,), {"_encoding": plain})
    return CodecInfo(lambda text, errors="strict": (text.encode(plain, errors), len(text)),
                     lambda data, errors="strict": (bytes(data).decode(plain, errors), len(data)),
                     incrementalencoder=encoder, incrementaldecoder=decoder, name=name)


def encode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).encode(obj, errors)[0]


def decode(obj, encoding="utf-8", errors="strict"):
    return lookup(encoding).decode(obj, errors)[0]


def getencoder(encoding):
    return lookup(encoding).encode


def getdecoder(encoding):
    return lookup(encoding).decode


def getincrementalencoder(encoding):
    return lookup(encoding).incrementalencoder


def getincrementaldecoder(encoding):
    return lookup(encoding).incrementaldecoder


def utf_8_encode(text, errors="strict"):
    return text.encode("utf-8", errors), len(text)


def utf_8_decode(data, errors="strict", final=False):
    return bytes(data).decode("utf-8", errors), len(data)


def latin_1_encode(text, errors="strict"):
    return text.encode("latin-1", errors), len(text)


def latin_1_decode(data, errors="strict"):
    return bytes(data).decode("latin-1", errors), len(data)


ascii_encode = lambda text, errors="strict": (text.encode("ascii", errors), len(text))
ascii_decode = lambda data, errors="strict": (bytes(data).decode("ascii", errors), len(data))


def open(filename, mode="r", encoding=None, errors="strict", buffering=-1):
    import io
    if encoding is not None and "b" in mode:
        mode = mode.replace("b", "")
    return io.open(filename, mode, encoding=encoding, errors=errors if encoding else None)


_handlers = {}


def register_error(name, handler):
    _handlers[name] = handler


def lookup_error(name):
    if name in _handlers:
        return _handlers[name]
    if name in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "namereplace"):
        return globals()[name + "_errors"]
    raise LookupError(f"unknown error handler name '{name}'")


def register(search_function):
    pass


def strict_errors(exception):
    raise exception


def ignore_errors(exception):
    return "", exception.end


def replace_errors(exception):
    return "?" if isinstance(exception, UnicodeEncodeError) else "\ufffd", exception.end


def backslashreplace_errors(exception):
    part = exception.object[exception.start:exception.end]
    if isinstance(part, str):
        return part.encode("ascii", "backslashreplace").decode("ascii"), exception.end
    return "".join("\\x%02x" % byte for byte in part), exception.end


class Codec:
    """The interface of stateless codecs."""

    def encode(self, input, errors="strict"):
        raise NotImplementedError

    def decode(self, input, errors="strict"):
        raise NotImplementedError


class BufferedIncrementalEncoder(IncrementalEncoder):
    """An encoder that keeps what it could not encode yet; `_buffer_encode` says how far it came."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = ""

    def encode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_encode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        self.buffer = ""

    def getstate(self):
        return self.buffer or 0

    def setstate(self, state):
        self.buffer = state or ""


class BufferedIncrementalDecoder(IncrementalDecoder):
    """A decoder that keeps bytes of an unfinished character; `_buffer_decode` says how far it came."""

    def __init__(self, errors="strict"):
        self.errors = errors
        self.buffer = b""

    def decode(self, input, final=False):
        data = self.buffer + input
        result, consumed = self._buffer_decode(data, self.errors, final)
        self.buffer = data[consumed:]
        return result

    def reset(self):
        self.buffer = b""

    def getstate(self):
        return self.buffer, 0

    def setstate(self, state):
        self.buffer = state[0]


class StreamWriter(Codec):
    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def write(self, object):
        self.stream.write(self.encode(object, self.errors)[0])

    def writelines(self, list):
        self.write("".join(list))

    def __getattr__(self, name):
        return getattr(self.stream, name)


class StreamReader(Codec):
    def __init__(self, stream, errors="strict"):
        self.stream = stream
        self.errors = errors

    def read(self, size=-1, chars=-1, firstline=False):
        return self.decode(self.stream.read(), self.errors)[0]

    def __iter__(self):
        return iter(self.read().splitlines(True))

    def __getattr__(self, name):
        return getattr(self.stream, name)

"""Base 16, 32, 64 and 85."""

import binascii

_BYTES = (bytes, bytearray)


def _from_text(data):
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    if isinstance(data, _BYTES):
        return bytes(data)
    try:
        return bytes(memoryview(data))
    except TypeError:
        raise TypeError("argument should be a bytes-like object or ASCII "
                        f"string, not {data.__class__.__name__!r}") from None


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _from_text(s)
    if altchars is not None:
        altchars = _from_text(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b"-_")


def urlsafe_b64decode(s):
    return b64decode(s, b"-_")


_PLAIN32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_HEX32 = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"


def _encode32(alphabet, data):
    data = bytes(data)
    out = bytearray()
    for at in range(0, len(data), 5):
        part = data[at:at + 5]
        word = int.from_bytes(part.ljust(5, b"\0"), "big")
        digits = -(-len(part) * 8 // 5)
        for place in range(8):
            out.append(alphabet[word >> (35 - 5 * place) & 31] if place < digits else 61)
    return bytes(out)


def _decode32(alphabet, data, casefold, map01):
    data = _from_text(data)
    if len(data) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _from_text(map01)
        assert len(map01) == 1, repr(map01)
        data = data.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        data = data.upper()
    values = {byte: value for value, byte in enumerate(alphabet)}
    full = data.rstrip(b"=")
    pads = len(data) - len(full)
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    out = bytearray()
    for at in range(0, len(full), 8):
        part = full[at:at + 8]
        word = 0
        for byte in part:
            if byte not in values:
                raise binascii.Error("Non-base32 digit found")
            word = word << 5 | values[byte]
        word <<= 5 * (8 - len(part))
        out += word.to_bytes(5, "big")[:len(part) * 5 // 8]
    return bytes(out)


def b32encode(s):
    return _encode32(_PLAIN32, s)


def b32decode(s, casefold=False, map01=None):
    return _decode32(_PLAIN32, s, casefold, map01)


def b32hexencode(s):
    return _encode32(_HEX32, s)


def b32hexdecode(s, casefold=False):
    return _decode32(_HEX32, s, casefold, None)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _from_text(s)
    if casefold:
        s = s.upper()
    if s.translate(None, b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


_DIGITS85 = (b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
             b"!#$%&()*+-;<=>?@^_`{|}~")


def _encode85(data, digit_of, pad, fold_zeros, fold_spaces):
    data = bytes(data)
    padding = -len(data) % 4
    data += b"\0" * padding
    out = []
    for at in range(0, len(data), 4):
        word = int.from_bytes(data[at:at + 4], "big")
        if fold_zeros and word == 0:
            out.append(b"z")
        elif fold_spaces and word == 0x20202020:
            out.append(b"y")
        else:
            digits = bytearray(5)
            for place in range(4, -1, -1):
                word, digit = divmod(word, 85)
                digits[place] = digit_of[digit]
            out.append(bytes(digits))
    if padding and not pad:
        if out[-1] == b"z":
            out[-1] = bytes([digit_of[0]]) * 5
        out[-1] = out[-1][:-padding]
    return b"".join(out)


def b85encode(b, pad=False):
    return _encode85(b, _DIGITS85, pad, False, False)


def b85decode(b):
    b = _from_text(b)
    values = {byte: value for value, byte in enumerate(_DIGITS85)}
    padding = -len(b) % 5
    b += b"~" * padding
    out = bytearray()
    for at in range(0, len(b), 5):
        word = 0
        for place, byte in enumerate(b[at:at + 5]):
            if byte not in values:
                raise ValueError(f"bad base85 character at position {at + place}")
            word = word * 85 + values[byte]
        if word > 0xFFFFFFFF:
            raise ValueError(f"base85 overflow in hunk starting at byte {at}")
        out += word.to_bytes(4, "big")
    return bytes(out[:len(out) - padding])


def a85encode(b, *, foldspaces=False, wrapcol=0, pad=False, adobe=False):
    result = _encode85(b, range(33, 118), pad, True, foldspaces)
    if adobe:
        result = b"<~" + result
    if wrapcol:
        wrapcol = max(2 if adobe else 1, wrapcol)
        lines = [result[at:at + wrapcol] for at in range(0, len(result), wrapcol)]
        if adobe and len(lines[-1]) + 2 > wrapcol:
            lines.append(b"")
        result = b"\n".join(lines)
    if adobe:
        result += b"~>"
    return result


def a85decode(b, *, foldspaces=False, adobe=False, ignorechars=b" \t\n\r\v"):
    b = _from_text(b)
    if adobe:
        if not b.endswith(b"~>"):
            raise ValueError("Ascii85 encoded byte sequences must end with b'~>'")
        b = b[2:-2] if b.startswith(b"<~") else b[:-2]
    out = bytearray()
    group = []
    for byte in b + b"u" * 4:
        if 33 <= byte <= 117:
            group.append(byte - 33)
            if len(group) == 5:
                word = 0
                for digit in group:
                    word = word * 85 + digit
                if word > 0xFFFFFFFF:
                    raise ValueError("Ascii85 overflow")
                out += word.to_bytes(4, "big")
                group = []
        elif byte == 122:
            if group:
                raise ValueError("z inside Ascii85 5-tuple")
            out += b"\0\0\0\0"
        elif foldspaces and byte == 121:
            if group:
                raise ValueError("y inside Ascii85 5-tuple")
            out += b"    "
        elif byte in ignorechars:
            continue
        else:
            raise ValueError(f"Non-Ascii85 digit found: {chr(byte)}")
    padding = 4 - len(group)
    return bytes(out[:len(out) - padding]) if padding else bytes(out)


def encodebytes(s):
    return b"".join(binascii.b2a_base64(s[at:at + 57]) for at in range(0, len(s), 57))


def decodebytes(s):
    return binascii.a2b_base64(s)

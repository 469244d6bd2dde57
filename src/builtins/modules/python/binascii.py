"""Bytes as text, and back."""

from _digest import crc32


class Error(ValueError):
    __module__ = "binascii"


class Incomplete(Exception):
    __module__ = "binascii"


def _ascii(data):
    if isinstance(data, str):
        try:
            return data.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters") from None
    return bytes(data)


def hexlify(data, sep=None, bytes_per_sep=1):
    data = bytes(data)
    return (data.hex() if sep is None else data.hex(sep, bytes_per_sep)).encode()


b2a_hex = hexlify

_HEX = {ord(digit): value for value, digit in enumerate("0123456789abcdef")}
_HEX.update({ord(digit): value for value, digit in enumerate("ABCDEF", 10)})


def unhexlify(hexstr, /):
    data = _ascii(hexstr)
    if len(data) % 2:
        raise Error("Odd-length string")
    out = bytearray()
    for at in range(0, len(data), 2):
        high, low = _HEX.get(data[at]), _HEX.get(data[at + 1])
        if high is None or low is None:
            raise Error("Non-hexadecimal digit found")
        out.append(high << 4 | low)
    return bytes(out)


a2b_hex = unhexlify

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {byte: value for value, byte in enumerate(_ALPHABET)}


def b2a_base64(data, /, *, newline=True):
    data = bytes(data)
    out = bytearray()
    full = len(data) // 3 * 3
    alphabet = _ALPHABET
    for at in range(0, full, 3):
        word = data[at] << 16 | data[at + 1] << 8 | data[at + 2]
        out.append(alphabet[word >> 18])
        out.append(alphabet[word >> 12 & 63])
        out.append(alphabet[word >> 6 & 63])
        out.append(alphabet[word & 63])
    rest = data[full:]
    if rest:
        word = int.from_bytes(rest.ljust(3, b"\0"), "big")
        out.append(alphabet[word >> 18])
        out.append(alphabet[word >> 12 & 63])
        out.append(alphabet[word >> 6 & 63] if len(rest) == 2 else 61)
        out.append(61)
    if newline:
        out.append(10)
    return bytes(out)


def a2b_base64(data, /, *, strict_mode=False):
    data = _ascii(data)
    out = bytearray()
    word = count = pads = 0
    for at, byte in enumerate(data):
        if byte == 61:
            pads += 1
            if strict_mode and not count:
                raise Error("Leading padding not allowed" if not out else "Excess data after padding")
            if count >= 2 and count + pads >= 4:
                if strict_mode and at + 1 < len(data):
                    raise Error("Excess data after padding")
                return bytes(out)
            continue
        value = _VALUES.get(byte)
        if value is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and pads:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        word = word << 6 | value
        count += 1
        if count == 2:
            out.append(word >> 4 & 255)
        elif count == 3:
            out.append(word >> 2 & 255)
        elif count == 4:
            out.append(word & 255)
            word = count = 0
    if count:
        if count == 1:
            raise Error("Invalid base64-encoded string: number of data characters "
                        f"({len(out) // 3 * 4 + 1}) cannot be 1 more than a multiple of 4")
        raise Error("Incorrect padding")
    return bytes(out)


def crc_hqx(data, crc, /):
    for byte in bytes(data):
        crc ^= byte << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xFFFF
    return crc


def a2b_qp(data, header=False):
    data = _ascii(data)
    out = bytearray()
    at = 0
    while at < len(data):
        byte = data[at]
        if byte == 61:
            if data[at + 1:at + 2] == b"\n":
                at += 2
            elif data[at + 1:at + 3] == b"\r\n":
                at += 3
            elif at + 2 < len(data) and data[at + 1] in _HEX and data[at + 2] in _HEX:
                out.append(_HEX[data[at + 1]] << 4 | _HEX[data[at + 2]])
                at += 3
            else:
                out.append(byte)
                at += 1
            continue
        out.append(32 if header and byte == 95 else byte)
        at += 1
    return bytes(out)

# int.from_bytes and to_bytes in both orders, and a base-128 coding by hand.
def encode(n):
    out = bytearray()
    while True:
        low = n & 127
        n >>= 7
        if not n:
            out.append(low)
            return bytes(out)
        out.append(low | 128)


def decode(data):
    n = shift = 0
    for byte in data:
        n |= (byte & 127) << shift
        shift += 7
    return n


size = 0
for i in range(300):
    n = i ** 5 * 3
    packed = encode(n)
    size += len(packed)
    assert decode(packed) == n
    for order in ("big", "little"):
        assert int.from_bytes(n.to_bytes(8, order), order) == n
        assert int.from_bytes((-n).to_bytes(8, order, signed=True), order, signed=True) == -n
print(size, encode(300), encode(2**70), decode(b"\xff\xff\x7f"))
print((1000).to_bytes(2, "big"), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(b"", "big"))
for call in (lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (1).to_bytes(1, "up")):
    try:
        call()
    except (OverflowError, ValueError) as error:
        print(error)

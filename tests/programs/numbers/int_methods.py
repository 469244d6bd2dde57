for n in [0, 1, -1, 255, -256, 2**64, -(2**70)]:
    print(n.bit_length(), n.bit_count(), n.as_integer_ratio(), n.conjugate(), n.real, n.imag, n.numerator, n.denominator, n.__index__())
print((1000).to_bytes(2, "big"), (-2).to_bytes(3, "little", signed=True), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(b"\x01\x02", "little"))
print((5).__add__(2), (5).__add__(2.0), (5).__floordiv__(2), (5).__rsub__(2), (5).__pow__(2, 3), (-7).__divmod__(2), (5).__eq__("x"), (5).__bool__())

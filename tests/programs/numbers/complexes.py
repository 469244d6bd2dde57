a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, -a, abs(a), a.real, a.imag, a.conjugate(), a == 3 + 4j, a != b, bool(0j), complex("1+2j"), complex(1, 2), complex(2.5), 1j * 1j, hash(complex(1, 0)) == hash(1), repr(1e20 + 1j), a**2, 2j + 1.5)
for action in [lambda: a < b, lambda: a // b, lambda: a % b, lambda: int(a), lambda: float(a), lambda: complex("x"), lambda: a / 0]:
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)

for spec in ["", ".2f", ">20", "<20", "^20", "*^20.1f", "e", "+", "+.3g", ",", ".3", " .1f", "_.1f", "z.0f"]:
    for x in [3+4j, -1.5-2j, 0j, complex(-0.0, 0.0), 1j, complex(float("nan"), float("inf")), 1e20+1e-7j, 1234567.5+2j]:
        try: print(spec, format(x, spec))
        except ValueError as e: print(spec, e)
for spec in ["020", "=20", "d", "x", "%", "s"]:
    try: print(format(1j, spec))
    except ValueError as e: print(e)
class C:
    def __complex__(self): return 1+2j
class B:
    def __complex__(self): return 1
print(complex(C()), complex(C(), 2), complex(-0.0), complex(-0.0, -0.0), complex(0.0, -0.0), complex(1j, 2j), complex(-0.0, 1j), complex("-0.0-0j"), complex(1, 2.5), -0j, complex(imag=2))
try: complex(B())
except TypeError as e: print(e)
try: f"{1:1000000000000000}"
except MemoryError as e: print("MemoryError")

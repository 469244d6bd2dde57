for x in [0.5, -2.25, 3.0, 1e300, 0.1]:
    print(x.is_integer(), x.as_integer_ratio(), x.hex(), float.fromhex(x.hex()) == x, x.__trunc__(), round(x, 1), x.conjugate())
print(float("  1.5e3 "), float("infinity"), float("-Inf"), float("1_0.5"), float(), float.fromhex("0x1.8p1"))
for bad in ["", "1.2.3", "e5", "0x1", "1e", "nano"]:
    try:
        float(bad)
    except ValueError as error:
        print(error)

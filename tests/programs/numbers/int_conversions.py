print(int(), int("  42 "), int("-0x1f", 16), int("0b101", 0), int("z", 36), int(b"12"), int("1_000"), int(3.99), int(-3.99), int(True))
for bad in ["", " ", "1 2", "_1", "1__0", "0x", "12a", "\u0661\u0662", "+-1"]:
    try:
        print(repr(bad), int(bad))
    except ValueError as error:
        print(error)
print(int("7" * 30) + 1, int("-" + "9" * 20), int("0" * 50 + "5"))

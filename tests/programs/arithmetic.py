# ints, floats, bools and their mixtures
print(7 + 3, 7 - 3, 7 * 3, 7 / 3, 7 // 3, 7 % 3, 7 ** 3)
print(-7 // 3, -7 % 3, 7 // -3, 7 % -3, -7 // -3, -7 % -3)
print(7.5 // 2, 7.5 % 2, -7.5 // 2, -7.5 % 2)
print(2 ** 100, 2 ** -1, (-2) ** 3, 0 ** 0)
print(1 << 70, (1 << 70) >> 68, -1 >> 3, 5 & 3, 5 | 3, 5 ^ 3, ~5)
print(True + True, True * 3.0, False - 1)
print(10 ** 18 * 10 ** 18, -(10 ** 30) // 7, 10 ** 30 % 97)
print(140737488355327 + 1, -140737488355328 - 1, 140737488355328 - 1)
x = 140737488355000
for i in range(5):
    x += 100
    print(x, type(x).__name__)
print(1e308 * 10, -1e308 * 10, 1e-320)
print(0.1 + 0.2, 1.0, 1e16, 1e15, 123456789.123456789, 1e-5, 0.0001)
print(-0.0, 0.0 == -0.0, float("inf") - float("inf"))
print(1 == 1.0, 1 < 1.5, 2 ** 53 == float(2 ** 53), 2 ** 53 + 1 == float(2 ** 53))
print(abs(-3), abs(-2.5), divmod(-7, 3), divmod(7.5, 2), pow(3, 4, 5), round(2.5), round(3.5), round(2.675, 2))
a = 10
a += 5
a -= 3
a *= 4
a //= 5
a **= 2
a %= 31
a <<= 3
a |= 1
a ^= 7
a &= 255
a >>= 1
print(a)
b = 9.0
b /= 4
print(b)


def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ":", e)


attempt(lambda: 1 / 0)
attempt(lambda: 1 // 0)
attempt(lambda: 1 % 0)
attempt(lambda: 1.0 / 0)
attempt(lambda: 1.0 // 0)
attempt(lambda: 1.0 % 0)
attempt(lambda: 0 ** -1)
attempt(lambda: 1 << -1)
attempt(lambda: "a" + 1)
attempt(lambda: 1 + "a")
attempt(lambda: [] - 1)
attempt(lambda: -"x")
attempt(lambda: 1 @ 2)
attempt(lambda: 1 < "a")
attempt(lambda: [1] < 2)
attempt(lambda: 2.0 ** 10000)
attempt(lambda: int("12x"))
attempt(lambda: float("abc"))

"""array.array in hot loops: every typecode, late changes of type, arrays that shrink, NaN and signed zero, overflow."""
from array import array


def total(a):
    s = 0
    for x in a:
        s += x
    return s


def fill(a, value, n):
    for i in range(n):
        a[i] = value
    return a


def scale(a, b, n):
    for i in range(n):
        a[i] = b[i] * 2 + a[i - 1]
    return a


for code in "bBhHiIlLqQfd":
    a = array(code, range(50))
    b = array(code, [1] * 50)
    print(code, total(a), total(b), fill(b, 7, 50)[-1], scale(a, b, 50)[10:13] if code not in "bB" else a[-1])

# What is stored changes its type: into the same array, then another kind of array.
mixed = array("d", [0.0] * 60)
for i in range(60):
    mixed[i] = i if i % 7 == 3 else (True if i % 11 == 5 else i / 4)
print(mixed)


def put(a, i, x):
    a[i] = x


def late(a, xs):
    for i, x in enumerate(xs):
        try:
            put(a, i % len(a), x)
        except (OverflowError, TypeError) as e:
            print(type(e).__name__, e, i)


late(array("b", [0] * 5), [1] * 40 + [127, 128, -128, -129] + [2] * 5)
late(array("B", [0] * 5), [1] * 40 + [255, 256, -1] + [2] * 5)
late(array("i", [0] * 5), [1] * 40 + [2 ** 31 - 1, 2 ** 31, -2 ** 31, -2 ** 31 - 1, 2 ** 70, 1.5])
late(array("I", [0] * 5), [1] * 40 + [2 ** 32 - 1, 2 ** 32, -1])
late(array("q", [0] * 5), [1] * 40 + [2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1])
late(array("Q", [0] * 5), [1] * 40 + [2 ** 63, 2 ** 64 - 1, 2 ** 64, -1])
late(array("d", [0] * 5), [1.0] * 40 + [1, True, "x", 2 ** 60, 10 ** 400, None])


def wide(a):
    s = 0
    for i in range(len(a)):
        s += a[i]
    return s


q = array("q", [2 ** 40] * 60)
print(wide(q))
q[30] = 2 ** 62
q[31] = 2 ** 62
q[32] = 2 ** 62
print(wide(q))
Q = array("Q", [5] * 60)
print(wide(Q))
Q[40] = 2 ** 64 - 1
print(wide(Q))

# Arrays that shrink and grow while they are read.
shrinking = array("d", range(100))
out = 0
for x in shrinking:
    out += x
    if len(shrinking) > 40:
        shrinking.pop()
print(out, len(shrinking))


def drain(a):
    s = 0
    i = 0
    try:
        while True:
            s += a[i]
            i += 1
            if i % 3 == 0:
                del a[-1]
    except IndexError as e:
        print(e)
    return s, i, len(a)


print(drain(array("i", range(200))))


def grow(a, n):
    for i in range(n):
        a.append(i * 3)
        a[i] = a[i] + 1
    return a


print(sum(grow(array("l"), 300)), grow(array("f"), 50)[-1])

# NaN, signed zero, and NaNs from bytes.
nan = float("nan")
odd = array("d", [0.0] * 40)
for i in range(40):
    odd[i] = nan if i % 5 == 0 else -0.0
print(sum(1 for x in odd if x != x), [str(x) for x in odd][:7])


def negate(a):
    for i in range(len(a)):
        a[i] = -a[i]
    return a


print(negate(odd)[:3], negate(array("d", [0.0, 1.5] * 20))[:2])
strange = array("d", bytes.fromhex("0100000000 00f8ff".replace(" ", "")) * 30)
print(negate(odd)[0], [negate(strange)[i] for i in (0, 29)])
late_odd = array("d", [1.0] * 30)
for i in range(60):
    late_odd[i % 30] = late_odd[(i + 1) % 30] + 1.0
    if i == 45:
        late_odd.frombytes(bytes.fromhex("0100000000 00f8ff".replace(" ", "")))
print(late_odd)

# Store, then load: single precision rounds.
single = array("f", [0.0] * 30)
for i in range(30):
    single[i] = i / 3
    if single[i] != i / 3 and i < 4:
        print(i, single[i])
print(single[29])

# Two arrays that may be the same, and a list beside them.
def alias(a, b, c):
    s = 0.0
    for i in range(len(a)):
        a[i] = i + 0.5
        b[i] = i + 0.25
        c[i] = a[i]
        s += a[i] + b[i]
    return s


x = array("d", [0.0] * 50)
y = array("d", [0.0] * 50)
print(alias(x, y, [0] * 50), alias(x, x, [0] * 50), alias(x, [0] * 50, x), alias(array("i", [0] * 3), [0] * 3, [0] * 3)
      if False else None)
try:
    alias(array("i", [0] * 3), x, x)
except TypeError as e:
    print(e)

# Other kinds of container at a site that has seen arrays.
for container in [array("d", [1.5] * 30), [2] * 30, (3,) * 30, array("B", b"a" * 30), b"b" * 30, range(30), array("u", "xyz")]:
    try:
        print(total(container), wide(container))
    except TypeError as e:
        print(e)


class Numbers(array):
    def __getitem__(self, i):
        return array.__getitem__(self, i) * 10


print(wide(Numbers("i", range(40))), total(Numbers("i", range(40))))


class Plain(array):
    pass


p = Plain("d", [0.5] * 60)
print(wide(p), total(p), fill(p, 3, 60)[59], wide(p))


class Matrix:
    def __init__(self, w, h):
        self.w = w
        self.data = array("d", [0.0]) * (w * h)

    def _at(self, key):
        x, y = key
        if not 0 <= x < self.w:
            raise IndexError(key)
        return y * self.w + x

    def __getitem__(self, key):
        return self.data[self._at(key)]

    def __setitem__(self, key, value):
        self.data[self._at(key)] = value


m = Matrix(20, 20)
for k in range(3):
    for x in range(1, 20):
        for y in range(1, 20):
            m[x, y] = m[x - 1, y] + m[x, y - 1] + x * y
print(sum(m.data), m[19, 19])
try:
    m[20, 0] = 1
except IndexError as e:
    print(e)

# The operands of one addition go through many pairs of types.
class Money:
    def __init__(self, cents):
        self.cents = cents

    def __add__(self, other):
        if isinstance(other, Money):
            return Money(self.cents + other.cents)
        return NotImplemented

    def __radd__(self, other):
        return Money(self.cents + other)

    def __repr__(self):
        return f"Money({self.cents})"


def add(a, b):
    return a + b


pairs = [(1, 2), (1, 2.5), (2.5, 1), (True, True), (2**62, 2**62), ("a", "b"), ([1], [2]), ((1,), ()),
         (1, 2j), (Money(1), Money(2)), (3, Money(4)), (Money(1), 5), ("a", 1), (None, 1), (b"a", bytearray(b"b"))]
for a, b in pairs:
    for _ in range(40):
        try:
            result = add(a, b)
        except TypeError as error:
            result = str(error)
    print(result)

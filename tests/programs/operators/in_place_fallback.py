# += looks for __iadd__, then __add__, then __radd__ of the other.
class Full:
    def __init__(self, n):
        self.n = n

    def __iadd__(self, other):
        self.n += other
        return self


class Half(Full):
    __iadd__ = None
    __add__ = lambda self, other: Half(self.n + other)


class Third:
    __add__ = lambda self, other: NotImplemented


class Right:
    __radd__ = lambda self, other: "right"


a = kept = Full(0)
for i in range(400):
    a += i
print(a.n, a is kept)
h = Half(1)
try:
    h += 1
except TypeError as error:
    print(error)
t = Third()
for _ in range(300):
    x = t
    x += Right()
print(x)

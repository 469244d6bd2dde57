"""Arrays of numbers: a list that checks what is put into it."""

_ranges = {"b": (-128, 127), "B": (0, 255), "h": (-2**15, 2**15 - 1), "H": (0, 2**16 - 1), "i": (-2**31, 2**31 - 1),
           "I": (0, 2**32 - 1), "l": (-2**63, 2**63 - 1), "L": (0, 2**64 - 1), "q": (-2**63, 2**63 - 1),
           "Q": (0, 2**64 - 1)}
_sizes = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "f": 4, "d": 8}
typecodes = "bBhHiIlLqQfd"


class array(list):
    def __init__(self, typecode, initializer=(), /):
        if typecode not in _sizes:
            raise ValueError("bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)")
        if typecode == "f":
            raise ValueError("arrays of single precision are not supported: use 'd'")
        self.typecode = typecode
        self.itemsize = _sizes[typecode]
        list.__init__(self, [self._checked(x) for x in initializer])

    def _checked(self, x):
        if self.typecode == "d":
            if type(x) is float:
                return x
            if not hasattr(x, "__float__"):
                raise TypeError("must be real number, not " + type(x).__name__)
            return float(x)
        if not hasattr(x, "__index__"):
            raise TypeError("'%s' object cannot be interpreted as an integer" % (type(x).__name__,))
        low, high = _ranges[self.typecode]
        if not low <= x <= high:
            raise OverflowError("value out of range for array of type " + repr(self.typecode))
        return x

    def append(self, x):
        list.append(self, self._checked(x))

    def insert(self, i, x):
        list.insert(self, i, self._checked(x))

    def extend(self, iterable):
        list.extend(self, [self._checked(x) for x in iterable])

    fromlist = extend

    def __setitem__(self, i, x):
        if type(i) is slice:
            x = [self._checked(y) for y in x]
        else:
            x = self._checked(x)
        list.__setitem__(self, i, x)

    def __getitem__(self, i):
        if type(i) is slice:
            return array(self.typecode, list.__getitem__(self, i))
        return list.__getitem__(self, i)

    def __add__(self, other):
        return array(self.typecode, list(self) + list(other))

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        return array(self.typecode, list(self) * n)

    __rmul__ = __mul__

    def tolist(self):
        return list(self)

    def __copy__(self):
        return array(self.typecode, self)

    def __repr__(self):
        if not self:
            return "array(%r)" % (self.typecode,)
        return "array(%r, %r)" % (self.typecode, list(self))


ArrayType = array

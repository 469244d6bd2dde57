class N:
    def __init__(self, v): self.v = v
    def __index__(self): return self.v
    def __int__(self): return self.v + 1
    def __float__(self): return self.v + 0.5
    def __round__(self, n=None): return ("round", n)
    def __trunc__(self): return "trunc"
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __abs__(self): return "abs"
    def __neg__(self): return "neg"
    def __pos__(self): return "pos"
    def __invert__(self): return "invert"
    def __divmod__(self, other): return ("divmod", other)
    def __pow__(self, other, mod=None): return ("pow", other, mod)
import math, operator
n = N(3)
print(int(n), float(n), hex(n), bin(n), [0, 1, 2, 9][n], "abc"[:n], range(n), operator.index(n), round(n), round(n, 2), math.trunc(n), math.floor(n), math.ceil(n), abs(n), -n, +n, ~n, divmod(n, 2), pow(n, 2), pow(n, 2, 5), n**4, [7] * n, chr(n) == "\x03", math.sqrt(n))

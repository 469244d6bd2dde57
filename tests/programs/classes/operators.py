class V:
    def __init__(self, v): self.v = v
    def __repr__(self): return f"V({self.v})"
for name in "add sub mul truediv floordiv mod pow lshift rshift and or xor matmul".split():
    setattr(V, f"__{name}__", lambda self, o, name=name: (name, self, o))
    setattr(V, f"__r{name}__", lambda self, o, name=name: ("r" + name, self, o))
    setattr(V, f"__i{name}__", lambda self, o, name=name: V("i" + name))
a = V(1)
print(a + 1, 1 + a, a - 1, 1 - a, a * 2, 2 * a, a / 2, 2 / a, a // 2, 2 // a, a % 2, 2 % a, a**2, 2**a, a << 1, 1 << a, a >> 1, 1 >> a, a & 1, 1 & a, a | 1, 1 | a, a ^ 1, 1 ^ a, a @ 1, 1 @ a)
a += 1; print(a); a @= 1; print(a); a **= 2; print(a); a >>= 1; print(a)
class W(V):
    def __radd__(self, o): return "W radd"
    __add__ = None
print(V(1) + W(2), 5 + W(1))
for e in ["W(1) + 1", "V(1) < V(2)", "-V(1)", "V(1)()", "V(1)[0]", "len(V(1))", "iter(V(1))", "1 in V(1)"]:
    try:
        print(eval(e))
    except TypeError as error:
        print(error)

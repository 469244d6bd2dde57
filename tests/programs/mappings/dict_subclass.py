class D(dict):
    def __missing__(self, key): return f"missing {key}"
    def __setitem__(self, key, value): super().__setitem__(key, value * 2)
d = D(a=1)
d["b"] = 2; d.update(c=3)
print(d, d["x"], d.get("x"), "x" in d, d.copy(), type(d.copy()), isinstance(d, dict), {**d}, repr(d), len(d), d == {"a": 1, "b": 4, "c": 3}, list(d.items()))
class L(list):
    def __len__(self): return 99
    def append(self, x): super().append(x * 2)
l = L([1]); l.append(2); print(l, len(l), list(l), l + [3], type(l + [3]), l[0:1], type(l[0:1]), sorted(l), bool(L()))
class S(str):
    def __add__(self, o): return S(str.__add__(self, o))
    def shout(self): return self.upper() + "!"
s = S("ab"); print(s, (s + "c").shout(), type(s[0]), s == "ab", {s: 1}["ab"], isinstance(s, str), len(s), s.join(["x", "y"]), f"{s:>4}")
class I(int):
    def __add__(self, o): return I(int(self) * 10 + o)
i = I(5); print(i, i + 2, 2 + i, i * 2, type(i * 2), i == 5, hash(i), [1] * I(2), repr(i), f"{i:03}", -i, abs(I(-2)), i.bit_length())
class T(tuple):
    def __new__(cls, *a): return super().__new__(cls, a)
t = T(1, 2); print(t, t[0], len(t), t + (3,), t == (1, 2), hash(t) == hash((1, 2)))

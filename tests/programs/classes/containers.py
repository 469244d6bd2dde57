class C:
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __contains__(self, k): return k in self.d
    def __len__(self): return len(self.d)
    def __iter__(self): return iter(self.d)
    def __reversed__(self): return "reversed"
    def __call__(self, *a, **k): return a, k
    def __bool__(self): return False
    def __enter__(self): print("enter"); return self
    def __exit__(self, *a): print("exit", a[0]); return True
    def __format__(self, spec): return "spec:" + spec
    def __length_hint__(self): return 5
c = C(); c[1] = 2; c["a"] = 3; c[1] += 10; del c["a"]
print(c[1], 1 in c, len(c), list(c), reversed(c), c(1, b=2), bool(c), f"{c:xyz}", not c, [*c], dict.fromkeys(c))
with c as same: print(same is c); raise ValueError
class Seq:
    def __getitem__(self, i):
        if i > 3: raise IndexError
        return i * 10
print(list(Seq()), 20 in Seq(), [x for x in Seq()], tuple(Seq()), max(Seq()), list(enumerate(Seq())), list(zip(Seq(), "ab")), dict(zip("ab", Seq())))
a, b, *r = Seq(); print(a, b, r, sum(Seq()), sorted(Seq(), reverse=True), list(map(str, Seq())), iter(Seq()).__next__())

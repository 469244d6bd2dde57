# Where CPython makes a list of an object's items, it asks for the length first: seen in output and errors.
class X:
    def __init__(self, n): self.n = n
    def __iter__(self): print('iter'); return iter(range(self.n))
    def __len__(self): print('len'); return self.n
class H(X):
    __len__ = None
    def __length_hint__(self): print('hint'); return self.n
class Neg(X):
    def __len__(self): return -1
class Bad(X):
    __len__ = None
    def __length_hint__(self): return 'a'
class NI(X):
    def __len__(self): raise TypeError('no')
    def __length_hint__(self): print('ni'); return NotImplemented
class Err(X):
    def __len__(self): raise KeyError('len')
for c in (X, NI, Err, Neg, H, Bad):
    for i, f in enumerate((list, lambda x: [*x], lambda x: (lambda *a: a)(*x), sorted, lambda x: [0].__iadd__(x), lambda x: [].extend(x), set, lambda x: sum(x), lambda x: ''.join(map(str, x)), lambda x: [9, 9].__setitem__(slice(0, 1), x), lambda x: max(x, default=0), tuple, lambda x: dict.fromkeys(x))):
        try: print(c.__name__, i, f(c(3)))
        except Exception as e: print(c.__name__, i, type(e).__name__, e)

class S:
    __slots__ = ("a", "__b")
    def __init__(self): self.a = 1; self.__b = 2
    def get(self): return self.__b
s = S(); print(s.a, s.get(), hasattr(s, "__dict__"), S.__slots__, hasattr(s, "_S__b"))
for code in ["s.c = 1", "s.__dict__", "del s.a; s.a", "S.q = 5; s.q = 6"]:
    try:
        exec(code)
    except AttributeError as error:
        print(error)
class T(S):
    __slots__ = ["d"]
class U(S): pass
t = T(); t.d = 1; u = U(); u.any = 1; print(t.d, u.__dict__, T.__mro__ == (T, S, object))
class W:
    __slots__ = ("__dict__", "x")
w = W(); w.x = 1; w.y = 2; print(w.__dict__, w.x)

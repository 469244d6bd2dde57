def ident[T](x: T) -> T:
    return x
print(ident(5), ident.__type_params__, ident.__qualname__, ident.__annotations__)
class Box[T]:
    def __init__(self, v: T): self.v = v
    def map[U](self, f: "Callable[[T], U]") -> "Box[U]":
        return Box(f(self.v))
    @staticmethod
    def make[V: int = bool](v: V = 3, *a: V, k: V = 4): return v, a, k
b = Box(3).map(lambda v: v + 1)
print(b.v, Box.__name__, Box.__qualname__, Box.__type_params__, Box.map.__qualname__, Box.map.__type_params__, Box.make(), Box.__module__)
class Pair[K: (int, str), *Ts, **P](Box[int], metaclass=type):
    k: K
    def get(self): return super().__init__, __class__
print(Pair.__type_params__, Pair.__type_params__[0].__constraints__, [c.__name__ for c in Pair.__mro__], Pair(1).get()[1])
type Alias = list[int]
type Gen[T] = dict[str, T] | None
print(Alias, Alias.__value__, Gen.__type_params__, Alias.__name__, Gen.__value__)
type Rec = list[Rec]
print(Rec.__value__)
def outer():
    class Inner[T]:
        def m(self): return T
    def g[T: undefined](): return T
    return Inner, g
I, g = outer()
print(I.__qualname__, I().m(), g(), g.__qualname__)
try: g.__type_params__[0].__bound__
except NameError as e: print(e)
async def co[T](x: T): return x
def deco(f): print("deco", f.__name__); return f
@deco
def d[T](): pass
@deco
class DD[T]: pass
type = 5
print(type)

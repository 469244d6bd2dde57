class Field:
    def __set_name__(self, owner, name): self.name = name; print("named", owner.__name__, name)
    def __get__(self, obj, cls): return self if obj is None else obj.__dict__.get(self.name, "unset")
    def __set__(self, obj, v): obj.__dict__[self.name] = v + 1
    def __delete__(self, obj): del obj.__dict__[self.name]
class NonData:
    def __get__(self, obj, cls): return ("nondata", obj is None, cls.__name__)
class A:
    f = Field()
    n = NonData()
a = A(); print(a.f, type(A.f).__name__); a.f = 1; print(a.f, a.__dict__); del a.f; print(a.f, a.n, A.n); a.n = 5; print(a.n); a.__dict__["f"] = 9; print(a.f)
class B(A): pass
print(B().f, B.n)
def func(self): return self
print(func.__get__(5)(), func.__get__(None, int) is func, A.__dict__["n"].__get__(None, A))

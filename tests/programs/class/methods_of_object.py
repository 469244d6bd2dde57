# Methods that every object has: order, state, taking apart; dir() of it all.
class A:
    pass


class B:
    __slots__ = ("p", "q")


a = A()
a.x = 1
b = B()
b.p = 3
print(a.__reduce_ex__(2)[1:3], a.__reduce__()[1:], a.__getstate__(), A().__getstate__(), object().__getstate__())
print(object().__lt__(1), A.__le__(a, a), a.__gt__(2), a.__ge__(3), a.__sizeof__() > 0)
print(b.__getstate__(), b.__reduce_ex__(4)[1:], [].__reduce_ex__(4)[1:3])
print(dir(object()))
known = dir(object) + ["__slotnames__"]
print([n for n in dir(a) if n not in known], [n for n in dir(b) if n not in known])
print(all(hasattr(object, name) for name in dir(object)))


class M:
    def m(self):
        pass


for text in ("M().m(*3)", "M(*1)", "len(*1)", "print(**1)", "[].append(*1)", "int.from_bytes(**4)", "(lambda: 0)(*1)"):
    try:
        eval(text)
    except TypeError as e:
        print(e)

# Properties: docstrings that follow the getter, abstract ones, names; sets with a hash of their own.
from abc import ABC, abstractmethod


class Base:
    @property
    def value(self):
        "first"
        return 1

    @value.setter
    def value(self, new):
        "not shown"

    fixed = property(lambda self: 2, doc="given")


class Derived(Base):
    @Base.value.getter
    def value(self):
        "second"
        return 3

    @Base.fixed.getter
    def fixed(self):
        "ignored"
        return 4


print(Base.value.__doc__, Derived.value.__doc__, Base.fixed.__doc__, Derived.fixed.__doc__, Derived().value)


class Shape(ABC):
    @property
    @abstractmethod
    def area(self): ...

    @property
    def name(self):
        return "shape"


print(Shape.area.__isabstractmethod__, Shape.name.__isabstractmethod__, property().__isabstractmethod__)
try:
    Shape()
except TypeError as error:
    print(error)


class Square(Shape):
    area = property(lambda self: 4)


print(Square().area, Square().name)
p = property(lambda self: 1)
p.__set_name__(Square, "side")
for action in (lambda: p.__set_name__(1), lambda: setattr(Square(), "area", 1), lambda: delattr(Square(), "area"),
               lambda: object().__init__(1), lambda: Square().__init__(5), lambda: Square(5)):
    try:
        action()
    except (TypeError, AttributeError) as error:
        print(error)


class Hashed(set):
    def __hash__(self):
        return id(self) & 0x7FFFFFFF


h = Hashed()
print(h in {h}, h in {frozenset()}, set() in {frozenset()})

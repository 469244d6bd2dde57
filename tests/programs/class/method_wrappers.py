# classmethod and staticmethod around descriptors, and what they show of their functions.
class A:
    @classmethod
    @property
    def title(cls):
        return cls.__name__ + "!"

    @classmethod
    @classmethod
    def twice(cls):
        return cls

    @classmethod
    @staticmethod
    def plain():
        return "plain"

    @staticmethod
    def still(x: int = 1) -> str:
        "The docstring."

    @classmethod
    def made(cls, a: int):
        "Another."


class B(A):
    pass


for n in range(3):
    print(A.title, A().title, B.title, A.twice() is A, B.twice().__name__, B.plain())
static, made = A.__dict__["still"], A.__dict__["made"]
print(repr(static)[:32], repr(made)[:30])
print(static.__name__, static.__qualname__, static.__doc__, static.__annotations__, static.__module__)
print(made.__name__, made.__doc__, made.__annotations__, made.__wrapped__ is made.__func__, made.__isabstractmethod__)
print(static(5), callable(static), callable(made))


class Doubled:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner=None):
        return lambda: (self.function(instance), owner.__name__)


class C:
    @classmethod
    @Doubled
    def bound(what):
        return what.__name__


print(C.bound(), C().bound())

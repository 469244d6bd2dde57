# One call site with one, two, five classes behind it.
class A:
    def f(self, x):
        return x + 1


class B(A):
    def f(self, x):
        return super().f(x) * 2


class C:
    f = staticmethod(lambda x: x - 1)


class D:
    @classmethod
    def f(cls, x):
        return len(cls.__name__) + x


class E:
    def __init__(self):
        self.f = lambda x: -x


def run(things, n=300):
    total = 0
    for i in range(n):
        total += things[i % len(things)].f(i)
    return total


print(run([A()]), run([A(), B()]), run([C(), D()]), run([A(), B(), C(), D(), E()]), run([D, C, E()]))

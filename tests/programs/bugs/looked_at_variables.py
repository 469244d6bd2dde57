# Class: unbound and deleted locals after an exit.
# Variables that nothing reads but who looks at the frame.
def seen(k):
    for i in range(k):
        dead = i * 2
        shown = locals() if i % 50 == 49 else None
    return shown["dead"], shown["i"]


def yielded(k):
    for i in range(k):
        dead = i * 3
        yield sum(value for name, value in sorted(locals().items()) if name in ("dead", "i"))


def evaluated(k):
    total = 0
    for i in range(k):
        dead = i + 0.5
        if i % 10 == 9:
            total += eval("dead * 2")
    return total


def listed(k):
    count = 0
    for i in range(k):
        if i % 2:
            late = i
        count += len(vars()) + ("late" in dir())
    return count


class Base:
    def one(self):
        return 1


class Derived(Base):
    def called(self):
        found = super
        __class__
        total = 0
        for i in range(200):
            total += found().one()
        return total

    def exchanged(self, other):
        found = super
        __class__
        total = 0
        for i in range(200):
            self = other
            total += found().one()
        return total

    def each(self):
        found = super
        __class__
        for i in range(200):
            yield found().one()


def no_class(first):
    for i in range(200):
        try:
            super().x
        except RuntimeError as error:
            yield str(error)


print(seen(300))
print(list(yielded(300))[-1])
print(evaluated(300))
print(listed(300))
print(Derived().called(), Derived().exchanged(Derived()), sum(Derived().each()))
print(set(no_class(1)))

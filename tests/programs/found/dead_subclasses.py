# A class that never had an instance forgets the subclasses that are dead.
import gc


class Base:
    pass


def make(count):
    for k in range(count):
        class Derived(Base):
            number = k

        class Further(Derived):
            pass


make(30)
gc.collect()
print(Base.__subclasses__())


class Kept(Base):
    pass


make(5)
gc.collect()
others = [[k] * 20 for k in range(2000)]
print([c.__name__ for c in Base.__subclasses__()], len(others))
print(Kept.__subclasses__(), Kept.__base__ is Base)

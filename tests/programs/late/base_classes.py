# The bases of a class are assigned, and a method appears between a class and its base.
class Base:
    def rate(self):
        return 1


class Other:
    def rate(self):
        return 50


class Middle(Base):
    pass


class Leaf(Middle):
    pass


leaf = Leaf()
total = 0
marks = []
for i in range(400):
    if i == 150:
        Middle.rate = lambda self: 10 + super(Middle, self).rate()
    if i == 200:
        Middle.__bases__ = (Other,)
    if i == 250:
        Leaf.rate = lambda self: -1
    if i == 300:
        del Leaf.rate
    if i == 350:
        Leaf.__bases__ = (Base,)
    total += leaf.rate()
    if i % 50 == 49:
        marks.append(total)
print(marks)
print([c.__name__ for c in Leaf.__mro__], isinstance(leaf, Other), isinstance(leaf, Base))

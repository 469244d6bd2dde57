# The reflected operator of a subclass goes first.
class Base:
    def __add__(self, other):
        return "base add"

    def __radd__(self, other):
        return "base radd"

    def __lt__(self, other):
        return "base lt"

    def __gt__(self, other):
        return "base gt"


class Sub(Base):
    def __radd__(self, other):
        return "sub radd"

    def __gt__(self, other):
        return "sub gt"


class Silent(Base):
    pass


counts = {}
things = [Base(), Sub(), Silent(), 1]
for i in range(480):
    a, b = things[i % 4], things[i // 4 % 4]
    if a is not b or a != 1:
        for answer in (a + b, a < b):
            counts[answer] = counts.get(answer, 0) + 1
print(sorted((str(k), n) for k, n in counts.items()))

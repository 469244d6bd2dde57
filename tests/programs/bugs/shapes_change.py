# Class: type confusion through an alias.
# New attributes, deleted attributes and new classes of an object that another name also means.


class Thing:
    def __init__(self, base):
        self.base = base


class Moving:
    def step(self, i, other):
        t = self.x
        self.__class__ = other
        if i % 3:
            return t + self.kind
        return t - self.kind


class Left(Moving):
    kind = 1

    def __init__(self, x, y):
        self.x = x
        self.y = y


class Right(Moving):
    kind = 50

    def __init__(self, x, y):
        self.x = x
        self.y = y


def grow(pairs):
    total = 0
    for p, q in pairs:
        total += p.base
        q.new = 1
        p.other = 2
        total += hasattr(q, "new") + 10 * hasattr(p, "other") + 100 * hasattr(p, "new") + 1000 * hasattr(q, "other")
    return total


def turn(things, classes):
    total = 0
    for i in range(len(things)):
        p = things[i]
        total += p.kind
        p.__class__ = classes[i]
        if i % 3:
            total += p.x + p.kind
        else:
            total += p.y + p.kind * 2
    return total


def stepped(things, classes):
    total = 0
    for i in range(len(things)):
        total += things[i].step(i, classes[i])
    return total


def made(n, at):
    kept, last = [], None
    for i in range(n):
        p = Thing(i)
        p.extra = i * 2
        if i >= at:
            kept.append(p)
        last = p.base + p.extra
    return [sorted(vars(p).items()) for p in kept[:2]], last, vars(p)


def lose(things):
    lost = 0
    for i in range(len(things)):
        p, q = things[i], things[i - 1]
        lost += p.x
        if i > 120:
            vars(q).pop("y", None)
            q.x = 4
        try:
            lost += p.x + p.y
        except AttributeError as error:
            lost += 1000
    return lost


print(grow([(Thing(1), Thing(2)) for k in range(100)]))
both = [Thing(k) for k in range(40)]
print(grow([(Thing(1), Thing(2)) for k in range(100)] + [(p, p) for p in both]), [vars(p) for p in both[:2]])
print(turn([Left(k, -k) for k in range(150)], [Left] * 150), turn([Left(k, -k) for k in range(150)], [Left] * 110 + [Right] * 40))
print(stepped([Left(k, k) for k in range(150)], [Left] * 110 + [Right] * 40), stepped([Left(1, 1)] * 90, [Left] * 90))
print(made(150, 120), made(150, 149))
one = Left(1, 2)
print(lose([Left(k, k) for k in range(110)]), lose([Left(k, k) for k in range(119)] + [one, one, one] + [Left(3, 3) for k in range(9)]))

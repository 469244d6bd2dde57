# Closures made anew in hot loops, called through parameters; places that meet ever other functions and classes.


def apply(function, value):
    return function(value)


def adders(count):
    total = 0
    for index in range(count):
        total += apply(lambda value: value + index, 1)
        if index % 3 == 0:
            def other(value, factor=2):
                return value * factor + index
            total += apply(other, index)
    return total


print(adders(50), adders(400))


def counter():
    count = 0

    def bump(step):
        nonlocal count
        count += step
        return count

    return bump


def bumps(rounds):
    total = 0
    for _ in range(rounds):
        bump = counter()
        for step in range(5):
            total += bump(step)
    return total


print(bumps(20), bumps(200))


def failing(function, values):
    caught = 0
    for value in values:
        try:
            function(value)
        except ZeroDivisionError:
            caught += 1
    return caught


def dividers(count):
    total = 0
    for index in range(count):
        total += failing(lambda value: index // value, [1, 2, 0, 3])
    return total


print(dividers(150))


def many(count):
    functions = [lambda value, number=number: value + number for number in range(40)]
    classes = [type("C%d" % number, (), {"value": number, "get": lambda self: self.value}) for number in range(40)]
    total = 0
    for index in range(count):
        total += functions[index % 40](index)
        instance = classes[index * 7 % 40]()
        total += instance.get() + instance.value
        if isinstance(instance, classes[3]):
            total += 1
    return total


print(many(100), many(3000))


class Counted:
    made = 0

    def __init__(self):
        Counted.made += 1


def make(count):
    for _ in range(count):
        Counted()
    return Counted.made


print(make(50), make(2000))


def deep(function, level):
    if level == 0:
        return function(1)
    return deep(lambda value: function(value) + level, level - 1)


print([deep(lambda value: value * index, 12) for index in range(60)][-1])

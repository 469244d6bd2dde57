# Defaults, keywords, *args and **kwargs of functions inlined in hot loops; defaults that change late.


def add(x, y=1, *, scale=1):
    return (x + y) * scale


def late_defaults(count):
    total = 0
    for index in range(count):
        total += add(index)
        if index == count - 30:
            add.__defaults__ = (100,)
        if index == count - 20:
            add.__kwdefaults__ = {"scale": 3}
        if index == count - 10:
            add.__kwdefaults__["scale"] = 5
    add.__defaults__ = (1,)
    add.__kwdefaults__ = {"scale": 1}
    return total


print(late_defaults(100), late_defaults(1000))


def simple(x, y=2):
    return x * y


def simple_loop(count):
    total = 0
    for index in range(count):
        total += simple(index)
        if index == count - 5:
            simple.__defaults__ = (7,)
    simple.__defaults__ = (2,)
    return total


print(simple_loop(100), simple_loop(500))


def collect(first, *rest, **more):
    return first + len(rest) * 10 + sum(rest) + more.get("bonus", 0) + len(more)


class Box:
    def __init__(self, size, *, color="red", **other):
        self.size = size
        self.color = color
        self.other = other

    def area(self, times=1, *, plus=0):
        return self.size * self.size * times + plus

    def log(self, text, *args, **kwargs):
        if self.size > 1000:
            print(text, args, kwargs)
        return len(text)


def calls(count):
    total = 0
    for index in range(count):
        total += collect(index)
        total += collect(1, 2, 3)
        total += collect(1, 2, bonus=index, other=4)
        total += collect(first=index)
        box = Box(index % 5)
        total += box.area() + box.area(2) + box.area(plus=3) + box.area(plus=index, times=2)
        total += Box(2, color="blue", height=3).size
        total += box.log("text") + box.log("more", 1, 2, key=3)
        total += add(index, scale=2) + add(y=3, x=index) + add(1, 2, scale=index)
        if index % 50 == 49:
            for wrong in (lambda: add(), lambda: add(1, 2, 3), lambda: add(1, x=2), lambda: add(1, z=3)):
                try:
                    wrong()
                except TypeError as error:
                    total += len(str(error))
    return total


print(calls(60), calls(400))


def fails(count):
    messages = set()
    for index in range(count):
        try:
            add(1, **({"q": 2} if index % 2 else {"y": "text"}))
        except TypeError as error:
            messages.add(str(error))
    return sorted(messages)


print(fails(100))

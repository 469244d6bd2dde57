# Class: side effects of __index__, __eq__, __hash__, __bool__, properties and host callbacks.
# Special methods that change, at a late call, what the loop around them reads.


class Sly:
    def __init__(self, box, at):
        self.box = box
        self.calls = 0
        self.at = at

    def tick(self):
        self.calls += 1
        if self.calls == self.at:
            self.box.value = self.box.value + 1000
            self.box.items.append(self.calls)

    def __index__(self):
        self.tick()
        return 1

    def __eq__(self, other):
        self.tick()
        return self.calls % 2 == 0

    def __hash__(self):
        self.tick()
        return 7

    def __bool__(self):
        self.tick()
        return self.calls % 3 == 0

    @property
    def size(self):
        self.tick()
        return self.calls

    def __add__(self, other):
        self.tick()
        return other + 1

    def __lt__(self, other):
        self.tick()
        return True

    def __len__(self):
        self.tick()
        return 2

    def __contains__(self, key):
        self.tick()
        return key == 3

    def __getattr__(self, name):
        self.tick()
        return len(name)


class Box:
    def __init__(self):
        self.value = 1
        self.items = [10, 20, 30]


def loop(use, at=120):
    box = Box()
    sly = Sly(box, at)
    total = 0
    for i in range(150):
        before = box.value + len(box.items)
        got = use(sly, box, i)
        total += got + box.value - before + len(box.items)
    return total, box.value, box.items[-1]


print("index", loop(lambda sly, box, i: box.items[sly]))
print("eq", loop(lambda sly, box, i: sly == i), loop(lambda sly, box, i: sly != 3))
print("hash", loop(lambda sly, box, i: len({sly: 1})), loop(lambda sly, box, i: hash(sly)))
print("bool", loop(lambda sly, box, i: 5 if sly else 6), loop(lambda sly, box, i: not sly))
print("property", loop(lambda sly, box, i: sly.size), loop(lambda sly, box, i: sly.missing))
print("add", loop(lambda sly, box, i: sly + i), loop(lambda sly, box, i: sly < i))
print("len", loop(lambda sly, box, i: len(sly)), loop(lambda sly, box, i: i in sly))
print("sort", loop(lambda sly, box, i: len(sorted([sly, sly]))), loop(lambda sly, box, i: [1, sly].count(2)))
print("key", loop(lambda sly, box, i: max([1, 2], key=lambda x: x + (sly < x))))

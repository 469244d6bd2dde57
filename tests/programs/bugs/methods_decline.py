# Class: side effects of __index__, __eq__, __hash__, __bool__, properties and host callbacks.
# Operators and iterators whose methods change what the loop reads, decline at a late iteration, or raise there.


class Box:
    def __init__(self):
        self.value = 1


class Money:
    def __init__(self, n, at):
        self.n = n
        self.at = at

    def __add__(self, other):
        if other == self.at:
            return NotImplemented
        return self.n + other

    def __lt__(self, other):
        if other == self.at:
            return NotImplemented
        return self.n < other

    def __eq__(self, other):
        if other == self.at:
            return NotImplemented
        return self.n == other


class Late:
    def __init__(self, at):
        self.at = at

    def __eq__(self, other):
        return isinstance(other, int) and other == self.at

    def __radd__(self, other):
        return 5000

    def __gt__(self, other):
        return True


def operators(values, at):
    money, total, wrong = Money(3, at), 0, 0
    for v in values:
        kept = total * 2 + 1
        try:
            total += money + v
            total += money < v
        except TypeError as error:
            total += 7
            wrong += kept % 5 + len(str(error))
        total += (money == v) * 3
    return total, wrong


class Countdown:
    def __init__(self, n, box):
        self.n = n
        self.box = box

    def __iter__(self):
        return self

    def __next__(self):
        self.n -= 1
        if self.n == 40:
            self.box.value += 1000
        if self.n == 0:
            raise StopIteration
        return self.n


def iterate(n):
    box, total = Box(), 0
    for v in Countdown(n, box):
        total += box.value
        for w in map(lambda x: x + box.value, (v, 1)):
            total += w + box.value
    return total, box.value


class Answer:
    def __init__(self, box):
        self.box = box
        self.asked = 0

    def __len__(self):
        self.asked += 1
        if self.asked == 130:
            self.box.value = 700
        return self.asked % 3


def ask(n):
    box = Box()
    answer, total = Answer(box), 0
    for i in range(n):
        before = box.value
        if answer:
            total += box.value - before + 1
        while not answer:
            total += box.value
        total += box.value
    return total


print(operators(list(range(150)), 120), operators(list(range(100)) + [2.5, 120, None] + [4] * 9, 120))
print(operators([1, 2, 3] * 40 + [Late(120), 5], 200), operators([1] * 100 + [Late(7)] + [7, 7, 2], 7))
print(iterate(150), iterate(60), ask(150))

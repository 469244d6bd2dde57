# The same inner loop goes over a list, a tuple, a range, a str, a dict, a generator, an own iterator.
class Down:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


class Old:
    def __getitem__(self, index):
        if index == 30:
            raise IndexError
        return index


def walk(source):
    total = 0
    for value in source:
        total += 1 if isinstance(value, str) else value
    return total


makers = [lambda: [1] * 40, lambda: (2,) * 40, lambda: range(40), lambda: "word" * 10,
          lambda: dict.fromkeys(range(40)).values(), lambda: {i: i for i in range(40)},
          lambda: (i * i for i in range(40)), lambda: Down(40), Old, lambda: bytes(range(40)),
          lambda: map(abs, range(-20, 20)), lambda: reversed([5] * 40), lambda: {3}]
for number, make in enumerate(makers):
    try:
        print(number, [walk(make()) for _ in range(12)][-1])
    except TypeError as error:
        print(number, error)

# Instances of Python subclasses of list, dict, str and int in hot loops, and methods called through the class.


class Numbers(list):
    def append(self, item):
        super().append(item * 2)

    def total(self):
        return sum(self)


class Checked(list):
    def __setitem__(self, index, value):
        if type(value) is not int:
            raise TypeError("ints only")
        list.__setitem__(self, index, value)

    def __getitem__(self, index):
        if type(index) is slice:
            return Checked(list.__getitem__(self, index))
        return list.__getitem__(self, index)


class Table(dict):
    def __missing__(self, key):
        return key * 10


class Plain(list):
    pass


def work(count):
    total = 0
    numbers, checked, table, plain = Numbers(), Checked([0] * 7), Table(), Plain([1, 2, 3])
    for index in range(count):
        numbers.append(index)
        checked[index % 7] = index
        total += checked[index % 7] + checked[-1]
        total += len(checked[1:3]) + plain[index % 3]
        plain[index % 3] = index
        table["a"] = index
        total += table["a"] + table[index % 3]
        for item in plain:
            total += item
        if index in plain:
            total += 1
        total += len(plain) + len(numbers)
        push = plain.append
        pop = plain.pop
        push(index)
        total += pop(0)
        if index == count - 3:
            try:
                checked[0] = "text"
            except TypeError as error:
                total += len(str(error))
    return total, numbers.total(), plain


print(work(50))
print(work(400))


class Root:
    def __init__(self, value):
        self.value = value

    def step(self):
        return 1


class Middle(Root):
    def __init__(self, value):
        super(Middle, self).__init__(value + 1)

    def step(self):
        return super().step() + 10


class Leaf(Middle):
    def step(self):
        return super().step() + 100


def climb(count):
    total = 0
    for index in range(count):
        leaf = Leaf(index)
        total += leaf.value + leaf.step() + Root.step(leaf)
        if index == count - 20:
            Root.step = lambda self: 7
    return total


print(climb(200))
print(climb(30))


def slices(items, count):
    out = 0
    for index in range(count):
        head = items[:index % 5]
        tail = items[index % 5:]
        middle = items[1:-1]
        items[:2] = items[1::-1]
        items[len(items):] = [index]
        del items[0]
        out += len(head) * 3 + len(tail) * 5 + len(middle) + sum(items)
    return out


print(slices([1, 2, 3, 4, 5, 6], 300))


def slices_of(values):
    out = []
    for value in values:
        out.append(value[1:3])
    return out[-4:]


print(slices_of([[1, 2, 3]] * 100 + ["abc", b"abcd", (1, 2, 3), range(9)]))


class Odd:
    def __index__(self):
        return 2


def odd_bounds(stops):
    return sum([len([1, 2, 3, 4][:stop]) for stop in stops])


print(odd_bounds([1] * 100 + [Odd(), None, -1, 10 ** 30]))


def types(values):
    names = {}
    for value in values:
        kind = type(value)
        names[kind.__name__] = names.get(kind.__name__, 0) + 1
    return names


print(types([1] * 80 + [True, 1.5, "s", None, Leaf(1), 1 << 70, [], Odd]))

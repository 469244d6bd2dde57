# Class: hoisting over a callee that changes an attribute on iteration k.
# What a loop reads each time (an attribute, a length, a global, a method, an entry) a call changes at a late iteration.


class Owner:
    factor = 3

    def __init__(self):
        self.rate = 2
        self.items = [1, 2, 3]
        self.names = {"a": 1}

    def step(self, i):
        if i == 120:
            self.rate = 50
        if i == 130:
            self.items.append(1000)
        if i == 135:
            self.items = [7]
        if i == 140:
            self.names["a"] = 9
        if i == 150:
            Owner.factor = 100
        return i & 1


scale = 1


def tick(i):
    global scale
    if i == 110:
        scale = 7


def run(owner):
    total = 0
    trace = []
    for i in range(170):
        total += owner.rate * scale
        total += owner.step(i)
        tick(i)
        total += owner.rate + len(owner.items) + owner.items[-1] + owner.factor + owner.names["a"]
        if i % 10 == 9:
            trace.append(total)
    return trace[9:]


class Counter:
    def __init__(self):
        self.calls = 0
        self.limit = 100

    def __len__(self):
        self.calls += 1
        if self.calls == 60:
            self.limit = 80
        return self.calls


def lengths(counter):
    n = 0
    while n < counter.limit:
        n = len(counter)
    return n, counter.calls


print(run(Owner()))
print(lengths(Counter()))

# Classes made by a function close over its arguments; the class body does not hide them.
def make(step, name):
    class Counter:
        label = step * 2
        name = "own"

        def __init__(self):
            self.count = 0

        def tick(self):
            self.count += step
            return self.count, name

    return Counter


One, Ten = make(1, "one"), make(10, "ten")
counters = [One(), Ten(), One()]
for i in range(300):
    last = counters[i % 3].tick()
print([c.count for c in counters], last)
print(One.label, Ten.label, One.name, One is Ten)
print(One.__qualname__, Ten.tick.__qualname__)

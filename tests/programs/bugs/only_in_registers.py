# Class: objects alive only in registers at a safepoint.
# New objects that no variable holds yet, while other code allocates and collections run.
import gc


class Node:
    def __init__(self, value, next):
        self.value = value
        self.next = next


class Noisy:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        junk = [[k] for k in range(20)]
        if self.n % 50 == 0:
            gc.collect()
        return Noisy(self.n + len(junk) - 19)

    def __eq__(self, other):
        junk = {k: [k] for k in range(10)}
        return self.n == other.n

    def __repr__(self):
        return f"Noisy({self.n})"


def chain(n):
    head = None
    for i in range(n):
        head = Node([i, str(i)], Node((i, [i]), head))
    total, depth = 0, 0
    while head is not None:
        total += head.value[0]
        head = head.next
        depth += 1
    return total, depth


def sums(n):
    last = Noisy(1)
    for i in range(n):
        last = (last + 1) + ((last + 2) + ([i], "t" * 3))
    return last


def compare(n):
    same = 0
    for i in range(n):
        same += [Noisy(i), Noisy(i + 1)] == [Noisy(i), Noisy(1 + i)]
        same += max([Noisy(i), Noisy(2)], key=lambda one: len([one, [one]]) + one.n).n % 2
    return same


def pairs(n):
    out = []
    for i in range(n):
        out.append(sorted([(str(i % 7), [i]), (str(i % 5), [-i])], key=lambda pair: [pair[0] + "x"])[0])
    return out[-3:]


def floats(n):
    x, kept = 1.5, []
    for i in range(n):
        y = x * 1.25
        kept.append([y, str(y)[:6], [x + y]])
        x = kept[-1][2][0] % 17.0
    return kept[-1]


print(chain(150), sums(120), compare(100))
print(pairs(100), floats(90))

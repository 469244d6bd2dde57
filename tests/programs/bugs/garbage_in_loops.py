# Class: interrupt and recursion checks still there after compilation.
# Loops that make much more garbage than there is memory: they stop where a collection is due, in all their nests and calls.


class Pair:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def texts(n):
    kept = ""
    for i in range(n):
        kept = "ab" * 100000
        kept = kept + str(i)
    return len(kept)


def lists(n):
    kept = None
    for i in range(n):
        kept = [i] * 20000
        kept = Pair(kept, kept[:])
    return len(kept.left), kept.right[5]


def nested(n, m):
    total = 0
    for i in range(n):
        row = ["x" * 100000]
        for j in range(m):
            row = [row[0] + "y"]
        total += len(row[0])
    return total


def called(n):
    return [n] * 30000


def calls(n):
    total = 0
    while total < n * 30000:
        total += len(called(n))
    return total


print(texts(150), lists(150))
print(nested(20, 12), calls(150))

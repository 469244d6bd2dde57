# A local function calls itself and its sibling through cells.
def parity(limit):
    calls = 0

    def even(n):
        nonlocal calls
        calls += 1
        return n == 0 or odd(n - 1)

    def odd(n):
        nonlocal calls
        calls += 1
        return n != 0 and even(n - 1)

    count = sum(even(n) for n in range(limit))
    return count, calls


print(parity(60))


def tree(depth):
    def grow(d):
        return [grow(d - 1), d, grow(d - 1)] if d else None

    def flat(node):
        if node is not None:
            yield from flat(node[0])
            yield node[1]
            yield from flat(node[2])

    return list(flat(grow(depth)))


print(tree(4))
print(len(tree(7)), sum(tree(7)))

# heapq.merge is lazy and stable; nlargest and nsmallest of ties.
import heapq
import itertools

print(list(heapq.merge([1, 4, 7], [2, 4, 6], [], [0, 9])))
print(list(heapq.merge([7, 4, 1], [6, 4, 2], reverse=True)))
print(list(itertools.islice(heapq.merge(itertools.count(0, 2), itertools.count(1, 2)), 6)))
print(list(heapq.merge(["b", "dd"], ["a", "cc", "eee"], key=len)))
print(list(heapq.merge(["ccc", "b"], ["ddd", "aa", "e"], key=len, reverse=True)))
pairs = [(3, "a"), (1, "b"), (3, "c"), (2, "d"), (3, "e"), (1, "f")]
first = lambda pair: pair[0]
for n in (-1, 0, 1, 2, 4, 6, 9):
    print(n, heapq.nlargest(n, pairs, key=first), heapq.nsmallest(n, pairs, key=first))
print(heapq.nlargest(3, iter(range(100))), heapq.nlargest(2, "hello"))


def broken():
    yield 1
    raise KeyError("gone")


try:
    for item in heapq.merge(broken(), [0, 5]):
        print(item)
except KeyError as error:
    print(repr(error))
try:
    heapq.nlargest(2, [1, "a", 2])
except TypeError as error:
    print(error)

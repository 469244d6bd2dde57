it = iter([1, 2, 3]); print(next(it), list(it), next(it, "end"), it.__iter__() is it)
print(list(zip([1, 2], "abc", range(9))), list(map(lambda a, b: a + b, [1, 2], [3, 4])), list(filter(None, [0, 1, "", "a"])), list(enumerate("ab", 5)), list(reversed([1, 2])), list(iter(lambda c=[3]: c.append(c.pop() - 1) or c[0], 0)))
print(all([]), any([]), all([1, 0]), any([0, 1]), min(3, 1, 2), max("abc"), min([], default=5), max([1, -5], key=abs), sum([[1], [2]], []), sorted(zip("ba", [1, 2])))
class R:
    def __init__(self, n): self.n = n
    def __iter__(self): return self
    def __next__(self):
        if self.n == 0: raise StopIteration
        self.n -= 1
        return self.n
print(list(R(3)), [*R(2)], tuple(R(2)), set(R(2)), sum(R(4)), 1 in R(3), dict(zip(R(2), R(2))))
import itertools
print(list(itertools.chain([1], "ab")), list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.accumulate([1, 2, 3])), list(itertools.product("ab", [1, 2])), list(itertools.permutations([1, 2, 3], 2)), list(itertools.combinations("abc", 2)), [(k, list(g)) for k, g in itertools.groupby("aabbc")], list(itertools.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(itertools.dropwhile(lambda x: x < 3, [1, 3, 1])), list(itertools.zip_longest([1], [2, 3], fillvalue=0)), list(itertools.starmap(pow, [(2, 3)])), list(itertools.repeat(1, 2)), list(itertools.compress("abc", [1, 0, 1])), list(itertools.pairwise([1, 2, 3])), list(itertools.islice(itertools.cycle("ab"), 5)), list(itertools.filterfalse(None, [0, 1])))
a, b = itertools.tee([1, 2]); print(list(a), list(b))

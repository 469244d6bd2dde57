from itertools import *
import itertools, operator
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
L = lambda it, n=10: list(islice(it, n))
print(L(count()), L(count(5, -2), 4), L(count(1.5, 0.5), 3), count(3), count(1, 2), L(count(2**60, 2**60), 3), L(count(10**20), 2))
print(L(cycle("ab"), 5), L(cycle([])), L(repeat(7), 3), list(repeat("x", 2)), repeat(1), repeat(1, 3), list(repeat(1, -5)), operator.length_hint(repeat(1, 4)))
print(list(chain("ab", [1], ())), list(chain.from_iterable(["ab", "cd"])), list(chain()))
print(list(islice("abcdef", 2)), list(islice("abcdef", 1, 5, 2)), list(islice("abc", None)), list(islice("abcdef", 2, None)), list(islice(count(), 3, 10, 3)))
i = iter(range(10)); print(list(islice(i, 2, 4)), list(i)); i = iter(range(10)); print(list(islice(i, 1, 8, 3)), list(i)); 
t(lambda: islice("a", -1)); t(lambda: islice("a", 0, 1, 0)); t(lambda: islice("a", "b")); t(lambda: islice("a")); t(lambda: islice("a", 1, -1))
print(list(accumulate([1,2,3])), list(accumulate([1,2,3], operator.mul)), list(accumulate([1,2], initial=10)), list(accumulate([])), list(accumulate("abc")), list(accumulate([3,1,2], max)))
print(list(takewhile(lambda x: x < 3, [1,2,3,1])), list(dropwhile(lambda x: x < 3, [1,2,3,1])), list(filterfalse(None, [0,1,2])), list(filterfalse(lambda x: x % 2, range(5))), list(starmap(pow, [(2,3),(3,2)])), list(compress("abcd", [1,0,1])), list(pairwise("abcd")), list(pairwise("a")))
print(list(zip_longest("ab", [1,2,3], fillvalue="-")), list(zip_longest()), list(zip_longest("a", "")))
print(list(product("ab", [1,2])), list(product([0,1], repeat=2)), list(product()), list(product("ab", [])), len(list(product(range(3), repeat=3))))
print(list(permutations("abc")), list(permutations("abc", 2)), list(permutations([], 0)), list(permutations("ab", 3)), list(combinations("abcd", 2)), list(combinations("ab", 3)), list(combinations("ab", 0)), list(combinations_with_replacement("abc", 2)), list(combinations_with_replacement("", 1)))
print([(k, list(g)) for k, g in groupby("aabbbc")], [(k, list(g)) for k, g in groupby([1,3,2,4], lambda x: x % 2)])
a, b = tee([1,2,3]); print(next(a), list(b), list(a))
t(lambda: product("a", repeat=-1)); t(lambda: combinations("a", -1)); t(lambda: count("a")); t(lambda: repeat()); t(lambda: next(takewhile(lambda x: 1/0, [1]))); t(lambda: chain(1).__next__()); t(lambda: permutations("a", "b")); t(lambda: zip_longest("a", x=1)); t(lambda: starmap(pow, [1]).__next__())
print(type(count()), type(chain()).__name__, count.__module__, isinstance(count(), count), iter(c := count()) is c, str(chain()).startswith("<itertools.chain object at 0x"))
c = count(); next(c); print(c, next(c)); tw = takewhile(lambda x: x < 2, [1,5,1]); print(list(tw), list(tw))
def gen():
    yield 1
    raise ValueError("x")
ch = chain(gen()); print(next(ch)); t(lambda: next(ch)); t(lambda: next(ch))
print(sum(1 for _ in product(range(10), repeat=4)), max(accumulate(range(100))), dict(zip("abc", count(1))), [x for x in map(operator.add, count(), [1,2,3])])

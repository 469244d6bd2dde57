# min and max of what is compared at once, and of what is not.
nan = float("nan")
for items in ([3, 1, 2], (3.5, -0.0, 0.0), {5, 9, 2}, frozenset([7]), [0.0, -0.0], [-0.0, 0.0], [1, 1.0], [1.0, 1], [True, 1],
              [2, True, 2.0], [nan, 1.0], [1.0, nan], [1.0, nan, 0.5], [2 ** 60, 3], [3, 2 ** 60, -2 ** 70], ["b", "a"], [[2], [1]]):
    print(min(items), max(items), min(*items) if len(items) > 1 else "", max(*items) if len(items) > 1 else "")
class L(list):
    def __iter__(self): return iter([10, 20])
class T(tuple): pass
class S(set):
    def __iter__(self): return iter([-1, -2])
print(min(L([1, 2])), max(T((4, 5))), min(S({3})), max(L()), min([], default=4), max((), default=None), min([5], default=1))
print(min([3, 1, 2], key=lambda x: -x), max({1: 2, 3: 0}), min(range(5, 1, -1)), max(x * x for x in [-3, 2]))
for bad in ([1, "a"], ["a", 1.0], [None, 1], []):
    try: print(min(bad))
    except (TypeError, ValueError) as error: print(error)
class Odd(int):
    def __lt__(self, other): return True
    def __gt__(self, other): return True
print(int(min([1, Odd(5), 2])), int(max(Odd(1), 7)))
total = 0
for i in range(2000):
    total += min(i, 1000) + max([i, 3, 500]) + min({i, i + 1, 70}) + int(max(i / 2, 3.0))
print(total)

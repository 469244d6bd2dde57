print((int|str) == (str|int), (int|str) == (int|str), list[int] == list[int], list[int] == list[str], hash(int|str) == hash(str|int), hash(list[int]) == hash(list[int]), {list[int]: 1}[list[int]], (int | None) != (None | int), int | int, int | str | int, (int|str)|None)
try: isinstance(5, list[int])
except TypeError as e: print(e)
try: issubclass(int, list[int])
except TypeError as e: print(e)
print(list[int](), dict[str, int](a=1), list[int].append, isinstance([], list[int].__origin__))

class M(type):
    def __eq__(c, o): return True
    def __hash__(c): return 7
class A(metaclass=M): pass
class B(metaclass=M): pass
print({A: 1}[B], len({A, B}), A in [B], (A,) == (B,), hash((A,)) == hash((B,)), [A].index(B), [A].count(B))

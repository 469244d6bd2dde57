# What cannot be hashed says so, and its class has no __hash__.
print(list.__hash__, dict.__hash__, set.__hash__, bytearray.__hash__, slice.__hash__)
for v in ([], {}, set(), bytearray(), slice(1), {}.keys(), {}.items(), [[]]):
    try: print(hash(v))
    except TypeError as e: print(e)
class L(list): pass
class D(dict): 
    def __hash__(self): return 3
try: hash(L())
except TypeError as e: print(e)
print(hash(D()), {D():1}, hash(()), hash({}.values()) is not None)
try: {slice(1):2}
except TypeError as e: print(e)
import collections.abc
print(isinstance([], collections.abc.Hashable), isinstance((), collections.abc.Hashable), isinstance(L(), collections.abc.Hashable),  isinstance(D(), collections.abc.Hashable))

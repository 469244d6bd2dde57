# What a program finds in its namespace before its first line.
print([name for name in globals() if name != "__file__"])
print(__builtins__, __package__, __spec__, type(__loader__).__name__, __annotations__, __cached__)
import math, collections, types
print(repr(math.__package__), math.__name__, repr(collections.__package__), types.ModuleType("q").__dict__)
count: int = 3
print(__annotations__, "count" in dir(), __name__, __doc__)


def f():
    pass


print(f.__builtins__ is __builtins__.__dict__, f.__builtins__["len"] is len)

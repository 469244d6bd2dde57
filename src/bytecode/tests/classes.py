"""Module."""
import os.path as p, sys.path
from . import x as y
from a.b import c, d


@decorate
class C(B, metaclass=M):
    "Class."
    z: int = 3

    def __init__(self, v):
        super().__init__(v)
        self.__v = v
        print(super(), __class__)

    w = [z + u for u in range(z) if z]
    del z


def make(b):
    class D(*b):
        c = b
        f = [lambda: i for i in b]
    return D

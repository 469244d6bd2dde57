# Annotations kept as text are written anew from the tree: spaces, quotes and parentheses are the tree's.
from __future__ import annotations
class C:
    a: "int"
    b: dict [ str,'x' ]
    c: (int | None)
    d: Tuple[int, ...]
    e: Callable[[int,str], None] = None
    f: "a'b"
    g: -1 ** 2 + (3*x) - (y - z)
    h: not a and (b or c) if d else e
    i: a.b .c [1:2, ::3]
    j: f( x , *y, k = 1, **z)
    k: {1 : 2, **q}
    l: (1,)
    m: x[()]
    n: 0x10
    p: a < b <= c is not d
    q: (a, b)
    r: [a , b]
    s: (2).real
    t: x [(1, 2), 3]
    u: 'multi\nline\\'
    v: a if b else (c if d else e)
    w: (a if b else c) | d
    x: 2 ** -1
    y: (-1) ** 2
for k, v in C.__annotations__.items(): print(k, v)
def f(a:int, *b : 'str', c : list [int]=1) -> ( None ): pass
print(f.__annotations__)

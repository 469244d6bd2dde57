def f(a, b=1, /, c=2, *d, e, **g):
    x = [q for q in range(3)]
    def inner(): return a, x
    print(sorted(locals()))
    return inner
c = f.__code__
f(1, e=2)
print(c.co_name, c.co_qualname, c.co_argcount, c.co_posonlyargcount, c.co_kwonlyargcount, c.co_varnames, c.co_cellvars, c.co_freevars, c.co_flags, c.co_firstlineno, c.co_nlocals)
i = f(1, e=2).__code__
print(i.co_name, i.co_qualname, i.co_freevars, i.co_varnames, i.co_flags)
def g(): yield
async def h(): pass
print(g.__code__.co_flags, h.__code__.co_flags)
def k():
    a = 1
    return dir(), vars(), locals()
print(k())
class C:
    z = 1
    print(dir()[-1], sorted(vars())[-1])
print('k' in dir(), 'k' in vars(), callable(k.__call__))
print(k.__code__.co_names, k.__code__.co_consts)

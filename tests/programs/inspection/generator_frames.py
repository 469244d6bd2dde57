# The frames of generators and coroutines, and what they say of their progress.
def gen(a):
    y = a + 5
    yield 1
    yield (lambda: y)

g = gen(1)
frame = g.gi_frame
print(type(frame).__name__, frame.f_code.co_name, frame.f_lineno, frame.f_locals, frame.f_lasti >= 0, frame.f_back)
print(g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_code is gen.__code__)
next(g)
print(g.gi_frame.f_lineno, g.gi_frame.f_locals, g.gi_suspended, g.gi_frame.f_globals is globals())
next(g)
print(g.gi_frame.f_lineno, g.gi_frame.f_locals)
for _ in g:
    pass
print(g.gi_frame, g.gi_running, g.gi_suspended)

def own():
    yield h.gi_running, h.gi_frame.f_code.co_name
h = own()
print(next(h))

def outer():
    yield from inner
inner = gen(2)
o = outer()
next(o)
print(o.gi_yieldfrom is inner, inner.gi_frame.f_lineno)

async def co():
    await other()
async def other():
    pass
c = co()
print(c.cr_frame.f_code.co_name, c.cr_running, c.cr_await, c.cr_code.co_name, c.cr_frame.f_lineno)
c.close()
print(c.cr_frame)
e = (x for x in 'ab')
next(e)
print(e.gi_frame.f_code.co_name, e.gi_frame.f_locals.get('x'))

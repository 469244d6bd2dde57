# Generators that are dropped half-way: their handlers run.
import gc
log = []
def g(name):
    try:
        yield 1
        yield 2
    finally:
        log.append(name)
        print('closed', name)
a = g('a')
next(a)
del a
print('deleted a')
def first(it):
    for x in it:
        return x
print(first(g('b')))
print('after b')
for x in g('c'):
    print(x)
    break
print('after c')
class M:
    def __enter__(self): print('enter')
    def __exit__(self, *args): print('exit', args[0])
def w():
    with M():
        yield 1
v = w()
next(v)
v = None
print('after with')
def e():
    try:
        yield 1
    except GeneratorExit as error:
        print('GeneratorExit', repr(error))
        raise
x = e(); next(x)
x = None
def outer():
    try:
        yield from g('inner')
    finally:
        print('outer')
y = outer(); next(y)
y = None
unstarted = g('never'); unstarted = None
print(next(map(str, g('z1'))))
gc.collect()
print(log)
async def co():
    try:
        await Wait()
    finally:
        print('coroutine closed')
class Wait:
    def __await__(self):
        yield 'w'
c = co(); c.send(None)
c = None
gc.collect()
print('end of program')
kept = g('kept'); next(kept)

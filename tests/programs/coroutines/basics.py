class Y:
    def __await__(self):
        r = yield "y"
        return r
async def co(n):
    a = await Y()
    return a + n
c = co(4)
print(c.send(None))
try: c.send(10)
except StopIteration as e: print(e.value)
async def outer():
    return await co(1) + await co(2)
def run(c, vals):
    vals = iter(vals)
    v = None
    while True:
        try: c.send(v)
        except StopIteration as e: return e.value
        v = next(vals)
print(run(outer(), [5, 6]))
async def ag(n):
    for i in range(n):
        await Y()
        yield i
async def use():
    out = []
    async for x in ag(4):
        out.append(x)
    else:
        out.append("else")
    out += [x async for x in ag(3) if x]
    out.append({x: x+1 async for x in ag(2)})
    g = (x*2 async for x in ag(3))
    async for z in g: out.append(z)
    return out
print(run(use(), [0]*100))
class CM:
    async def __aenter__(self):
        await Y(); print("enter"); return 5
    async def __aexit__(self, *a):
        await Y(); print("exit", a[0]); return True
async def w():
    async with CM() as x, CM() as y:
        print(x, y)
        raise ValueError
    async with CM():
        return 3
print(run(w(), [0]*100))
async def ag2():
    try:
        v = yield 1
        print("v", v)
        yield 2
    except ValueError: 
        yield 3
    finally:
        print("fin")
async def m():
    g = ag2()
    print(await g.asend(None), await g.asend(9), await g.athrow(ValueError()))
    await g.aclose()
    try: await g.__anext__()
    except StopAsyncIteration as e: print("sai", e)
    print(await anext(g, 77))
run(m(), [])

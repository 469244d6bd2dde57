import asyncio
async def ticker(n):
    try:
        for i in range(n):
            if i % 2: await asyncio.sleep(0)
            got = yield i
            if got: print("got", got)
    finally:
        print("ticker over")
async def nested(n):
    async for x in ticker(n):
        if x == 3: await asyncio.sleep(0)
        yield x * 10
async def main():
    out = []
    async for x in nested(6): out.append(x)
    print(out)
    g = ticker(5)
    print(await g.__anext__(), await g.asend("hello"), await anext(g))
    a = g.__anext__()
    print(await a)
    try: await a
    except RuntimeError as e: print(e)
    try:
        print(await g.athrow(ValueError("v")))
    except ValueError as e: print("thrown", e)
    try: await g.__anext__()
    except StopAsyncIteration: print("stop")
    g = nested(9)
    async def bad():
        yield 1
        raise KeyError("k")
    try:
        async for x in bad(): print(x)
    except KeyError as e: print(repr(e))
    async def bad2():
        yield 1
        raise StopAsyncIteration
    try:
        async for x in bad2(): print(x)
    except RuntimeError as e: print(repr(e), repr(e.__cause__))
    print([x async for x in nested(4) if x], {x: 1 async for x in ticker(3)})
    async def selfish():
        yield 1
        try: await anext(me)
        except RuntimeError as e: yield str(e)
    me = selfish()
    print([x async for x in me])
    async def both():
        t = [asyncio.create_task(collect(i)) for i in range(3)]
        print(await asyncio.gather(*t))
    async def collect(k): return [x + k async for x in nested(5)]
    await both()
    async def never():
        if False: yield
    print([x async for x in never()])
asyncio.run(main())

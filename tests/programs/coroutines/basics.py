import asyncio
async def add(a, b): await asyncio.sleep(0); return a + b
async def agen(n):
    for i in range(n): await asyncio.sleep(0); yield i
class ACM:
    async def __aenter__(self): print("aenter"); return self
    async def __aexit__(self, *a): print("aexit", a[0]); return True
class AI:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
async def fail(): raise ValueError("f")
async def main():
    print(await add(1, 2), await asyncio.gather(add(1, 1), add(2, 2)), [x async for x in agen(3)], {x: y async for x in agen(2) for y in [x]}, [await add(i, i) for i in range(3)])
    async with ACM() as a: raise KeyError
    async for x in AI(): print(x)
    else: print("async else")
    t = asyncio.create_task(add(5, 5)); print(await t, t.done(), t.result())
    print(await asyncio.gather(fail(), add(1, 1), return_exceptions=True))
    try: await fail()
    except ValueError as e: print(e)
    try: await asyncio.wait_for(asyncio.sleep(10), 0.001)
    except asyncio.TimeoutError: print("timeout")
asyncio.run(main())
c = add(1, 2)
try: c.send(None); c.send(None)
except StopIteration as e: print(e.value)

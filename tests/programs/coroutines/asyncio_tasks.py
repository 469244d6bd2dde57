import asyncio


async def say(what, delay):
    # Turns instead of time: a slow machine prints the same.
    for _ in range(int(delay * 1000)):
        await asyncio.sleep(0)
    print(what)
    return what.upper()


async def fails(delay):
    await asyncio.sleep(delay)
    raise ValueError("failed")


async def main():
    print(await say("one", 0))
    a = asyncio.create_task(say("slow", 0.02))
    b = asyncio.create_task(say("fast", 0.01))
    print(await a, await b)
    print(await asyncio.gather(say("x", 0.003), say("y", 0.002), say("z", 0.001)))
    print(await asyncio.gather(fails(0), say("w", 0), return_exceptions=True))
    try:
        await asyncio.gather(fails(0), say("v", 0))
    except ValueError as e:
        print("caught", e)
    try:
        await asyncio.wait_for(asyncio.sleep(10), 0.01)
    except asyncio.TimeoutError as e:
        print("timeout", repr(e))
    print(await asyncio.wait_for(say("soon", 0.001), 5))

    async def cancelled():
        try:
            await asyncio.sleep(10)
        except asyncio.CancelledError as e:
            print("cancelling", e.args)
            raise
        finally:
            print("cleanup")

    t = asyncio.create_task(cancelled())
    await asyncio.sleep(0)
    print(t.cancel("why"), t.done())
    try:
        await t
    except asyncio.CancelledError as e:
        print("cancelled", t.cancelled(), t.cancel())
    queue = asyncio.Queue(2)

    async def producer():
        for i in range(5):
            await queue.put(i)
            print("put", i)
        await queue.put(None)

    async def consumer():
        while (item := await queue.get()) is not None:
            print("got", item)
            queue.task_done()

    await asyncio.gather(producer(), consumer())
    lock = asyncio.Lock()
    order = []

    async def worker(n):
        async with lock:
            order.append(n)
            await asyncio.sleep(0)
            order.append(-n)

    await asyncio.gather(*(worker(i) for i in range(1, 4)))
    print(order, lock.locked())
    event = asyncio.Event()

    async def waiter(n):
        await event.wait()
        print("woken", n)

    ts = [asyncio.create_task(waiter(i)) for i in range(3)]
    await asyncio.sleep(0)
    event.set()
    done, pending = await asyncio.wait(ts)
    print(len(done), len(pending))
    sem = asyncio.Semaphore(2)
    active = peak = 0

    async def limited():
        nonlocal active, peak
        async with sem:
            active += 1
            peak = max(peak, active)
            await asyncio.sleep(0.001)
            active -= 1

    await asyncio.gather(*[limited() for _ in range(6)])
    print(peak)
    f = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_soon(f.set_result, 42)
    print(await f, f.done(), f.result())
    try:
        f.set_result(1)
    except asyncio.InvalidStateError:
        print("invalid")
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(10)
    except TimeoutError:
        print("timed out")
    try:
        c = say("no", 0); asyncio.run(c)
    except RuntimeError as e:
        print(e)
    for c in asyncio.as_completed([say("p", 0.01), say("q", 0.001)]):
        print(await c)
    cond = asyncio.Condition()
    ready = False

    async def wait_cond():
        async with cond:
            await cond.wait_for(lambda: ready)
            print("condition")

    t = asyncio.create_task(wait_cond())
    await asyncio.sleep(0)
    async with cond:
        ready = True
        cond.notify_all()
    await t
    print(asyncio.current_task().get_name() is not None)
    return "end"


print(asyncio.run(main()))
try:
    asyncio.run(5)
except ValueError as e:
    print(e)
try:
    asyncio.get_running_loop()
except RuntimeError as e:
    print(e)


async def agen():
    for i in range(3):
        await asyncio.sleep(0)
        yield i


async def collect():
    return [i async for i in agen()]


print(asyncio.run(collect()))
loop = asyncio.new_event_loop()
print(loop.run_until_complete(collect()))
loop.close()

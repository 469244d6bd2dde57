# What coroutines refuse.
class Y:
    def __await__(self):
        return (yield "y")


def drive(c):
    try:
        while True:
            c.send(None)
    except StopIteration as e:
        return e.value


def attempt(f):
    try:
        print("value", f())
    except BaseException as e:
        print(type(e).__name__, e)


async def returns(v):
    return v


async def awaits(v):
    return await v


attempt(lambda: drive(awaits(returns(3))))
attempt(lambda: drive(awaits(5)))
attempt(lambda: drive(awaits([1])))


class NotIterator:
    def __await__(self):
        return 5


class ReturnsCoroutine:
    def __await__(self):
        return returns(1)


attempt(lambda: drive(awaits(NotIterator())))
c = returns(2)


class ReturnsThat:
    def __await__(self):
        return c


attempt(lambda: drive(awaits(ReturnsThat())))
attempt(lambda: drive(c))
attempt(lambda: drive(c))
c = returns(1)
attempt(lambda: iter(c))
attempt(lambda: next(c))
attempt(lambda: list(c))
attempt(lambda: c.send(4))
c.close()
c.close()
attempt(lambda: c.send(None))


async def afor(x):
    async for i in x:
        print(i)


class NoNext:
    def __aiter__(self):
        return self


class BadNext:
    def __aiter__(self):
        return self

    def __anext__(self):
        return 5


class Count:
    def __init__(self, n):
        self.n = n

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.n == 0:
            raise StopAsyncIteration
        self.n -= 1
        await Y()
        return self.n


attempt(lambda: drive(afor([1])))
attempt(lambda: drive(afor(NoNext())))
attempt(lambda: drive(afor(BadNext())))
attempt(lambda: drive(afor(Count(3))))


async def awith(x):
    async with x as y:
        print(y)


class OnlyEnter:
    async def __aenter__(self):
        pass


class Plain:
    def __aenter__(self):
        return 1

    def __aexit__(self, *a):
        return 2


class Good:
    async def __aenter__(self):
        await Y()
        return "entered"

    async def __aexit__(self, *a):
        await Y()
        print("exit", [type(x).__name__ for x in a])


attempt(lambda: drive(awith(5)))
attempt(lambda: drive(awith(OnlyEnter())))
attempt(lambda: drive(awith(Plain())))
attempt(lambda: drive(awith(Good())))


async def stop():
    raise StopIteration(1)


async def stop_async():
    yield 1
    raise StopAsyncIteration


async def stop_gen():
    yield 1
    raise StopIteration


attempt(lambda: drive(stop()))
attempt(lambda: drive(afor(stop_async())))
attempt(lambda: drive(afor(stop_gen())))
attempt(lambda: [x for x in stop_async()])


def yields_from_coroutine():
    yield from returns(1)


attempt(lambda: list(yields_from_coroutine()))


async def twice():
    x = Y()
    c = awaits(x)
    c.send(None)
    await c


attempt(lambda: drive(twice()))


async def cleanup():
    try:
        await Y()
    finally:
        print("cleaned")


c = cleanup()
c.send(None)
c.close()
c = cleanup()
c.send(None)
attempt(lambda: c.throw(KeyError("k")))


async def agen():
    try:
        yield 1
        yield 2
    except GeneratorExit:
        yield "ignored"


async def main():
    g = agen()
    print(await g.__anext__())
    try:
        await g.aclose()
    except RuntimeError as e:
        print(e)
    g = agen()
    step = g.asend(None)
    print(await step)
    try:
        await step
    except RuntimeError as e:
        print(e)
    g = agen()
    try:
        await g.asend(1)
    except TypeError as e:
        print(e)
    g = agen()
    await g.aclose()
    try:
        await g.__anext__()
    except StopAsyncIteration as e:
        print("over", e.args)
    try:
        await anext(5)
    except TypeError as e:
        print(e)
    print(await anext(aiter(Count(2)), None), [x async for x in Count(4) if x != 2])
    return {i: j async for i in Count(2) for j in [1, 2]}


attempt(lambda: drive(main()))
print(type(returns).__name__, returns.__name__, awaits.__qualname__)
for src in ["await x", "async def f():\n  def g(): await x", "def f():\n  async for x in y: pass",
            "def f():\n  async with x: pass", "def f(): [x async for x in y]", "async def f(): yield from x",
            "async def f():\n  yield\n  return 1", "yield", "class C: yield", "def f(): [(yield) for x in y]",
            "def f(): ((yield) for x in y)", "[await x for x in y]", "return"]:
    try:
        compile(src, "s", "exec")
        print("ok")
    except SyntaxError as e:
        print(e.msg)

# Asynchronous context managers from generators and their stack.
import asyncio
from contextlib import AsyncExitStack, aclosing, asynccontextmanager, nullcontext


@asynccontextmanager
async def lease(name):
    print("acquire", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print("release", name)


async def numbers():
    try:
        for n in range(5):
            yield n
    finally:
        print("closed")


@lease("decorator")
async def decorated():
    print("body")
    return 7


async def main():
    async with lease("a") as a:
        print(a)
    async with lease("b"):
        raise ValueError("inside")
    async with AsyncExitStack() as stack:
        print(await stack.enter_async_context(lease("c")))
        stack.push_async_callback(asyncio.sleep, 0)
        stack.callback(print, "plain callback")
    async with aclosing(numbers()) as source:
        async for n in source:
            if n == 2:
                break
    async with nullcontext(3) as three:
        print(three)
    print(await decorated(), await decorated())
    try:
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(nullcontext())
            await stack.enter_async_context(5)
    except TypeError as error:
        print(error)


asyncio.run(main())

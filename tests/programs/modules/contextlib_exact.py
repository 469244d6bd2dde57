# Context managers from generators, as decorators, in stacks; what happens to exceptions on the way.
from contextlib import (AbstractContextManager, ContextDecorator, ExitStack, closing, contextmanager, nullcontext,
                        suppress)


@contextmanager
def tag(name):
    "A tag."
    print("<" + name + ">")
    try:
        yield name
    except KeyError as error:
        print("swallowed", error)
    finally:
        print("</" + name + ">")


print(tag.__name__, tag.__doc__)


@tag("p")
def paragraph():
    print("text")


paragraph()
paragraph()
with tag("b") as name:
    raise KeyError(name)


@contextmanager
def silent():
    return
    yield


@contextmanager
def twice():
    yield
    yield


for bad in (silent, twice):
    try:
        with bad():
            pass
    except RuntimeError as error:
        print(error)
with ExitStack() as stack:
    stack.enter_context(tag("outer"))
    stack.callback(print, "callback", end="!\n")
    stack.push(lambda *details: print("pushed", details[0]) or True)
    raise ValueError("lost")
try:
    with ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        raise IndexError("first")
except ZeroDivisionError as error:
    print(error, repr(error.__context__))
stack = ExitStack()
stack.callback(print, "kept")
other = stack.pop_all()
stack.close()
other.close()
try:
    ExitStack().enter_context(3)
except TypeError as error:
    print(error)


class Both(ContextDecorator):
    def __enter__(self):
        print("in")

    def __exit__(self, *details):
        print("out", details[0])


@Both()
def work(x):
    return x + 1


print(work(1), isinstance(Both(), AbstractContextManager), isinstance(3, AbstractContextManager))
with suppress(ZeroDivisionError), nullcontext(5) as five:
    print(five)
    1 / 0
try:
    AbstractContextManager()
except TypeError as error:
    print(error)

# inspect.currentframe and what a frame knows of its callers.
import inspect


def inner():
    x = 5
    frame = inspect.currentframe()
    return frame.f_locals["x"], frame.f_code.co_name, frame.f_back.f_code.co_name


def outer():
    return inner()


class Body:
    kept = sorted(name for name in inspect.currentframe().f_locals if not name.startswith("__"))
    more = inspect.currentframe().f_code.co_name


print(outer(), Body.more)
print(inspect.currentframe().f_code.co_name, inspect.currentframe().f_globals is globals())

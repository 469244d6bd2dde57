"""How long code takes."""
import time

default_timer = time.perf_counter
default_number = 1000000
default_repeat = 5


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        self._globals = {} if globals is None else globals
        self._stmt = stmt if callable(stmt) else compile(stmt, "<timeit-src>", "exec")
        self._setup = setup if callable(setup) else compile(setup, "<timeit-src>", "exec")

    def timeit(self, number=default_number):
        namespace = dict(self._globals)
        stmt = self._stmt
        self._setup() if callable(self._setup) else exec(self._setup, namespace)
        start = self.timer()
        if callable(stmt):
            for _ in range(number):
                stmt()
        else:
            for _ in range(number):
                exec(stmt, namespace)
        return self.timer() - start

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        number = 1
        while True:
            taken = self.timeit(number)
            if callback:
                callback(number, taken)
            if taken >= 0.2:
                return number, taken
            number *= 2


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)

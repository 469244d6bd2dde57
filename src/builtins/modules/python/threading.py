"""Threads, without any but the main one: a started thread runs to its end at once."""
from _thread import LockType, RLock, get_ident, get_native_id
from _thread import _local as local

__all__ = ["get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "Event", "Lock",
           "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Timer", "Barrier", "local", "ThreadError",
           "BrokenBarrierError", "excepthook"]

Lock = LockType
ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0


class BrokenBarrierError(RuntimeError):
    pass


class Condition:
    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self.acquire, self.release = self._lock.acquire, self._lock.release

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def wait(self, timeout=None):
        if timeout is None:
            raise RuntimeError("deadlock: there is only one thread")
        return False

    def wait_for(self, predicate, timeout=None):
        found = predicate()
        if not found and timeout is None:
            raise RuntimeError("deadlock: there is only one thread")
        return found

    def notify(self, n=1):
        pass

    def notify_all(self):
        pass


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._value = self._first = value

    def acquire(self, blocking=True, timeout=None):
        if not self._value:
            if blocking and timeout is None:
                raise RuntimeError("deadlock: there is only one thread")
            return False
        self._value -= 1
        return True

    def release(self, n=1):
        self._value += n

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *args):
        self.release()


class BoundedSemaphore(Semaphore):
    def release(self, n=1):
        if self._value + n > self._first:
            raise ValueError("Semaphore released too many times")
        self._value += n


class Event:
    def __init__(self):
        self._flag = False

    def is_set(self):
        return self._flag

    def set(self):
        self._flag = True

    def clear(self):
        self._flag = False

    def wait(self, timeout=None):
        if not self._flag and timeout is None:
            raise RuntimeError("deadlock: there is only one thread")
        return self._flag


_counter = 0


class Thread:
    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        global _counter
        _counter += 1
        self._target, self._args, self._kwargs = target, args, kwargs or {}
        self.name = str(name) if name is not None else f"Thread-{_counter}" + (
            f" ({target.__name__})" if hasattr(target, "__name__") else "")
        self.daemon = bool(daemon)
        self._started = self._running = False
        self.ident = self.native_id = None

    def start(self):
        global _current
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._started = self._running = True
        self.ident = self.native_id = id(self)
        saved, _current = _current, self
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as problem:
            excepthook(problem)
        finally:
            _current = saved
            self._running = False

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")

    def is_alive(self):
        return self._running

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def __repr__(self):
        status = "started" if self._running else "stopped" if self._started else "initial"
        return f"<{self.__class__.__name__}({self.name}, {status}{'' if self.ident is None else f' {self.ident}'})>"


def excepthook(problem):
    import sys
    import traceback
    sys.stderr.write(f"Exception in thread {_current.name}:\n" + "".join(traceback.format_exception(problem)))


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__(target=function, args=args or (), kwargs=kwargs)
        self.interval, self._cancelled = interval, False

    def cancel(self):
        self._cancelled = True

    def run(self):
        import time
        time.sleep(self.interval)
        if not self._cancelled:
            super().run()


class _MainThread(Thread):
    def __init__(self):
        super().__init__(name="MainThread")
        self._started = self._running = True
        self.ident = self.native_id = 1


_main = _current = _MainThread()
_counter = 0


def current_thread():
    return _current


currentThread = current_thread


def main_thread():
    return _main


def active_count():
    return len(enumerate())


def enumerate():
    return [_main] if _current is _main else [_main, _current]


def settrace(func):
    pass


def setprofile(func):
    pass


def stack_size(size=0):
    return 0


def _register_atexit(func, *args, **kwargs):
    """Called when the program ends."""
    import atexit
    atexit.register(func, *args, **kwargs)

"""Coroutines that take turns: tasks, futures, sleeping, and what they wait for each other with.

One loop, one thread: no files, no sockets. `run` makes a loop, runs a coroutine as a task in it
until that is done, and cancels what is left.
"""
import heapq as _heapq
import time as _time
from collections import deque as _deque


class CancelledError(BaseException):
    pass


class InvalidStateError(Exception):
    pass


for _class in (CancelledError, InvalidStateError):
    _class.__module__ = "asyncio.exceptions"
TimeoutError = TimeoutError
FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_running = None


def _coroutine_type():
    async def coroutine():
        pass
    c = coroutine()
    c.close()
    return type(c)


_Coroutine = _coroutine_type()


def iscoroutine(value):
    return isinstance(value, _Coroutine)


def iscoroutinefunction(function):
    code = getattr(function, "__code__", None)
    return code is not None and bool(code.co_flags & 0x80)


def isfuture(value):
    return isinstance(value, Future)


class Handle:
    """A call that a loop is going to make."""

    def __init__(self, callback, args, when=None):
        self._callback = callback
        self._args = args
        self._when = when
        self._cancelled = False

    def cancel(self):
        self._cancelled = True

    def cancelled(self):
        return self._cancelled

    def when(self):
        return self._when

    def _run(self):
        if not self._cancelled:
            self._callback(*self._args)


TimerHandle = Handle


class AbstractEventLoop:
    pass


class _Loop(AbstractEventLoop):
    def __init__(self):
        self._ready = _deque()
        self._timers = []
        self._count = 0
        self._stopping = False
        self._closed = False
        self._tasks = {}
        self._handler = None
        self._names = 0

    def time(self):
        return _time.monotonic()

    def call_soon(self, callback, *args, context=None):
        if self._closed:
            raise RuntimeError("Event loop is closed")
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    call_soon_threadsafe = call_soon

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args, context=None):
        handle = Handle(callback, args, when)
        self._count += 1
        _heapq.heappush(self._timers, (when, self._count, handle))
        return handle

    def create_future(self):
        return Future(loop=self)

    def create_task(self, coroutine, *, name=None, context=None):
        return Task(coroutine, loop=self, name=name)

    def is_running(self):
        return _running is self

    def is_closed(self):
        return self._closed

    def get_debug(self):
        return False

    def set_debug(self, enabled):
        pass

    def stop(self):
        self._stopping = True

    def close(self):
        if self.is_running():
            raise RuntimeError("Cannot close a running event loop")
        self._closed = True
        self._ready.clear()
        self._timers.clear()

    def set_exception_handler(self, handler):
        self._handler = handler

    def get_exception_handler(self):
        return self._handler

    def call_exception_handler(self, context):
        if self._handler is not None:
            self._handler(self, context)

    async def shutdown_asyncgens(self):
        pass

    async def shutdown_default_executor(self):
        pass

    def run_forever(self):
        global _running
        if self._closed:
            raise RuntimeError("Event loop is closed")
        if _running is not None:
            raise RuntimeError("Cannot run the event loop while another loop is running")
        _running = self
        self._stopping = False
        try:
            while not self._stopping:
                self._turn()
        finally:
            _running = None
            self._stopping = False

    def _turn(self):
        ready, timers = self._ready, self._timers
        if not ready and timers and not self._stopping:
            delay = timers[0][0] - self.time()
            if delay > 0:
                _time.sleep(delay)
        if timers:
            now = self.time() + 1e-9
            while timers and timers[0][0] <= now:
                ready.append(_heapq.heappop(timers)[2])
        if not ready and not timers and not self._stopping:
            raise RuntimeError("nothing left to run: every task waits for another")
        for _ in range(len(ready)):
            ready.popleft()._run()

    def run_until_complete(self, future):
        future = ensure_future(future, loop=self)

        def done(future):
            self.stop()
        future.add_done_callback(done)
        try:
            self.run_forever()
        finally:
            future.remove_done_callback(done)
        if not future.done():
            raise RuntimeError("Event loop stopped before Future completed.")
        return future.result()


class Future:
    _asyncio_future_blocking = False

    def __init__(self, *, loop=None):
        self._loop = loop if loop is not None else get_event_loop()
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._callbacks = []
        self._cancel_message = None

    def get_loop(self):
        return self._loop

    def done(self):
        return self._state != "PENDING"

    def cancelled(self):
        return self._state == "CANCELLED"

    def _cancelled_error(self):
        if self._cancel_message is None:
            return CancelledError()
        return CancelledError(self._cancel_message)

    def result(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Result is not ready.")
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self):
        if self._state == "CANCELLED":
            raise self._cancelled_error()
        if self._state == "PENDING":
            raise InvalidStateError("Exception is not set.")
        return self._exception

    def set_result(self, result):
        if self._state != "PENDING":
            raise InvalidStateError(f"{self._state}: {self!r}")
        self._result = result
        self._finish("FINISHED")

    def set_exception(self, exception):
        if self._state != "PENDING":
            raise InvalidStateError(f"{self._state}: {self!r}")
        if isinstance(exception, type):
            exception = exception()
        if type(exception) is StopIteration:
            raise TypeError("StopIteration interacts badly with generators and cannot be raised into a Future")
        self._exception = exception
        self._finish("FINISHED")

    def cancel(self, msg=None):
        if self._state != "PENDING":
            return False
        self._cancel_message = msg
        self._finish("CANCELLED")
        return True

    def _finish(self, state):
        self._state = state
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(callback, self)

    def add_done_callback(self, callback, *, context=None):
        if self._state != "PENDING":
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def remove_done_callback(self, callback):
        left = [other for other in self._callbacks if other != callback]
        removed = len(self._callbacks) - len(left)
        self._callbacks = left
        return removed

    def __await__(self):
        if self._state == "PENDING":
            self._asyncio_future_blocking = True
            yield self
        if self._state == "PENDING":
            raise RuntimeError("await wasn't used with future")
        return self.result()

    __iter__ = __await__

    def __repr__(self):
        text = self._state.lower()
        if self._state == "FINISHED":
            text += f" exception={self._exception!r}" if self._exception is not None else f" result={self._result!r}"
        return f"<{type(self).__name__} {text}>"


class Task(Future):
    def __init__(self, coroutine, *, loop=None, name=None, context=None):
        if not hasattr(coroutine, "send") or not hasattr(coroutine, "throw"):
            raise TypeError(f"a coroutine was expected, got {coroutine!r}")
        Future.__init__(self, loop=loop)
        loop = self._loop
        if name is None:
            loop._names += 1
            name = f"Task-{loop._names}"
        self._name = str(name)
        self._coroutine = coroutine
        self._waits_for = None
        self._must_cancel = False
        self._cancels = 0
        loop._tasks[self] = True
        loop.call_soon(self._step)

    def get_name(self):
        return self._name

    def set_name(self, value):
        self._name = str(value)

    def get_coro(self):
        return self._coroutine

    def set_result(self, result):
        raise RuntimeError("Task does not support set_result operation")

    def set_exception(self, exception):
        raise RuntimeError("Task does not support set_exception operation")

    def cancelling(self):
        return self._cancels

    def uncancel(self):
        if self._cancels > 0:
            self._cancels -= 1
        return self._cancels

    def cancel(self, msg=None):
        if self.done():
            return False
        self._cancels += 1
        if self._waits_for is not None and self._waits_for.cancel(msg=msg):
            return True
        self._must_cancel = True
        self._cancel_message = msg
        return True

    def _finish(self, state):
        self._loop._tasks.pop(self, None)
        Future._finish(self, state)

    def _step(self, error=None):
        if self.done():
            return
        if self._must_cancel:
            if not isinstance(error, CancelledError):
                error = self._cancelled_error()
            self._must_cancel = False
        self._waits_for = None
        loop = self._loop
        before = loop.__dict__.get("_current")
        loop._current = self
        try:
            if error is None:
                result = self._coroutine.send(None)
            else:
                result = self._coroutine.throw(error)
        except StopIteration as stop:
            if self._must_cancel:
                self._must_cancel = False
                Future.cancel(self, self._cancel_message)
            else:
                Future.set_result(self, stop.value)
        except CancelledError as cancelled:
            Future.cancel(self, cancelled.args[0] if cancelled.args else None)
        except (KeyboardInterrupt, SystemExit) as error:
            Future.set_exception(self, error)
            raise
        except BaseException as error:
            Future.set_exception(self, error)
        else:
            self._wait(result)
        finally:
            loop._current = before

    def _wait(self, result):
        if result is None:
            self._loop.call_soon(self._step)
        elif isinstance(result, Future):
            if result is self:
                self._loop.call_soon(self._step, RuntimeError(f"Task cannot await on itself: {self!r}"))
                return
            result._asyncio_future_blocking = False
            self._waits_for = result
            result.add_done_callback(self._wake)
            if self._must_cancel and result.cancel(msg=self._cancel_message):
                self._must_cancel = False
        else:
            self._loop.call_soon(self._step, RuntimeError(f"Task got bad yield: {result!r}"))

    def _wake(self, future):
        try:
            future.result()
        except BaseException as error:
            self._step(error)
        else:
            self._step()

    def __repr__(self):
        text = "cancelling" if self._cancels and not self.done() else self._state.lower()
        name = getattr(self._coroutine, "__qualname__", type(self._coroutine).__name__)
        end = ""
        if self._state == "FINISHED":
            end = f" exception={self._exception!r}" if self._exception is not None else f" result={self._result!r}"
        return f"<Task {text} name={self._name!r} coro=<{name}()>{end}>"


class _Pause:
    def __await__(self):
        yield


async def sleep(delay, result=None):
    if delay <= 0:
        await _Pause()
        return result
    loop = get_running_loop()
    future = loop.create_future()

    def wake():
        if not future.done():
            future.set_result(result)
    handle = loop.call_later(delay, wake)
    try:
        return await future
    finally:
        handle.cancel()


def get_running_loop():
    if _running is None:
        raise RuntimeError("no running event loop")
    return _running


def _get_running_loop():
    return _running


_set_loop = None


def get_event_loop():
    global _set_loop
    if _running is not None:
        return _running
    if _set_loop is None:
        _set_loop = _Loop()
    return _set_loop


def set_event_loop(loop):
    global _set_loop
    _set_loop = loop


def new_event_loop():
    return _Loop()


def current_task(loop=None):
    return (loop or get_running_loop()).__dict__.get("_current")


def all_tasks(loop=None):
    return set((loop or get_running_loop())._tasks)


def create_task(coroutine, *, name=None, context=None):
    return get_running_loop().create_task(coroutine, name=name)


async def _await(awaitable):
    return await awaitable


def ensure_future(value, *, loop=None):
    if isinstance(value, Future):
        return value
    loop = loop or get_event_loop()
    if iscoroutine(value):
        return loop.create_task(value)
    if hasattr(value, "__await__"):
        return loop.create_task(_await(value))
    raise TypeError("An asyncio.Future, a coroutine or an awaitable is required")


class Runner:
    def __init__(self, *, debug=None, loop_factory=None):
        self._loop = (loop_factory or new_event_loop)()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()

    def get_loop(self):
        return self._loop

    def run(self, coroutine, *, context=None):
        if not iscoroutine(coroutine):
            raise ValueError(f"a coroutine was expected, got {coroutine!r}")
        if _running is not None:
            raise RuntimeError("Runner.run() cannot be called from a running event loop")
        return self._loop.run_until_complete(self._loop.create_task(coroutine))

    def close(self):
        loop = self._loop
        if loop._closed:
            return
        left = list(loop._tasks)
        if left:
            for task in left:
                task.cancel()
            loop.run_until_complete(gather(*left, return_exceptions=True, _loop=loop))
        loop.close()


def run(main, *, debug=None):
    if _running is not None:
        raise RuntimeError("asyncio.run() cannot be called from a running event loop")
    if not iscoroutine(main):
        raise ValueError(f"a coroutine was expected, got {main!r}")
    with Runner(debug=debug) as runner:
        return runner.run(main)


class _Gathering(Future):
    _children = ()
    _asked = False

    def cancel(self, msg=None):
        if self.done():
            return False
        cancelled = False
        for child in self._children:
            if child.cancel(msg=msg):
                cancelled = True
        if cancelled:
            self._asked = True
        return cancelled


def gather(*awaitables, return_exceptions=False, _loop=None):
    loop = _loop or get_event_loop()
    if not awaitables:
        outer = loop.create_future()
        outer.set_result([])
        return outer
    known = {}
    children = []
    for awaitable in awaitables:
        if id(awaitable) not in known:
            known[id(awaitable)] = ensure_future(awaitable, loop=loop)
        children.append(known[id(awaitable)])
    outer = _Gathering(loop=loop)
    outer._children = children
    left = len(known)

    def done(child):
        nonlocal left
        left -= 1
        if outer.done():
            return
        if not return_exceptions:
            if child.cancelled():
                outer.set_exception(child._cancelled_error())
                return
            if child.exception() is not None:
                outer.set_exception(child.exception())
                return
        if left == 0:
            results = []
            for each in children:
                if each.cancelled():
                    results.append(each._cancelled_error())
                else:
                    error = each.exception()
                    results.append(each._result if error is None else error)
            if outer._asked:
                outer.set_exception(CancelledError())
            else:
                outer.set_result(results)
    for child in known.values():
        child.add_done_callback(done)
    return outer


def shield(awaitable):
    inner = ensure_future(awaitable)
    if inner.done():
        return inner
    outer = inner._loop.create_future()

    def inner_done(inner):
        if outer.cancelled():
            return
        if inner.cancelled():
            outer.cancel()
        elif inner.exception() is not None:
            outer.set_exception(inner.exception())
        else:
            outer.set_result(inner.result())

    def outer_done(outer):
        inner.remove_done_callback(inner_done)
    inner.add_done_callback(inner_done)
    outer.add_done_callback(outer_done)
    return outer


async def wait(futures, *, timeout=None, return_when=ALL_COMPLETED):
    if isinstance(futures, Future) or iscoroutine(futures):
        raise TypeError(f"expect a list of futures, not {type(futures).__name__}")
    futures = set(futures)
    if not futures:
        raise ValueError("Set of Tasks/Futures is empty.")
    if return_when not in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
        raise ValueError(f"Invalid return_when value: {return_when}")
    if any(iscoroutine(future) for future in futures):
        raise TypeError("Passing coroutines is forbidden, use tasks explicitly.")
    loop = get_running_loop()
    waiter = loop.create_future()
    left = sum(not future.done() for future in futures)

    def wake():
        if not waiter.done():
            waiter.set_result(None)

    def failed(future):
        return not future.cancelled() and future.exception() is not None

    def done(future):
        nonlocal left
        left -= 1
        if left <= 0 or return_when == FIRST_COMPLETED or return_when == FIRST_EXCEPTION and failed(future):
            wake()
    over = [future for future in futures if future.done()]
    if left and not (over and return_when == FIRST_COMPLETED
                     or return_when == FIRST_EXCEPTION and any(map(failed, over))):
        handle = loop.call_later(timeout, wake) if timeout is not None else None
        for future in futures:
            if not future.done():
                future.add_done_callback(done)
        try:
            await waiter
        finally:
            if handle is not None:
                handle.cancel()
            for future in futures:
                future.remove_done_callback(done)
    finished = {future for future in futures if future.done()}
    return finished, futures - finished


async def wait_for(awaitable, timeout):
    if timeout is None:
        return await awaitable
    if timeout <= 0:
        future = ensure_future(awaitable)
        if future.done():
            return future.result()
        future.cancel()
        try:
            await future
        except CancelledError as error:
            raise TimeoutError() from error
        return future.result()
    future = ensure_future(awaitable)
    try:
        done, _ = await wait([future], timeout=timeout)
    except CancelledError:
        if future.done():
            return future.result()
        future.cancel()
        await wait([future])
        raise
    if done:
        return future.result()
    future.cancel()
    await wait([future])
    try:
        return future.result()
    except CancelledError as error:
        raise TimeoutError() from error


class Timeout:
    def __init__(self, when):
        self._when = when
        self._state = "created"

    def when(self):
        return self._when

    def expired(self):
        return self._state in ("expiring", "expired")

    def reschedule(self, when):
        self._when = when
        if self._handle is not None:
            self._handle.cancel()
        self._handle = None
        if when is not None:
            self._handle = get_running_loop().call_at(when, self._expire)

    def _expire(self):
        self._task.cancel()
        self._state = "expiring"
        self._handle = None

    async def __aenter__(self):
        self._task = current_task()
        self._cancels = self._task.cancelling()
        self._state = "active"
        self._handle = None
        self.reschedule(self._when)
        return self

    async def __aexit__(self, kind, value, traceback):
        if self._handle is not None:
            self._handle.cancel()
            self._handle = None
        if self._state == "expiring":
            self._state = "expired"
            if self._task.uncancel() <= self._cancels and kind is CancelledError:
                raise TimeoutError from value
        elif self._state == "active":
            self._state = "exited"
        return None


def timeout(delay):
    return Timeout(get_running_loop().time() + delay if delay is not None else None)


def timeout_at(when):
    return Timeout(when)


def as_completed(awaitables, *, timeout=None):
    loop = get_event_loop()
    done = Queue()
    futures = {ensure_future(awaitable, loop=loop) for awaitable in awaitables}
    left = set(futures)

    def on_done(future):
        if future in left:
            left.remove(future)
            done.put_nowait(future)

    def on_timeout():
        for future in left:
            future.remove_done_callback(on_done)
            done.put_nowait(None)
        left.clear()

    async def next_done():
        future = await done.get()
        if future is None:
            raise TimeoutError
        return future.result()
    for future in futures:
        future.add_done_callback(on_done)
    if timeout is not None:
        loop.call_later(timeout, on_timeout)
    for _ in range(len(futures)):
        yield next_done()


async def to_thread(function, /, *args, **keywords):
    return function(*args, **keywords)


from _asyncio_locks import *

__all__ = [name for name in dir() if not name.startswith("_")]

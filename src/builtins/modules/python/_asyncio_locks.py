"""Locks, events, queues and groups of tasks for `asyncio`, whose names these are."""
import heapq as _heapq
from asyncio import CancelledError, current_task, get_running_loop
from collections import deque as _deque


class QueueEmpty(Exception):
    pass


class QueueFull(Exception):
    pass


class QueueShutDown(Exception):
    pass


class BrokenBarrierError(RuntimeError):
    pass


for _class in (QueueEmpty, QueueFull):
    _class.__module__ = "asyncio.queues"


class _Waiters:
    """Futures in the order in which somebody began to wait."""

    def __init__(self):
        self._waiters = _deque()

    async def _wait(self):
        waiter = get_running_loop().create_future()
        self._waiters.append(waiter)
        try:
            await waiter
        finally:
            if waiter in self._waiters:
                self._waiters.remove(waiter)

    def _wake_first(self):
        for waiter in self._waiters:
            if not waiter.done():
                waiter.set_result(True)
                return True
        return False


class _Context:
    async def __aenter__(self):
        await self.acquire()
        return None

    async def __aexit__(self, kind, value, traceback):
        self.release()


class Lock(_Waiters, _Context):
    def __init__(self):
        _Waiters.__init__(self)
        self._locked = False

    def locked(self):
        return self._locked

    async def acquire(self):
        if not self._locked and all(waiter.cancelled() for waiter in self._waiters):
            self._locked = True
            return True
        try:
            await self._wait()
        except CancelledError:
            if not self._locked:
                self._wake_first()
            raise
        self._locked = True
        return True

    def release(self):
        if not self._locked:
            raise RuntimeError("Lock is not acquired.")
        self._locked = False
        self._wake_first()


class Event(_Waiters):
    def __init__(self):
        _Waiters.__init__(self)
        self._value = False

    def is_set(self):
        return self._value

    def set(self):
        if not self._value:
            self._value = True
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(True)

    def clear(self):
        self._value = False

    async def wait(self):
        if not self._value:
            await self._wait()
        return True


class Condition(_Waiters, _Context):
    def __init__(self, lock=None):
        _Waiters.__init__(self)
        self._lock = lock if lock is not None else Lock()
        self.locked = self._lock.locked
        self.acquire = self._lock.acquire
        self.release = self._lock.release

    async def wait(self):
        if not self.locked():
            raise RuntimeError("cannot wait on un-acquired lock")
        self.release()
        try:
            await self._wait()
            return True
        finally:
            await self.acquire()

    async def wait_for(self, predicate):
        result = predicate()
        while not result:
            await self.wait()
            result = predicate()
        return result

    def notify(self, n=1):
        if not self.locked():
            raise RuntimeError("cannot notify on un-acquired lock")
        for waiter in self._waiters:
            if n <= 0:
                break
            if not waiter.done():
                waiter.set_result(False)
                n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))


class Semaphore(_Waiters, _Context):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("Semaphore initial value must be >= 0")
        _Waiters.__init__(self)
        self._value = value

    def locked(self):
        return self._value == 0 or any(not waiter.cancelled() for waiter in self._waiters)

    async def acquire(self):
        if not self.locked():
            self._value -= 1
            return True
        try:
            await self._wait()
        except CancelledError:
            raise
        return True

    def release(self):
        # What is released goes to whoever waits longest.
        if not self._wake_first():
            self._value += 1


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        self._bound = value
        Semaphore.__init__(self, value)

    def release(self):
        if self._value >= self._bound:
            raise ValueError("BoundedSemaphore released too many times")
        Semaphore.release(self)


class Barrier(_Waiters):
    def __init__(self, parties):
        if parties < 1:
            raise ValueError("parties must be > 0")
        _Waiters.__init__(self)
        self.parties = parties
        self.n_waiting = 0
        self.broken = False

    async def __aenter__(self):
        return await self.wait()

    async def __aexit__(self, *args):
        pass

    async def wait(self):
        if self.broken:
            raise BrokenBarrierError
        index = self.n_waiting
        self.n_waiting += 1
        if self.n_waiting == self.parties:
            self.n_waiting = 0
            while self._waiters and self._wake_first():
                self._waiters.popleft()
        else:
            await self._wait()
            if self.broken:
                raise BrokenBarrierError
        return index

    async def abort(self):
        self.broken = True
        while self._wake_first():
            pass


class Queue:
    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._getters = _Waiters()
        self._putters = _Waiters()
        self._unfinished = 0
        self._finished = Event()
        self._finished.set()
        self._init(maxsize)

    def _init(self, maxsize):
        self._queue = _deque()

    def _get(self):
        return self._queue.popleft()

    def _put(self, item):
        self._queue.append(item)

    @property
    def maxsize(self):
        return self._maxsize

    def qsize(self):
        return len(self._queue)

    def empty(self):
        return not self._queue

    def full(self):
        return self._maxsize > 0 and self.qsize() >= self._maxsize

    async def put(self, item):
        while self.full():
            try:
                await self._putters._wait()
            except BaseException:
                if not self.full():
                    self._putters._wake_first()
                raise
        self.put_nowait(item)

    def put_nowait(self, item):
        if self.full():
            raise QueueFull
        self._put(item)
        self._unfinished += 1
        self._finished.clear()
        self._getters._wake_first()

    async def get(self):
        while self.empty():
            try:
                await self._getters._wait()
            except BaseException:
                if not self.empty():
                    self._getters._wake_first()
                raise
        return self.get_nowait()

    def get_nowait(self):
        if self.empty():
            raise QueueEmpty
        item = self._get()
        self._putters._wake_first()
        return item

    def task_done(self):
        if self._unfinished <= 0:
            raise ValueError("task_done() called too many times")
        self._unfinished -= 1
        if self._unfinished == 0:
            self._finished.set()

    async def join(self):
        if self._unfinished > 0:
            await self._finished.wait()


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _put(self, item):
        _heapq.heappush(self._queue, item)

    def _get(self):
        return _heapq.heappop(self._queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self._queue = []

    def _get(self):
        return self._queue.pop()


class TaskGroup:
    def __init__(self):
        self._tasks = set()
        self._errors = []
        self._aborting = False
        self._exiting = False
        self._parent = None
        self._wakes = None
        self._base_error = None
        self._cancels_parent = False

    async def __aenter__(self):
        self._loop = get_running_loop()
        self._parent = current_task()
        return self

    def create_task(self, coroutine, *, name=None, context=None):
        if self._parent is None:
            raise RuntimeError(f"TaskGroup {self!r} has not been entered")
        if self._exiting and not self._tasks:
            raise RuntimeError(f"TaskGroup {self!r} is finished")
        if self._aborting:
            raise RuntimeError(f"TaskGroup {self!r} is shutting down")
        task = self._loop.create_task(coroutine, name=name)
        task.add_done_callback(self._done)
        self._tasks.add(task)
        return task

    def _abort(self):
        self._aborting = True
        for task in self._tasks:
            if not task.done():
                task.cancel()

    def _done(self, task):
        self._tasks.discard(task)
        if self._wakes is not None and not self._tasks and not self._wakes.done():
            self._wakes.set_result(True)
        if task.cancelled():
            return
        error = task.exception()
        if error is None:
            return
        self._errors.append(error)
        if isinstance(error, (SystemExit, KeyboardInterrupt)) and self._base_error is None:
            self._base_error = error
        if self._parent.done() or self._aborting:
            return
        self._abort()
        if not self._cancels_parent:
            self._cancels_parent = True
            self._parent.cancel()

    async def __aexit__(self, kind, value, traceback):
        self._exiting = True
        if isinstance(value, (SystemExit, KeyboardInterrupt)) and self._base_error is None:
            self._base_error = value
        cancelled = value if kind is CancelledError else None
        if self._cancels_parent and self._parent.uncancel() == 0:
            cancelled = None
        if kind is not None and not self._aborting:
            self._abort()
        while self._tasks:
            self._wakes = self._loop.create_future()
            try:
                await self._wakes
            except CancelledError as error:
                if not self._aborting:
                    cancelled = error
                    self._abort()
            self._wakes = None
        if self._base_error is not None:
            raise self._base_error
        if cancelled is not None and not self._errors:
            raise cancelled
        if kind is not None and kind is not CancelledError:
            self._errors.append(value)
        if self._errors:
            raise BaseExceptionGroup("unhandled errors in a TaskGroup", self._errors) from None

"""Helpers for `with`."""
import abc as _abc
import sys as _sys
from functools import wraps as _wraps

__all__ = ["AbstractAsyncContextManager", "AbstractContextManager", "AsyncContextDecorator", "AsyncExitStack",
           "ContextDecorator", "ExitStack", "aclosing", "asynccontextmanager", "chdir", "closing", "contextmanager",
           "nullcontext", "redirect_stderr", "redirect_stdout", "suppress"]


def _generic(cls, item):
    import types
    return types.GenericAlias(cls, item)


def _has(C, *names):
    for name in names:
        for base in C.__mro__:
            if name in base.__dict__:
                if base.__dict__[name] is None:
                    return NotImplemented
                break
        else:
            return NotImplemented
    return True


class AbstractContextManager(_abc.ABC):
    __class_getitem__ = classmethod(_generic)

    def __enter__(self):
        return self

    @_abc.abstractmethod
    def __exit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, "__enter__", "__exit__") if cls is AbstractContextManager else NotImplemented


class AbstractAsyncContextManager(_abc.ABC):
    __class_getitem__ = classmethod(_generic)

    async def __aenter__(self):
        return self

    @_abc.abstractmethod
    async def __aexit__(self, exc_type, exc_value, traceback):
        return None

    @classmethod
    def __subclasshook__(cls, C):
        return _has(C, "__aenter__", "__aexit__") if cls is AbstractAsyncContextManager else NotImplemented


class ContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        def inner(*args, **keywords):
            with self._recreate_cm():
                return func(*args, **keywords)
        return inner


class AsyncContextDecorator:
    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_wraps(func)
        async def inner(*args, **keywords):
            async with self._recreate_cm():
                return await func(*args, **keywords)
        return inner


class suppress(AbstractContextManager):
    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, exc_type, exc_value, traceback):
        return exc_type is not None and issubclass(exc_type, self._exceptions)


class nullcontext(AbstractContextManager, AbstractAsyncContextManager):
    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *args):
        pass

    async def __aenter__(self):
        return self.enter_result

    async def __aexit__(self, *args):
        pass


class closing(AbstractContextManager):
    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *args):
        self.thing.close()


class aclosing(AbstractAsyncContextManager):
    def __init__(self, thing):
        self.thing = thing

    async def __aenter__(self):
        return self.thing

    async def __aexit__(self, *args):
        await self.thing.aclose()


class _RedirectStream(AbstractContextManager):
    _stream = None

    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(_sys, self._stream))
        setattr(_sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, *args):
        setattr(_sys, self._stream, self._old_targets.pop())


class redirect_stdout(_RedirectStream):
    _stream = "stdout"


class redirect_stderr(_RedirectStream):
    _stream = "stderr"


class chdir(AbstractContextManager):
    def __init__(self, path):
        self.path = path
        self._old_cwd = []

    def __enter__(self):
        import os
        self._old_cwd.append(os.getcwd())
        os.chdir(self.path)

    def __exit__(self, *args):
        import os
        os.chdir(self._old_cwd.pop())


class _GeneratorContext:
    def __init__(self, func, args, keywords):
        self.gen = func(*args, **keywords)
        self.func, self.args, self.kwds = func, args, keywords
        doc = getattr(func, "__doc__", None)
        self.__doc__ = type(self).__doc__ if doc is None else doc

    def _recreate_cm(self):
        return type(self)(self.func, self.args, self.kwds)

    def _entered(self):
        # They are needed only to be made again as a decorator.
        del self.args, self.kwds, self.func


def _is_own(error, value, traceback, stop):
    """Whether what came out of the generator is what was thrown into it, which goes on by itself."""
    if error is value:
        error.__traceback__ = traceback
        return True
    # A StopIteration from the body becomes this on its way out of the generator.
    if isinstance(error, RuntimeError) and isinstance(value, stop) and error.__cause__ is value:
        value.__traceback__ = traceback
        return True
    return False


class _GeneratorContextManager(_GeneratorContext, AbstractContextManager, ContextDecorator):
    def __enter__(self):
        self._entered()
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, exc_type, value, traceback):
        if exc_type is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = exc_type()
        try:
            self.gen.throw(exc_type, value, traceback)
        except StopIteration as stop:
            return stop is not value
        except BaseException as error:
            if _is_own(error, value, traceback, StopIteration):
                return False
            raise
        raise RuntimeError("generator didn't stop after throw()")


class _AsyncGeneratorContextManager(_GeneratorContext, AbstractAsyncContextManager, AsyncContextDecorator):
    async def __aenter__(self):
        self._entered()
        try:
            return await anext(self.gen)
        except StopAsyncIteration:
            raise RuntimeError("generator didn't yield") from None

    async def __aexit__(self, exc_type, value, traceback):
        if exc_type is None:
            try:
                await anext(self.gen)
            except StopAsyncIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = exc_type()
        try:
            await self.gen.athrow(exc_type, value, traceback)
        except StopAsyncIteration as stop:
            return stop is not value
        except BaseException as error:
            if _is_own(error, value, traceback, (StopIteration, StopAsyncIteration)):
                return False
            raise
        raise RuntimeError("generator didn't stop after athrow()")


def contextmanager(func):
    @_wraps(func)
    def helper(*args, **keywords):
        return _GeneratorContextManager(func, args, keywords)
    return helper


def asynccontextmanager(func):
    @_wraps(func)
    def helper(*args, **keywords):
        return _AsyncGeneratorContextManager(func, args, keywords)
    return helper


def _method(cm, names, protocol):
    """The methods of a context manager's class; TypeError if it is none."""
    cls = type(cm)
    try:
        return [getattr(cls, name) for name in names]
    except AttributeError:
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the {protocol} "
                        "protocol") from None


def _set_context(error, old, outside):
    """Hangs what was raised before under what a callback raised."""
    while True:
        context = error.__context__
        if context is None or context is old:
            return
        if context is outside:
            break
        error = context
    error.__context__ = old


def _raise_with_its_context(error):
    context = error.__context__
    try:
        raise error
    except BaseException:
        error.__context__ = context
        raise


class _ExitStack:
    def __init__(self):
        # Pairs of whether it is synchronous, and what takes the three details.
        self._exit_callbacks = []

    def pop_all(self):
        other = type(self)()
        other._exit_callbacks, self._exit_callbacks = self._exit_callbacks, []
        return other

    def _exit_of(self, cm, exit):
        def call(*details):
            return exit(cm, *details)
        call.__self__ = cm
        return call

    def push(self, exit):
        method = getattr(type(exit), "__exit__", None)
        self._exit_callbacks.append((True, exit if method is None else self._exit_of(exit, method)))
        return exit

    def enter_context(self, cm):
        enter, exit = _method(cm, ("__enter__", "__exit__"), "context manager")
        result = enter(cm)
        self._exit_callbacks.append((True, self._exit_of(cm, exit)))
        return result

    def callback(self, callback, /, *args, **keywords):
        def call(exc_type, exc, traceback):
            callback(*args, **keywords)
        call.__wrapped__ = callback
        self._exit_callbacks.append((True, call))
        return callback


class ExitStack(_ExitStack, AbstractContextManager):
    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        raised = details[0] is not None
        outside = _sys.exc_info()[1]
        suppressed = failed = False
        while self._exit_callbacks:
            _, callback = self._exit_callbacks.pop()
            try:
                if callback(*details):
                    suppressed, failed, details = True, False, (None, None, None)
            except BaseException as error:
                _set_context(error, details[1], outside)
                failed, details = True, (type(error), error, error.__traceback__)
        if failed:
            _raise_with_its_context(details[1])
        return raised and suppressed


class AsyncExitStack(_ExitStack, AbstractAsyncContextManager):
    async def enter_async_context(self, cm):
        enter, exit = _method(cm, ("__aenter__", "__aexit__"), "asynchronous context manager")
        result = await enter(cm)
        self._exit_callbacks.append((False, self._exit_of(cm, exit)))
        return result

    def push_async_exit(self, exit):
        method = getattr(type(exit), "__aexit__", None)
        self._exit_callbacks.append((False, exit if method is None else self._exit_of(exit, method)))
        return exit

    def push_async_callback(self, callback, /, *args, **keywords):
        async def call(exc_type, exc, traceback):
            await callback(*args, **keywords)
        call.__wrapped__ = callback
        self._exit_callbacks.append((False, call))
        return callback

    async def aclose(self):
        await self.__aexit__(None, None, None)

    async def __aenter__(self):
        return self

    async def __aexit__(self, *details):
        raised = details[0] is not None
        outside = _sys.exc_info()[1]
        suppressed = failed = False
        while self._exit_callbacks:
            synchronous, callback = self._exit_callbacks.pop()
            try:
                answer = callback(*details)
                if not synchronous:
                    answer = await answer
                if answer:
                    suppressed, failed, details = True, False, (None, None, None)
            except BaseException as error:
                _set_context(error, details[1], outside)
                failed, details = True, (type(error), error, error.__traceback__)
        if failed:
            _raise_with_its_context(details[1])
        return raised and suppressed

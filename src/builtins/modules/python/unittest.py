"""Tests in classes: cases, assertions, a runner that prints."""
import sys
import time

__all__ = ["TestCase", "TestSuite", "TestLoader", "TextTestRunner", "TestResult", "main", "skip", "skipIf",
           "skipUnless", "expectedFailure", "SkipTest", "defaultTestLoader", "IsolatedAsyncioTestCase"]


class SkipTest(Exception):
    pass


def skip(reason):
    def decorate(item):
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item

    if callable(reason):
        function, reason = reason, ""
        return decorate(function)
    return decorate


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return skip(reason) if not condition else lambda item: item


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


class _Raises:
    def __init__(self, expected, case, regex=None, msg=None):
        self.expected, self.case, self.regex, self.msg = expected, case, regex, msg

    def handle(self, args, kwargs):
        if not args:
            self.msg = kwargs.pop("msg", self.msg)
            return self
        callable, *rest = args
        with self:
            callable(*rest, **kwargs)
        return None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            names = self.expected if isinstance(self.expected, tuple) else (self.expected,)
            self.case.fail(self.case._formatMessage(self.msg, " or ".join(n.__name__ for n in names) + " not raised"))
        if not issubclass(kind, self.expected):
            return False
        self.exception = value
        if self.regex is not None:
            import re
            if not re.search(self.regex, str(value)):
                text = getattr(self.regex, "pattern", self.regex)
                self.case.fail(self.case._formatMessage(self.msg, f'"{text}" does not match "{value}"'))
        return True


class _Warns(_Raises):
    def __enter__(self):
        import warnings
        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter("always")
        return self

    def __exit__(self, kind, value, tb):
        self._catcher.__exit__()
        if kind is not None:
            return False
        for found in self.warnings:
            if issubclass(found.category, self.expected):
                self.warning = found.message
                return True
        self.case.fail(f"{getattr(self.expected, '__name__', self.expected)} not triggered")


class _SubTest:
    def __init__(self, case, message, params):
        self.case, self.message, self.params = case, message, params

    def __enter__(self):
        pass

    def __exit__(self, kind, value, tb):
        if kind is None or not issubclass(kind, Exception):
            return False
        parts = [f"[{self.message}]"] if self.message is not None else []
        if self.params:
            parts.append("(" + ", ".join(f"{k}={v!r}" for k, v in self.params.items()) + ")")
        name = f"{self.case} {' '.join(parts)}"
        result = self.case._result
        if result is None:
            return False
        (result.failures if issubclass(kind, AssertionError) else result.errors).append((name, _text(value)))
        self.case._sub_failed = True
        return True


def _text(problem):
    import traceback
    return "".join(traceback.format_exception(problem))


class TestCase:
    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        self._cleanups = []
        self._result = None

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def id(self):
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def shortDescription(self):
        doc = getattr(self, self._testMethodName).__doc__
        return doc.strip().split("\n")[0].strip() if doc else None

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def countTestCases(self):
        return 1

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    def enterContext(self, cm):
        found = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return found

    def _call(self, method):
        method()

    def run(self, result=None):
        result = result if result is not None else TestResult()
        method = getattr(self, self._testMethodName)
        result.startTest(self)
        self._result, self._sub_failed = result, False
        try:
            if getattr(type(self), "__unittest_skip__", False) or getattr(method, "__unittest_skip__", False):
                why = getattr(type(self), "__unittest_skip_why__", "") or getattr(method, "__unittest_skip_why__", "")
                result.addSkip(self, why)
                return result
            expecting = getattr(method, "__unittest_expecting_failure__", False)
            problem = None
            try:
                self._call(self.setUp)
                try:
                    self._call(method)
                finally:
                    self._call(self.tearDown)
            except KeyboardInterrupt:
                raise
            except BaseException as raised:
                problem = raised
            try:
                self.doCleanups()
            except BaseException as raised:
                problem = problem or raised
            if isinstance(problem, SkipTest):
                result.addSkip(self, str(problem))
            elif expecting:
                result.addExpectedFailure(self, problem) if problem else result.addUnexpectedSuccess(self)
            elif problem is None:
                if not self._sub_failed:
                    result.addSuccess(self)
            elif isinstance(problem, self.failureException):
                result.addFailure(self, problem)
            else:
                result.addError(self, problem)
        finally:
            result.stopTest(self)
        return result

    __call__ = run

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()
        self.doCleanups()

    def skipTest(self, reason):
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        return _SubTest(self, msg, params)

    def _formatMessage(self, msg, standard):
        return standard if msg is None else f"{standard} : {msg}"

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _check(self, holds, msg, standard):
        if not holds:
            raise self.failureException(self._formatMessage(msg, standard))

    def assertTrue(self, expr, msg=None):
        self._check(expr, msg, f"{expr!r} is not true")

    def assertFalse(self, expr, msg=None):
        self._check(not expr, msg, f"{expr!r} is not false")

    def assertEqual(self, first, second, msg=None):
        self._check(first == second, msg, f"{first!r} != {second!r}")

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, msg, f"{first!r} == {second!r}")

    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertMultiLineEqual = assertEqual

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        self._check(list(first) == list(second), msg, f"Sequences differ: {first!r} != {second!r}")

    def assertIs(self, first, second, msg=None):
        self._check(first is second, msg, f"{first!r} is not {second!r}")

    def assertIsNot(self, first, second, msg=None):
        self._check(first is not second, msg, f"unexpectedly identical: {first!r}")

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, msg, f"{obj!r} is not None")

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        self._check(member in container, msg, f"{member!r} not found in {container!r}")

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, msg, f"{member!r} unexpectedly found in {container!r}")

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), msg, f"{obj!r} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), msg, f"{obj!r} is an instance of {cls!r}")

    def assertLess(self, a, b, msg=None):
        self._check(a < b, msg, f"{a!r} not less than {b!r}")

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, msg, f"{a!r} not less than or equal to {b!r}")

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, msg, f"{a!r} not greater than {b!r}")

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, msg, f"{a!r} not greater than or equal to {b!r}")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        diff = abs(first - second)
        if delta is not None:
            self._check(diff <= delta, msg, f"{first!r} != {second!r} within {delta!r} delta ({diff!r} difference)")
        else:
            places = 7 if places is None else places
            self._check(round(diff, places) == 0, msg,
                        f"{first!r} != {second!r} within {places!r} places ({diff!r} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        diff = abs(first - second)
        if delta is not None:
            self._check(first != second and diff > delta, msg, f"{first!r} == {second!r} within {delta!r} delta")
        else:
            places = 7 if places is None else places
            self._check(first != second and round(diff, places) != 0, msg,
                        f"{first!r} == {second!r} within {places!r} places")

    def assertCountEqual(self, first, second, msg=None):
        rest = list(second)
        for item in first:
            if item not in rest:
                self._check(False, msg, f"Element counts were not equal: {item!r}")
            rest.remove(item)
        self._check(not rest, msg, f"Element counts were not equal: {rest!r}")

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _Raises(expected_exception, self).handle(args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _Raises(expected_exception, self, expected_regex).handle(args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _Warns(expected_warning, self).handle(args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _Warns(expected_warning, self, expected_regex).handle(args, kwargs)

    def assertRegex(self, text, expected_regex, msg=None):
        import re
        self._check(re.search(expected_regex, text), msg, f"Regex didn't match: {expected_regex!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        import re
        self._check(not re.search(unexpected_regex, text), msg, f"Regex matched: {unexpected_regex!r} in {text!r}")


class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self):
        pass

    async def asyncTearDown(self):
        pass

    def _call(self, method):
        import asyncio

        async def run():
            if method == self.setUp:
                method()
                await self.asyncSetUp()
            elif method == self.tearDown:
                await self.asyncTearDown()
                method()
            else:
                found = method()
                if found is not None:
                    await found

        asyncio.run(run())


class FunctionTestCase(TestCase):
    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__("runTest")
        self.runTest = testFunc


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun = 0
        self.shouldStop = False

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def addSuccess(self, test):
        pass

    def addFailure(self, test, problem):
        self.failures.append((test, _text(problem)))

    def addError(self, test, problem):
        self.errors.append((test, _text(problem)))

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, problem):
        self.expectedFailures.append((test, _text(problem)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def stop(self):
        self.shouldStop = True


class TestSuite:
    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        self._tests.append(test)

    def addTests(self, tests):
        self._tests.extend(tests)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self._tests)

    def run(self, result):
        previous = None
        for test in self._tests:
            if isinstance(test, TestCase) and type(test) is not previous:
                if previous is not None:
                    previous.tearDownClass()
                previous = type(test)
                if not getattr(previous, "__unittest_skip__", False):
                    previous.setUpClass()
            test.run(result)
            if result.shouldStop:
                break
        if previous is not None:
            previous.tearDownClass()
        return result

    __call__ = run


class TestLoader:
    testMethodPrefix = "test"

    def getTestCaseNames(self, case):
        return sorted(name for name in dir(case) if name.startswith(self.testMethodPrefix)
                      and callable(getattr(case, name)))

    def loadTestsFromTestCase(self, case):
        names = self.getTestCaseNames(case)
        if not names and hasattr(case, "runTest"):
            names = ["runTest"]
        return TestSuite([case(name) for name in names])

    def loadTestsFromModule(self, module):
        suites = []
        for name in dir(module):
            item = getattr(module, name)
            if isinstance(item, type) and issubclass(item, TestCase) and item not in (
                    TestCase, FunctionTestCase, IsolatedAsyncioTestCase):
                suites.append(self.loadTestsFromTestCase(item))
        return TestSuite(suites)

    def loadTestsFromName(self, name, module=None):
        found = module
        for part in name.split("."):
            parent, found = found, getattr(found, part)
        if isinstance(found, type):
            return self.loadTestsFromTestCase(found)
        return TestSuite([parent(part)])


defaultTestLoader = TestLoader()


class TextTestResult(TestResult):
    def __init__(self, stream, verbosity):
        super().__init__()
        self._stream, self._verbosity = stream, verbosity

    def _note(self, test, letter, word):
        if self._verbosity > 1:
            self._stream.write(f"{test} ... {word}\n")
        elif self._verbosity:
            self._stream.write(letter)

    def addSuccess(self, test):
        self._note(test, ".", "ok")

    def addFailure(self, test, problem):
        super().addFailure(test, problem)
        self._note(test, "F", "FAIL")

    def addError(self, test, problem):
        super().addError(test, problem)
        self._note(test, "E", "ERROR")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._note(test, "s", f"skipped {reason!r}")

    def addExpectedFailure(self, test, problem):
        super().addExpectedFailure(test, problem)
        self._note(test, "x", "expected failure")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._note(test, "u", "unexpected success")


class TextTestRunner:
    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None,
                 warnings=None, *, tb_locals=False):
        self.stream = stream if stream is not None else sys.stderr
        self.verbosity = verbosity

    def run(self, test):
        result = TextTestResult(self.stream, self.verbosity)
        start = time.perf_counter()
        test.run(result)
        taken = time.perf_counter() - start
        write = self.stream.write
        write("\n")
        for word, items in (("ERROR", result.errors), ("FAIL", result.failures)):
            for case, text in items:
                write("=" * 70 + f"\n{word}: {case}\n" + "-" * 70 + f"\n{text}\n")
        write("-" * 70 + "\n")
        run = result.testsRun
        write(f"Ran {run} test{'' if run == 1 else 's'} in {taken:.3f}s\n\n")
        infos = [f"{name}={len(items)}" for name, items in (
            ("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped),
            ("expected failures", result.expectedFailures),
            ("unexpected successes", result.unexpectedSuccesses)) if items]
        text = "OK" if result.wasSuccessful() else "FAILED"
        write(text + (f" ({', '.join(infos)})" if infos else "") + "\n")
        return result


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader,
                 exit=True, verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, **kwargs):
        if isinstance(module, str):
            __import__(module)
            module = sys.modules[module]
        argv = (sys.argv if argv is None else argv)[1:]
        if "-v" in argv or "--verbose" in argv:
            verbosity = 2
        names = [name for name in argv if not name.startswith("-")] or (
            [defaultTest] if isinstance(defaultTest, str) else list(defaultTest or ()))
        if names:
            suite = TestSuite([testLoader.loadTestsFromName(name, module) for name in names])
        else:
            suite = testLoader.loadTestsFromModule(module)
        runner = testRunner or TextTestRunner(verbosity=verbosity)
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity)
        self.result = runner.run(suite)
        if exit:
            sys.exit(not self.result.wasSuccessful())


main = TestProgram

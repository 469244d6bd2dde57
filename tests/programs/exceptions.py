def f(kind):
    try:
        if kind == 0:
            return "return"
        if kind == 1:
            raise ValueError("v")
        if kind == 2:
            raise KeyError("k")
        if kind == 3:
            [][1]
        print("no exception")
    except ValueError as e:
        print("ValueError", e)
        return "handled"
    except (KeyError, IndexError) as e:
        print(type(e).__name__, e)
    else:
        print("else")
    finally:
        print("finally", kind)
    return "end"


for k in range(5):
    print(f(k))


def nested():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise RuntimeError("second") from e
    except RuntimeError as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise RuntimeError("third")
    except RuntimeError as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
    try:
        try:
            1 / 0
        except ZeroDivisionError:
            raise RuntimeError("fourth") from None
    except RuntimeError as e:
        print(repr(e), repr(e.__cause__), repr(e.__context__), e.__suppress_context__)


nested()


def again():
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise
    except ValueError as e:
        return e.args


print(again())


class MyError(Exception):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code


try:
    raise MyError(7)
except Exception as e:
    print(e, e.code, e.args, isinstance(e, MyError))
try:
    raise MyError
except TypeError as e:
    print(e)
try:
    raise 5
except TypeError as e:
    print(e)
try:
    raise
except RuntimeError as e:
    print(e)


def loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("fin", i)
    return i


print(loop())


def override():
    try:
        return 1
    finally:
        return 2


print(override())


def swallow():
    while True:
        try:
            1 / 0
        finally:
            break
    return "swallowed"


print(swallow())


class M:
    def __init__(self, swallow):
        self.swallow = swallow

    def __enter__(self):
        print("enter")
        return self

    def __exit__(self, t, v, tb):
        print("exit", t.__name__ if t else None, v)
        return self.swallow


with M(False) as m:
    print("in", m.swallow)
with M(True):
    1 / 0
try:
    with M(False):
        raise ValueError("out")
except ValueError as e:
    print("caught", e)


def w():
    with M(False), M(True) as b:
        return "from with"


print(w())
for i in range(3):
    with M(True):
        if i == 1:
            continue
        print(i)
try:
    with 5:
        pass
except TypeError as e:
    print(e)
try:
    assert 1 == 2, "message"
except AssertionError as e:
    print(e)
try:
    assert False
except AssertionError as e:
    print(repr(e))
e = "outer"
try:
    raise ValueError
except ValueError as e:
    pass
try:
    e
except NameError as x:
    print(x)


def g():
    try:
        raise KeyError("a")
    except KeyError as e1:
        try:
            raise IndexError("b")
        except IndexError as e2:
            return (e2.__context__ is e1, e1.__context__)


print(g())
try:
    try:
        raise ValueError("x")
    except TypeError:
        print("no")
except ValueError:
    print("yes")
try:
    try:
        raise ValueError("x")
    except "notaclass":
        print("no")
except TypeError as e:
    print(e)
print(repr(ValueError("a", 1)), str(ValueError("a", 1)), str(ValueError()), str(KeyError("q")))
try:
    {}["missing"]
except KeyError as e:
    print(e, e.args)
try:
    int("x")
except ValueError as e:
    print(e)
try:
    a, b = [1, 2, 3]
except ValueError as e:
    print(e)
try:
    a, b = [1]
except ValueError as e:
    print(e)
try:
    a, b = 5
except TypeError as e:
    print(e)
try:
    a, *b, c = [1]
except ValueError as e:
    print(e)
try:
    for x in 5:
        pass
except TypeError as e:
    print(e)
try:
    None.x
except AttributeError as e:
    print(e)
try:
    None[0]
except TypeError as e:
    print(e)
try:
    [1][5]
except IndexError as e:
    print(e)
try:
    (1,)["a"]
except TypeError as e:
    print(e)
try:
    "abc" + 1
except TypeError as e:
    print(e)
try:
    len(5)
except TypeError as e:
    print(e)
try:
    {}[[]]
except TypeError as e:
    print(e)

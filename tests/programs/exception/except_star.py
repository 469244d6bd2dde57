# `except*`: who takes what, and what is left.
import sys


def show(e):
    if isinstance(e, BaseExceptionGroup):
        return f"{type(e).__name__}({e.message!r}, [{', '.join(map(show, e.exceptions))}])"
    return repr(e)


def run(f):
    try:
        f()
    except BaseException as e:
        print("out:", show(e), "context", show(e.__context__), "cause", show(e.__cause__))
    print(sys.exc_info())


def basic():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("n", [ValueError(3), KeyError(4)])])
    except* ValueError as e:
        print("V", show(e))
    except* (TypeError, OSError) as e:
        print("T", show(e), show(sys.exc_info()[1]))


run(basic)


def all_taken():
    try:
        raise ExceptionGroup("eg", [ValueError(1)])
    except* ValueError as e:
        print(show(e))
    else:
        print("else")
    finally:
        print("finally")
    print("after", sys.exc_info())


run(all_taken)


def naked():
    try:
        raise ValueError("naked")
    except* TypeError:
        print("no")
    except* ValueError as e:
        print(show(e))


run(naked)


def naked_unmatched():
    try:
        raise ValueError("naked")
    except* TypeError:
        print("no")


run(naked_unmatched)


def raises_new():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise KeyError("new")


run(raises_new)


def raises_two():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError:
        raise KeyError("one")
    except* TypeError as e:
        raise IndexError("two") from e


run(raises_two)


def reraises():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2), ExceptionGroup("n", [ValueError(3), OSError(4)])])
    except* ValueError:
        raise
    except* TypeError:
        print("T")


run(reraises)


def reraises_naked():
    try:
        raise ValueError(1)
    except* ValueError:
        raise


run(reraises_naked)


def reraise_e():
    try:
        raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
    except* ValueError as e:
        raise e


run(reraise_e)


def wrong_type():
    try:
        raise ExceptionGroup("eg", [ValueError(1)])
    except* ExceptionGroup:
        pass


run(wrong_type)


def wrong_type2():
    try:
        raise ExceptionGroup("eg", [ValueError(1)])
    except* 5:
        pass


run(wrong_type2)


def no_exception():
    try:
        print("fine")
    except* ValueError:
        print("no")
    else:
        print("else")
    for i in range(3):
        try:
            if i == 1:
                raise ExceptionGroup("x", [ValueError(i)])
        except* ValueError as e:
            for j in range(3):
                if j == 1:
                    break
            print("loop", show(e))
    try:
        e
    except NameError as n:
        print(n)


e = 5
run(no_exception)


def nested():
    try:
        try:
            raise ExceptionGroup("eg", [ValueError(1), TypeError(2)])
        except* ValueError as v:
            try:
                raise v
            except* ValueError as w:
                print("inner", show(w))
    except* TypeError as t:
        print("outer", show(t))


run(nested)


def hot():
    n = 0
    for i in range(300):
        try:
            raise ExceptionGroup("eg", [ValueError(i), TypeError(i)])
        except* ValueError as e:
            n += e.exceptions[0].args[0]
        except* TypeError:
            n += 1
    print(n)


run(hot)
for src in ["try: pass\nexcept* ValueError: pass\nexcept TypeError: pass", 
            "for x in y:\n  try: pass\n  except* E: break", "def f():\n  try: pass\n  except* E: return",
            "for x in y:\n  try: pass\n  except* E:\n    if x: continue"]:
    try:
        compile(src, "s", "exec")
    except SyntaxError as e:
        print(e.msg)

def f():
    raise KeyError("k")
def g():
    try: f()
    except KeyError as e:
        e.add_note("a note")
        inner = e
    try: raise ValueError("v")
    except ValueError as e: other = e
    return [inner, other, ExceptionGroup("nested", [TypeError(1), OSError(2, "x"), ExceptionGroup("deep", [IndexError("i")])])]
try:
    raise ExceptionGroup("top", g())
except ExceptionGroup as e:
    top = e
raise RuntimeError("x") from top

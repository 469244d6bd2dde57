def f(*args):
    e = RuntimeError("noted", *args)
    e.add_note("first note")
    e.add_note("second\nthird")
    raise e


f(1, 2)

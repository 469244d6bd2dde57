def f():
    try:
        1 // 0
    finally:
        {}["in finally"]


with open("/nonexistent/file") if False else type("M", (), {"__enter__": lambda s: s, "__exit__": lambda s, *a: None})() as m:
    f()

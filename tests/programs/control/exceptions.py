def f(x):
    try:
        print("try", x)
        if x == 1: raise ValueError("v")
        if x == 2: raise KeyError("k")
        if x == 3: return "returned"
        if x == 4: 1 / 0
    except ValueError as e:
        print("value", e)
    except (KeyError, IndexError) as e:
        print("lookup", repr(e))
        return "from except"
    else:
        print("else")
    finally:
        print("finally")
    return "end"
for i in range(5):
    try:
        print(f(i))
    except ZeroDivisionError as e:
        print("outer", e)
try:
    try:
        raise ValueError("a")
    except ValueError as e:
        raise TypeError("b") from e
except TypeError as e:
    print(e, repr(e.__cause__), repr(e.__context__), e.__suppress_context__)
try:
    try:
        1 / 0
    finally:
        raise KeyError("replaced")
except KeyError as e:
    print(e, repr(e.__context__))
def g():
    try: return 1
    finally: return 2
def h():
    while True:
        try: return 1
        finally: break
    return 3
print(g(), h())
try: e
except NameError as error: print(error)

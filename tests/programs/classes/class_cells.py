try: exec("class X:\n  __class__\n  def f(self): __class__", globals(), {})
except Exception as e: print(type(e), e)
try: exec("class X:\n  __class__\n  def f(self): __class__", globals())
except Exception as e: print(type(e), e)
def g():
    class X:
        __class__
        def f(self): __class__
try: g()
except Exception as e: print(type(e), e)
class O:
  def m(self):
    class X:
        x = __class__
        def f(): __class__
    return X.x
print(O().m())
class X:
    global __class__
    __class__ = 42
    def f(self): __class__
print(globals()["__class__"])

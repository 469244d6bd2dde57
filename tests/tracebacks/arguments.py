class C:
    def m(self, a, *, b):
        return a


try:
    C().m(1)
except TypeError:
    C().m(1, 2, b=3)

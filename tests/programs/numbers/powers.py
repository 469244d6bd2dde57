# Three-argument pow, through operators, methods and classes of one's own.
class P:
    def __pow__(self, other, mod=None): return ('pow', other, mod)
    def __rpow__(self, other, mod=None): return ('rpow', other, mod)
print(pow(P(), 2), pow(P(), 2, 3), P() ** 4, 5 ** P())
print((7).__pow__(2, 5), (7).__pow__(2), (7).__pow__(2, None), (7).__pow__(2.0, 3), pow(7, -1, 10), pow(2, 100, 1000007))
for args in ((2, 'a'), (2, 3, 'a'), (2.0, 2, 3), ('a', 2), (2, -1, 0), (4, -1, 8)):
    try:
        print(pow(*args))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)

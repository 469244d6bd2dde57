# Sets looked for in sets; methods that are None; arguments that must be ints or texts.
class S(set): pass
print(S([1]) in {frozenset([1])}, {1} in {frozenset([1])})
s = {frozenset([1]), 2}; s.discard(S([1])); print(s)
class N1:
    __contains__ = None
class N2:
    __iter__ = None
for q in (N1(), N2(), 5):
    try: 1 in q
    except TypeError as e: print(e)
for f in (lambda: sorted([1], reverse='a'), lambda: [].sort(reverse=None), lambda: sorted([2, 1], reverse=True), lambda: sorted([1, 2], reverse=2), lambda: str(b'a', 5), lambda: str(b'a', errors=5), lambda: str(1, 'a')):
    try: print(f())
    except TypeError as e: print(e)

# Unions of dicts with views; bytes templates whose argument is bytes; powers of complex numbers.
for f in ("b'ab' % b'ab'", "bytearray(b'x') % b'q'", "b'%s' % b'q'", "b'%(a)s' % {b'a': b'1'}", "{1:2} | {1:2}.keys()", "{1: 2} | {3: 4}.items()", "{1: 2} | [1]", "{1} | {2: 3}.keys()", "(2+1j) ** (2+1j)", "(1+2j) ** 0.5", "(1+2j) ** 2", "{1: 2} | {3: 4}", "2j ** 1j"):
    try: print(f, eval(f))
    except Exception as e: print(f, type(e).__name__, e)

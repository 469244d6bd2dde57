for n in [0, 10, -10, 255, 2**65]:
    print(bin(n), oct(n), hex(n), f"{n:b} {n:o} {n:x} {n:X} {n:#b} {n:#x} {n:_b} {n:,} {n:+d} {n:012d}", "%x %o %d %#x" % (n, n, n, n))

for n in [1, -1, 5, -5, 2**50, -(2**50), 2**80]:
    print([n << s for s in (0, 1, 40, 70)], [n >> s for s in (0, 1, 40, 70, 500)])
print(1 & 3, 1 | 6, 5 ^ 3, ~5, -1 & 2**70, -(2**70) | 5, True & 3, True | False, True ^ True, ~True)

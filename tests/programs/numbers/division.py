for a in [7, -7, 7.5, -7.5, 2**70, -(2**70)]:
    for b in [2, -2, 0.5, -3.0, 2**35]:
        print(a // b, a % b, divmod(a, b), a / b)

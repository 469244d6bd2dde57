# Digits by divmod and by str; palindromes, Armstrong numbers, digital roots.
def digits(n, base=10):
    out = []
    while n:
        n, d = divmod(n, base)
        out.append(d)
    return out[::-1] or [0]


wrong = sum(digits(n) != [int(c) for c in str(n)] for n in range(300))
print(wrong, digits(2**70)[:6], digits(255, 16), digits(0))
print([n for n in range(100, 500) if sum(d**3 for d in digits(n)) == n])
print(sum(digits(n, 2) == digits(n, 2)[::-1] for n in range(300)), [divmod(-7, 3), divmod(7, -3), divmod(-7, -3)])

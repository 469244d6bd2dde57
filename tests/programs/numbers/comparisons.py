values = [1, 1.0, True, 2**60, 2.0**60, 2**60 + 1, float("inf"), -5, 0, -0.0]
for a in values:
    print([a < b for b in values], [a == b for b in values])
print(1 < 2 < 3, 1 < 3 < 2, 1 == 1.0 == True, 2**53 + 1 == float(2**53 + 1), 10**400 > 1e308, 10**400 < float("inf"))

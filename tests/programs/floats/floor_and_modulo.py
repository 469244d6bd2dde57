# // and % of floats follow the sign of the divisor, mixed with ints.
total = wrong = 0
for i in range(-150, 150):
    a = i * 0.75
    for b in (2, -2, 0.5, -1.25):
        q, r = a // b, a % b
        wrong += q * b + r != a or (r != 0 and (r < 0) != (b < 0)) or divmod(a, b) != (q, r)
        total += q + r
print(total, wrong)
print(7.5 // 2, -7.5 // 2, 7.5 % -2, -7.5 % 2, 1e300 % 7, 5 % 0.1, -0.0 % 3, 3 // -1e999)

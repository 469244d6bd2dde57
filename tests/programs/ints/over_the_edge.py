# Ints go over the edges of 32, 62, 63 and 64 bits in a loop and come back.
for bits in (31, 61, 62, 63, 64, 100):
    n = 2**bits - 100
    ups = 0
    for i in range(200):
        n += 1
        ups += n >= 2**bits
    for i in range(400):
        n -= 1
    m = -(2**bits) + 50
    for i in range(100):
        m -= 1
    p = 3
    for i in range(bits):
        p = p * 2
    print(bits, ups, n, m, p, -m, abs(m), m // 7, m % 7, m * m == (-m) ** 2)

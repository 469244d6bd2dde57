# Bits counted in four ways, also of large and of negative ints.
def by_loop(n):
    count = 0
    while n:
        n &= n - 1
        count += 1
    return count


def by_shift(n):
    count = 0
    while n:
        count += n & 1
        n >>= 1
    return count


wrong = 0
total = 0
for i in range(80):
    n = i * 2654435761 % 2**32
    total += by_loop(n)
    wrong += not by_loop(n) == by_shift(n) == n.bit_count() == bin(n).count("1")
print(total, wrong, by_loop(2**200 - 1), by_shift(3 << 100), (-7).bit_count(), (2**64).bit_length())
print(~5 & 0xFF, -1 >> 70, -1 << 3, 5 ^ -3, -8 | 3, -8 & 7)

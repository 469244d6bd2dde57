# Class: constants and branch distances at encoding limits.
# Constants around 8, 16, 31, 32, 47 and 63 bits in every place, attributes and locals far away, and a long loop.


def constants(n):
    total = 0
    for i in range(n):
        total = (total + 127 + 128 - 129 + 32767 - 32769) & 0x7FFFFFFF
        total ^= 2147483647
        total += 2147483648
        total -= -2147483648
        total &= 0xFFFFFFFF
        total |= -2147483649
        total += 140737488355327
        total -= 140737488355328
        total ^= 0x7FFFFFFFFFFF
        if total == 2147483648 or total < -140737488355328 or total > 4611686018427387903:
            total = 5
        total = total * 3 % 9223372036854775807
    return total


def compare(values):
    hits = []
    for limit in (127, 128, -128, -129, 2147483647, 2147483648, -2147483648, -2147483649, 140737488355327):
        count = 0
        for v in values:
            count += (v < limit) + 2 * (v == limit) + 4 * (v > limit)
        hits.append(count)
    return hits


source = ["def long(n, a):", "    total = 0", "    for i in range(n):"]
for k in range(300):
    source.append(f"        if i == {k * 7 % 211 + 3}: total += a[{k % 40}] * {k * 8191 + 1}")
source += ["    return total"]
exec("\n".join(source))
source = ["def wide(n):"] + [f"    v{k} = {k}" for k in range(200)] + ["    for i in range(n):"]
source += [f"        v{k} += v{(k * 7 + 1) % 200}" for k in range(0, 200, 9)] + ["    return v0, v9, v99, v198"]
exec("\n".join(source))

print(constants(100))
print(compare(list(range(-130, 131)) + [2147483646 + k for k in range(4)] + [-2147483650 + k for k in range(4)] + [1 << 47]))
print(long(230, list(range(40))), wide(60))

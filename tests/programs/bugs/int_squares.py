# Class: integer ranges and overflow at 2^31, 2^47, 2^63.
# Items that are small for a long time, and then not: what was multiplied or added without a check overflows.


def squares(values):
    total = 0
    for v in values:
        total += v * v
    return total


def sums(values):
    total = 0
    for v in values:
        w = v + v
        total ^= w
    return total


def differences(values):
    total = 0
    for v in values:
        total |= -9 - v
    return total


def kept(values):
    out = []
    for v in values:
        out.append(v * 65536)
    return out[-3:]


def masked(values, mask):
    total = 0
    for v in values:
        total += (v & mask) * (v & mask)
    return total


small = list(range(120))
for big in (1 << 24, 1 << 31, (1 << 32) + 1, 1 << 40, (1 << 47) - 1, -(1 << 47), 1 << 47, (1 << 63) - 1, -(1 << 63), 1 << 63, 1 << 70):
    values = small + [big, big - 1, -big] + small
    print(squares(values), sums(values), differences(values), kept(values + [big] * 2))
    print(masked(values, 0xFFFFFFFF), masked(values, (1 << 40) - 1))

# Ranges beyond 64 bits: items, slices, membership, equality and hash with small ones.
big = range(2**64, 2**64 + 10, 3)
print(big, len(big), list(big), big[1], big[-1], list(reversed(big)))
print(big[1:3], big[::-1], 2**64 + 3 in big, 2**64 + 4 in big, big.index(2**64 + 9), big.count(1), big.count(2**64))
print(big == range(2**64, 2**64 + 11, 3), hash(big) == hash(range(2**64, 2**64 + 11, 3)), big != range(3))
print(range(10**20, 0) == range(0), hash(range(10**20, 0)) == hash(range(0)), bool(range(10**20, 0)), bool(big))
print(isinstance(big, range), type(big).__name__, big.start == 2**64, big.stop, big.step)
print(range(-2**63, 2**63)[-1], range(10**20)[10**19], range(0, 10**20, 10**19)[3:5])
for number in range(2**63 - 2, 2**63 + 2):
    print(number)
total = 0
for number in range(10**19, 10**19 - 40, -2):
    total += number - 10**19
print(total, sum(range(2**63, 2**63 + 3)), max(range(10**19, 10**19 + 5)))
for action in (lambda: len(range(10**30)), lambda: range(10**20)[10**21], lambda: range(1, 10**20, 0),
               lambda: range(10**20)["a"], lambda: big.index(5), lambda: range(1.5), lambda: range(10**20, "a")):
    try:
        print(action())
    except (OverflowError, IndexError, ValueError, TypeError) as error:
        print(type(error).__name__, error)
print(slice(None, None, -1).indices(10**30), slice(-10**25, 10**25, 7).indices(5), slice(10**20).indices(10**25))
match big:
    case [first, *_, last]:
        print(first, last)


class Everything(int):
    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


print(Everything(11) in range(10), Everything(11) in range(0), True in range(2), 1.0 in range(2), 1.5 in range(2))

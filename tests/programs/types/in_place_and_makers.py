# bytearray *= changes the object itself; numbers made by class methods are of the class.
data = other = bytearray(b"ab")
for n in range(3):
    data *= 2
    print(data is other, other)
data *= 0
print(other, data is other)
try:
    data *= 1.5
except TypeError as error:
    print(error)


class Kept(int):
    pass


class Real(float):
    pass


print(type(Kept.from_bytes(b"\1", "big")).__name__, Kept.from_bytes(b"\1\0", "big"), int.from_bytes([1, 2], "little"))
print(type(Real.fromhex("0x1p1")).__name__, Real.fromhex("0x1p1"), float.fromhex("-inf"), float.fromhex("0x.8"))
print(0.0 ** float("-inf"), (-0.0) ** float("-inf"), 0.0 ** float("inf"), 2.0 ** float("-inf"), (-1.0) ** float("inf"))
for base in (0.0, -0.0, 0):
    try:
        base ** -1
    except ZeroDivisionError as error:
        print(error)
print(ord(bytearray(b"a")), ord(b"b"), ord("c"))
for wrong in (b"ab", bytearray(), "xy", 5):
    try:
        ord(wrong)
    except TypeError as error:
        print(error)


class Group(set):
    pass


holder = {frozenset([1]), 2}
print(Group([1]) in holder, {1} in holder)
holder.remove(Group([1]))
holder.discard(Group([7]))
print(holder)
try:
    holder.remove({9})
except KeyError as error:
    print(error)

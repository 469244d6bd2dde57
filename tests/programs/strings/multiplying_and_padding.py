# Repetition and padding of strs with widths from a loop.
lines = []
for n in range(-2, 6):
    lines.append("|" + "ab" * n + "|" + "x".center(n, ".") + "|" + "y".ljust(n) + "|" + "-7".zfill(n) + "|")
print("\n".join(lines))
total = 0
for i in range(400):
    total += len("=" * (i % 11)) + len("ab".rjust(i % 7, "0")) + ("é" * i).count("é")
    total += len(f"{i:>{i % 13}}") + len(f"{'z':^{i % 5}}")
print(total)
print("abcd".center(7, "*"), "abc".center(6, "*"), "+5".zfill(4), "".zfill(3), "--1".zfill(5))
try:
    "a".ljust(5, "xy")
except TypeError as error:
    print(error)
try:
    "a" * 1.0
except TypeError as error:
    print(error)

# Chained comparisons evaluate every operand once, and stop early.
def note(n):
    log.append(n)
    return n


log = []
print(note(1) < note(3) > note(2) == note(2), note(5) < note(4) < note(9), log)
count = 0
for i in range(500):
    count += 100 <= i < 300 != i
    count += 0 < i % 7 <= 3 <= i % 5
    count -= not 10 > i > 5
print(count, 1 < 2 in [2], (1 < 2) in [2], 1 != 2 != 1, 3 > 2 >= 2)

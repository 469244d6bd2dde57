# add, discard, remove and pop in a loop, with the errors of the empty set.
s = set()
added = removed = 0
for i in range(800):
    s.add(i * 7 % 101)
    if i % 3 == 0:
        s.discard(i % 50)
    if i % 5 == 0 and i % 101 in s:
        s.remove(i % 101)
        removed += 1
print(len(s), sum(s), removed)
while s:
    added += s.pop()
print(added, s)
for call in (s.pop, lambda: s.remove(3), lambda: s.add([]), lambda: {1}["a"]):
    try:
        call()
    except (KeyError, TypeError) as error:
        print(type(error).__name__, error)

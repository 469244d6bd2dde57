# insert, pop, remove and del at both ends and beyond them.
v = []
for i in range(400):
    v.insert(i % 5 - 2, i)
    if i % 4 == 3:
        v.pop(i % len(v))
    if i % 9 == 8:
        v.remove(v[len(v) // 2])
    if i % 10 == 9:
        del v[-1], v[0]
print(len(v), sum(v), v[:6], v[-3:])
v = [1, 2, 3]
v.insert(100, 4)
v.insert(-100, 0)
print(v, v.index(3), v.index(3, -2), v.count(2), v.pop(), v.pop(0), v)
for call in (lambda: v.remove(9), lambda: v.index(9), lambda: v.pop(5), lambda: [].pop(), lambda: v.index(1, 1)):
    try:
        call()
    except (ValueError, IndexError) as error:
        print(type(error).__name__, error)
queue = [0]
taken = 0
while queue and taken < 500:
    n = queue.pop(0)
    taken += 1
    if n < 8:
        queue += [n + 1, n + 2]
print(taken, len(queue))

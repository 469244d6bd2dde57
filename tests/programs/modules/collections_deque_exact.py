# A deque as a sequence: bounds, arithmetic, comparison, iteration that notices changes, its text.
from collections import deque

d = deque([1, 2, 3], maxlen=2)
print(d, d.maxlen, list(reversed(d)), len(d))
d.append(4)
d.appendleft(0)
print(d)
plain = deque("abc")
print(plain * 2, 2 * plain, plain + deque("d"))
plain *= 0
print(plain, bool(plain))
try:
    deque() + [1]
except TypeError as error:
    print(error)
for bad in (-1, "x"):
    try:
        deque((), bad)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(deque([1, 2]) < deque([1, 3]), deque([2]) >= deque([1, 9]), deque([1]) == [1], deque([1]) != deque([1]))
inside = deque([1])
inside.append(inside)
print(inside)
for change in (lambda q: q.append(0), lambda q: q.popleft(), lambda q: q.clear()):
    q = deque(range(3))
    try:
        for item in q:
            change(q)
    except RuntimeError as error:
        print(error)
q = deque(range(5))
print(q.index(3), q.count(9), 4 in q, q.index(2, 1, 4))
for action in (lambda: q.index(77), lambda: q.remove(77), lambda: deque().pop(), lambda: q[9], lambda: q["a"],
               lambda: deque(range(2), 2).insert(0, 1)):
    try:
        action()
    except (ValueError, IndexError, TypeError) as error:
        print(type(error).__name__, error)
q.rotate(2)
print(q)
q.insert(1, "new")
del q[0]
q.reverse()
print(q, q.copy() == q)


class Named(deque):
    pass


print(Named([1]), type(Named([1]).copy()).__name__, iter(q).__length_hint__())

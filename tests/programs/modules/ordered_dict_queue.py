# OrderedDict as a queue: taking from either end, moving to either end, in a loop.
from collections import OrderedDict

d = OrderedDict((i, str(i)) for i in range(300))
taken = []
while len(d) > 5:
    taken.append(d.popitem(last=False)[0])
    if len(taken) % 3 == 0:
        d[taken[-1] + 1000] = "again"
        d.move_to_end(taken[-1] + 1000, last=False)
    if len(taken) % 7 == 0 and d:
        d.move_to_end(next(iter(d)))
print(len(taken), sum(taken), list(d))
for i in range(40):
    d[i] = i
    d.popitem(last=i % 2 == 0)
print(list(d))
while d:
    d.popitem(last=False)
d["new"] = 1
d["newer"] = 2
print(list(d), next(iter(d)), d.popitem(False), list(d))
plain = {i: i for i in range(50)}
while plain:
    del plain[next(iter(plain))]
plain["x"] = 1
print(plain, list(plain.items()))
plain = {i: i for i in range(50)}
for i in range(45):
    plain.pop(next(iter(plain)))
for i in range(100, 200):
    plain[i] = i
print(list(plain)[:7], len(plain), plain == dict(plain), next(iter(plain)))
for bad in [lambda: d.move_to_end("none"), lambda: OrderedDict().popitem()]:
    try:
        bad()
    except KeyError as error:
        print(repr(error))

for r in [range(5), range(2, 8, 3), range(5, 0, -2), range(0), range(-3, 3)]:
    print(r, list(r), len(r), r[0] if r else None, r[-1:] , r[::-1], 3 in r, 3.0 in r, "a" in r, r.count(2), bool(r), r.start, r.stop, r.step, list(reversed(r)), sum(r))
print(range(3) == range(0, 3, 1), range(0) == range(5, 1), hash(range(3)) == hash(range(0, 3)), range(10).index(4), range(10)[2:8:2], range(True), repr(range(1, 2)))

s, t = {1, 2, 3}, {2, 3, 4}
print(s | t, s & t, s - t, s ^ t, s <= t, {2} < s, s >= {1}, s.isdisjoint({9}), s.union([5]), s.intersection([1]), s.difference([1]), s.symmetric_difference([1, 9]), s.issubset(range(9)), s.issuperset([1]), len(s), 2 in s, s == {3, 2, 1}, set(), frozenset([1]), set("a"), {*s, 9})
s.add(9); s.discard(100); s.remove(1); s.update([7], {8}); s |= {6}; s -= {7}; s &= {2, 3, 6}; s ^= {6, 1}
print(sorted(s), s.copy() is s, frozenset({1}) == {1}, hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1]): 2}[frozenset([1])], s.clear(), s, {1} | frozenset([2]), type({1} | frozenset()), type(frozenset() | {1}))

x = list(range(10))
for s in [slice(None), slice(2, 5), slice(-3, None), slice(None, None, -1), slice(8, 2, -2), slice(100, 200), slice(-100, 3), slice(5, 5), slice(None, None, 3)]:
    print(s, x[s], "0123456789"[s], s.indices(10), tuple(x)[s], range(10)[s])
print(slice(1, 2) == slice(1, 2), slice(1).start, slice(1, 2, 3).step)
class S:
    def __getitem__(self, key): return key
    def __setitem__(self, key, value): print(key, value)
    def __delitem__(self, key): print("del", key)
s = S()
print(s[1], s[1:2], s[::], s[1:2, 3], s[...], s["a":"b":None], s[()])
s[1:2] = 3; del s[:, 1]

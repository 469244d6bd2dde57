# What an own __getitem__ is handed for every form of subscript.
class Echo:
    def __getitem__(self, key):
        return key

    def __setitem__(self, key, value):
        log.append((key, value))

    def __delitem__(self, key):
        log.append(key)


log = []
e = Echo()
print(e[1], e[1:2], e[::3], e[1, 2], e[1:2, ...], e[()], e[-1:], e["a":"b"], e[*[1, 2], 3])
e[0:1] = 5
e[1, ::2] += (7,)
del e[2:], e[None]
print(log)
total = 0
for i in range(500):
    s = e[i:i + 2]
    total += s.stop - s.start + e[i] % 2
print(total)

# A proxy hands on attributes, calls and subscripts by __getattr__.
class Proxy:
    def __init__(self, target):
        self._target = target
        self._asked = 0

    def __getattr__(self, name):
        self._asked += 1
        return getattr(self._target, name)

    def __getitem__(self, key):
        return self._target[key]


p = Proxy([3, 1, 2])
for i in range(300):
    p.append(i)
    if i % 3 == 0:
        p.pop()
print(len(p._target), p._asked, p[0], p[-1], p.count(1))
p.sort()
print(p[:4], hasattr(p, "index"), hasattr(p, "keys"), getattr(p, "nothing", "default"))
try:
    p.nothing
except AttributeError as error:
    print(error)

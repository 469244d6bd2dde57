# A method becomes a property, a staticmethod, a classmethod and a plain value.
class K:
    n = 5

    def get(self):
        return self.n


k = K()
total = 0
for i in range(300):
    if i == 100:
        K.get = staticmethod(lambda: 100)
    if i == 150:
        K.get = classmethod(lambda cls: cls.n * 1000)
    if i == 200:
        K.get = property(lambda self: lambda: self.n + i)
    if i == 250:
        K.get = lambda self: -i
    if i == 280:
        k.get = lambda: 10**6
    total += k.get()
print(total)

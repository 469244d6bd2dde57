# `dict.__getitem__`, also bound and through super(), asks `__missing__`.
class Doubles(dict):
    def __missing__(self, key):
        self[key] = key * 2
        return self[key]


class Counted(dict):
    def __getitem__(self, key):
        return super().__getitem__(key)

    def __missing__(self, key):
        return "missing " + key


d = Doubles()
get = d.__getitem__
print([get(n) for n in (1, 2, 1)], d, dict.__getitem__(d, 5), d)
print(Counted(a=1)["a"], Counted()["b"])
try:
    dict.__getitem__({}, "x")
except KeyError as error:
    print(repr(error))
print(Doubles().get(3))

# type() and isinstance() in loops over values that the engine keeps alike, but that are of different classes.
class Meta(type):
    pass

class A(metaclass=Meta):
    def method(self): pass

class B:
    pass

def generator(): yield
async def coroutine(): pass

made = coroutine()
d = {1: 2}
groups = [
    [iter([]), iter(()), iter({}), zip(), enumerate([]), map(str, []), reversed([]), iter(range(1))],
    [d.keys(), d.values(), d.items()],
    [A, B, int, Meta],
    [len, str.join, 'a'.join, A().method],
    [generator(), made, generator()],
]
def names(values):
    return [type(value).__name__ for value in values]
def classes(values, wanted):
    return [isinstance(value, wanted) for value in values]
for group in groups:
    values = group * 30
    shown = names(values)
    assert shown == names(group) * 30
    print(names(group))
    for wanted in (zip, enumerate, type(d.keys()), Meta, type, type(len), type(generator()), type(made)):
        expected = [type(value) is wanted or wanted in type(value).__mro__ for value in group]
        assert classes(values, wanted) == expected * 30, (wanted, expected)
made.close()

# __index__, __hash__ and __eq__ of own classes in subscripts and as keys.
class Num:
    def __init__(self, n):
        self.n = n

    def __index__(self):
        return self.n

    def __hash__(self):
        return self.n % 5

    def __eq__(self, other):
        return isinstance(other, Num) and self.n == other.n


values = list(range(50))
table = {}
total = 0
for i in range(300):
    key = Num(i % 50)
    total += values[key] + len(values[key:Num(40)]) + len(range(key))
    table[key] = table.get(key, 0) + 1
print(total, len(table), set(table.values()), hex(Num(255)), "ab" * Num(2), bytes(Num(2)))
try:
    values[Num(99)]
except IndexError as error:
    print(error)

# A dict of str keys gets int keys, tuple keys and keys of an own class while it is looked up.
class Key:
    def __init__(self, text):
        self.text = text

    def __hash__(self):
        return hash(self.text)

    def __eq__(self, other):
        if isinstance(other, Key):
            return self.text == other.text
        return self.text == other


table = {"a": 1, "b": 2}
total = misses = 0
for i in range(400):
    if i == 150:
        table[1] = 10
    if i == 200:
        table[1.0] = 20
        table[(1, 2)] = 30
    if i == 250:
        table[Key("a")] = 100
        table[Key("z")] = 200
    if i == 300:
        del table["b"]
    if i == 350:
        table.clear()
    total += table.get("a", 0) + table.get("b", -1)
    for key in (True, (1, 2), "z"):
        try:
            total += table[key]
        except KeyError:
            misses += 1
print(total, misses, table)

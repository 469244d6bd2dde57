# Targets of for: attributes, subscripts, nested and starred names.
class Spot:
    pass


spot, cells, table = Spot(), [0] * 3, {}
total = 0
for spot.x in range(300):
    total += spot.x
for cells[total % 3] in range(100):
    total += 1
for table["k"], *cells[1:2], (a, b) in [(i, i + 1, i + 2, "ab") for i in range(50)]:
    total += table["k"]
print(total, spot.x, cells, table, a, b)
for first, *rest in ["abc", (1,), range(4)]:
    print(first, rest)

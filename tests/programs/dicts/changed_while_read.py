# A dict that changes its size while it is gone over says so; one that keeps its size does not.
def attempt(change, count=40):
    table = {i: i for i in range(count)}
    seen = 0
    try:
        for key in table:
            seen += 1
            if key == count - 10:
                change(table)
    except RuntimeError as error:
        return seen, str(error)
    return seen, len(table)


def swap(table):
    del table[0]
    table["new"] = 1


for _ in range(3):
    results = [
        attempt(lambda t: t.update(extra=1)),
        attempt(lambda t: t.pop(3)),
        attempt(lambda t: t.update({5: 50})),
        attempt(lambda t: t.clear()),
        attempt(lambda t: t.__setitem__(39, 1)),
        attempt(lambda t: None),
    ]
print("\n".join(map(str, results)))
table = dict.fromkeys(range(50), 0)
for i in range(100):
    for key in list(table):
        table[key] += 1
    if i % 10 == 0:
        table.pop(i // 10)
print(len(table), sum(table.values()))

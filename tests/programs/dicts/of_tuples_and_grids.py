# A sparse grid whose keys are tuples: a few generations of the game of life.
def step(cells):
    counts = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy:
                    key = x + dx, y + dy
                    counts[key] = counts.get(key, 0) + 1
    return {key: cells.get(key, 0) + 1 for key, n in counts.items() if n == 3 or n == 2 and key in cells}


glider = {(1, 0): 0, (2, 1): 0, (0, 2): 0, (1, 2): 0, (2, 2): 0}
cells = glider
for _ in range(16):
    cells = step(cells)
print(sorted(cells), sorted((x - 4, y - 4) for x, y in cells) == sorted(glider))
row = {(x, 0): 0 for x in range(10)}
sizes = []
for _ in range(8):
    row = step(row)
    sizes.append(len(row))
print(sizes, max(row.values()))

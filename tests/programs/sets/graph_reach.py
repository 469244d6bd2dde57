# What can be reached in a graph of sets, level by level.
graph = {n: {n * 2 % 97, n * 3 % 97, (n + 50) % 97} for n in range(97)}


def levels(start):
    seen = {start}
    edge = {start}
    sizes = []
    while edge:
        sizes.append(len(edge))
        edge = {m for n in edge for m in graph[n]} - seen
        seen |= edge
    return sizes


print(levels(1), levels(0))
print(len({tuple(levels(n)) for n in range(0, 97, 8)}))

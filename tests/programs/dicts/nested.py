# Dicts in dicts: made on demand, walked, merged and turned inside out.
def put(tree, path, value):
    *heads, last = path.split("/")
    for head in heads:
        tree = tree.setdefault(head, {})
    tree[last] = value


def walk(tree, prefix=""):
    for key, value in tree.items():
        if isinstance(value, dict):
            yield from walk(value, prefix + key + "/")
        else:
            yield prefix + key, value


def merge(a, b):
    return {k: merge(a[k], b[k]) if isinstance(a.get(k), dict) and isinstance(b.get(k), dict) else b.get(k, a.get(k))
            for k in [*a, *(k for k in b if k not in a)]}


tree = {}
for i in range(300):
    put(tree, f"{'abc'[i % 3]}/{'xy'[i % 2]}/{i % 7}", i)
print(len(list(walk(tree))), list(walk(tree))[:3], list(tree))
other = {"a": {"x": {"0": "new", "9": 9}}, "d": 1}
merged = merge(tree, other)
print(merged["a"]["x"]["0"], merged["a"]["x"]["9"], merged["d"], len(dict(walk(merged))))
print(sum(value for _, value in walk(tree)))

# Types of values, lengths of lists and keys of dicts change late in hot loops; exceptions at iteration k.
def kinds(values, action):
    out = []
    for i in range(24):
        value = values[0] if i < 18 else values[1]
        try:
            result = action(value, i)
        except Exception as error:
            result = type(error).__name__ + ": " + str(error)
        if i in (0, 17, 18, 23):
            out.append(result)
    return out


pairs = [(1, 2.5), (1.5, 2), (1, "a"), (1, None), ("a", b"a"), ([1], (1,)), (1, 2**80), (2**47 - 2, 2**47 - 1), (True, 3),
         ({1: 2}, [3, 4]), (range(3), "xyz"), ("abc", "a\u00e9\u4e2d"), (1j, 2), (float("nan"), 0.0), (0.0, -0.0), (5, 0)]
actions = [
    lambda v, i: v + v,
    lambda v, i: v * 3,
    lambda v, i: v - 1,
    lambda v, i: 7 // v,
    lambda v, i: 7 / v,
    lambda v, i: v % 3,
    lambda v, i: v < 2,
    lambda v, i: v == 1,
    lambda v, i: -v,
    lambda v, i: v & 3,
    lambda v, i: v << 2,
    lambda v, i: v[0],
    lambda v, i: len(v),
    lambda v, i: [x for x in v],
    lambda v, i: 1 in v,
    lambda v, i: bool(v),
    lambda v, i: not v,
    lambda v, i: int(v),
    lambda v, i: float(v),
    lambda v, i: str(v),
    lambda v, i: abs(v),
    lambda v, i: max(v, 1),
    lambda v, i: isinstance(v, int),
    lambda v, i: v is None,
    lambda v, i: f"{v}",
    lambda v, i: "%s" % (v,),
    lambda v, i: {v: 1}[v],
    lambda v, i: v ** 2,
    lambda v, i: sum([v, v]),
]
for number, action in enumerate(actions):
    for values in pairs:
        print(number, values, kinds(values, action))

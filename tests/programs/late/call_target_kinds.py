# What is called in a hot loop becomes a method, a class, a builtin, an instance, a partial.
from functools import partial


class Holder:
    def __init__(self, value):
        self.value = value

    def plus(self, value):
        return self.value + value

    def __call__(self, value):
        return value * 3

    def __int__(self):
        return self.value


targets = [
    lambda value: value + 1,
    Holder(10).plus,
    abs,
    Holder,
    Holder(5),
    partial(pow, 2),
    [1, 2, 3].count,
    str,
    float,
    {1: 4, 2: 5}.get,
]
results = []
total = 0
for i in range(500):
    result = targets[i // 50](i % 7)
    total += len(result) if isinstance(result, str) else 0 if result is None else int(result)
    if i % 50 == 49:
        results.append(total)
        total = 0
print(results)

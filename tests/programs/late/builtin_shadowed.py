# A builtin name is hidden by a global and comes back when that is deleted.
import builtins


def work(values):
    return len(values) + abs(-2) + max(1, 2)


total = []
value = 0
for i in range(400):
    if i == 100:
        len = lambda values: 1000
    if i == 150:
        del len
    if i == 200:
        abs = int
    if i == 250:
        del abs
        kept = builtins.max
        builtins.max = min
    if i == 300:
        builtins.max = kept
    value += work([1, 2, 3])
    if i % 50 == 49:
        total.append(value)
        value = 0
print(total)
try:
    del len
except NameError as error:
    print(error)

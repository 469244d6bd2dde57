# iter() of a callable and a sentinel; next() with a default; an exhausted iterator stays so.
def source():
    state[0] += 1
    return state[0] % 50


total = 0
state = [0]
for _ in range(10):
    for value in iter(source, 0):
        total += value
print(total, state)
it = iter([1, 2])
print([next(it, "end") for _ in range(4)], list(it))
try:
    next(iter(()))
except StopIteration as error:
    print(error.value)
for bad in (lambda: iter(5), lambda: next([1]), lambda: iter(5, 0)):
    try:
        bad()
    except TypeError as error:
        print(error)

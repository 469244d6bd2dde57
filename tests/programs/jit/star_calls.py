# Calls with * and ** in a hot loop, to functions with every kind of parameter.
def take(a, b=2, /, c=3, *rest, d=4, **more):
    return a + b * 10 + c * 100 + d + sum(rest) + sum(more.values())


total = 0
for i in range(400):
    args = (i, 1, 2, 3, 4)[:1 + i % 5]
    named = {"d": i, "e": 1} if i % 3 else {}
    total += take(*args, **named)
    total += take(*[1], *(2, 3), 4, d=5, **{"z": i})
print(total)
for call in (lambda: take(), lambda: take(1, a=2) and take(1, c=1, **{"c": 2}), lambda: take(*5)):
    try:
        print(call())
    except TypeError as error:
        print(error)

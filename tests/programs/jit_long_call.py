# A loop whose body calls, in a way that is not recorded, a function that runs for long: recording the
# outer loop must not keep the inner one from being compiled.


def work(*numbers, **named):
    total = 0
    for i in range(numbers[0]):
        total = (total + i * named["k"]) % 1000003
    return total


def outer(rounds, n):
    total = 0
    options = {"k": 3}
    for r in range(rounds):
        total = (total + work(*[n + r], **options)) % 1000003
    return total


print(outer(80, 30))
print(outer(5, 20000))

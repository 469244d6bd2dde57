# A call that never raised begins to raise, inside and outside of a try.
def divide(a, b):
    return a // b


def guarded(a, b):
    try:
        return divide(a, b)
    except ZeroDivisionError:
        return -1
    finally:
        log.append(b)


def run(count, zero_at):
    total = 0
    for i in range(count):
        total += guarded(i, 3 if i < zero_at else i % 2)
    return total


log = []
print(run(300, 200), len(log), log[198:204])
print(run(300, 300), len(log))
total = 0
try:
    for i in range(300):
        total += divide(1000, 250 - i)
except ZeroDivisionError as error:
    print(i, total, error)
try:
    for i in range(300):
        total += [1, 2][i // 200 * 5]
except IndexError as error:
    print(i, total, error)
try:
    for i in range(300):
        total += {"a": 1}["a" if i < 211 else "b"]
except KeyError as error:
    print(i, total, error)

# The classes named by an except clause are replaced while the loop catches.
class First(Exception):
    pass


class Second(Exception):
    pass


def thrower(i):
    if i % 3 == 0:
        raise kind(i)
    return i


kind = First
caught = First
counts = {"caught": 0, "other": 0, "fine": 0}
for i in range(600):
    if i == 200:
        kind = Second
    if i == 300:
        caught = (First, Second)
    if i == 400:
        caught = ()
    if i == 500:
        caught = Exception
    try:
        try:
            thrower(i)
        except caught as error:
            counts["caught"] += 1
            assert error.args == (i,)
        else:
            counts["fine"] += 1
    except Exception as error:
        counts["other"] += 1
        last = type(error).__name__
print(counts, last)
caught = 5
try:
    try:
        thrower(0)
    except caught:
        pass
except TypeError as error:
    print(error)

# Lists, dicts, sets and iterators that change while a hot loop uses them.
def lists():
    items = [1] * 10
    total = 0
    for i in range(5000):
        if i == 3000:
            items.append(2)
        if i == 3500:
            items[3] = 2.5
        if i == 4000:
            items[4] = "x"
        if i == 4500:
            del items[5:]
        try:
            total += items[i % 11]
        except (IndexError, TypeError) as error:
            total -= 1
            if i % 500 == 0:
                print(i, error)
    return total


print(lists())


def shrinking():
    items = list(range(4000))
    seen = 0
    for x in items:
        seen += x
        if x == 2500:
            del items[3000:]
        if x == 2600:
            items.extend(["a"] * 3)
        if x == 2999:
            break
    try:
        for x in items:
            seen += x
    except TypeError as error:
        print(error)
    return seen


print(shrinking())


def keys():
    table = {"a": 1, "b": 2}
    total = 0
    for i in range(5000):
        if i == 2000:
            table["c"] = 3
        if i == 3000:
            del table["a"]
        if i == 3500:
            table["a"] = 10.5
        if i == 4000:
            table.clear()
            table.update(b=1, a=2)
        if i == 4500:
            del table["b"]
        try:
            total += table["a"] + table["b"]
        except KeyError as error:
            total += 1
            if i % 500 == 0:
                print(i, error)
    return total


print(keys())


def during():
    results = []
    for size in (10, 1000, 3000):
        table = dict.fromkeys(range(size), 1)
        count = 0
        try:
            for key in table:
                count += table[key]
                if key == size - 2:
                    table["new"] = 5
        except RuntimeError as error:
            results.append((count, str(error)))
    return results


print(during())


class Sized(list):
    def __getitem__(self, index):
        return 42


class Missing(dict):
    def __missing__(self, key):
        return 7


def subclasses():
    total = 0
    items, table = [1, 2, 3], {0: 1, 1: 2}
    for i in range(4000):
        if i == 3000:
            items, table = Sized(items), Missing(table)
        total += items[i % 3]
        total += table[i % 2 if i < 3500 else 9]
    return total


print(subclasses())


def faults(k):
    log = []
    total = 0
    try:
        for i in range(4000):
            try:
                if i == k:
                    total += 1 // 0
                if i == k + 1:
                    total += [][5]
                if i == k + 2:
                    total += {}["x"]
                if i == k + 3:
                    total += None.x
                if i == k + 4:
                    total += undefined
                if i == k + 5:
                    raise ValueError(i)
                if i == k + 6:
                    a, b = i,
                if i == k + 7:
                    raise StopIteration
                if i == k + 8:
                    int("x")
                total += i
            except (ZeroDivisionError, LookupError, AttributeError) as error:
                log.append(type(error).__name__)
                total += 1
            except NameError as error:
                log.append(str(error))
            except ValueError as error:
                log.append(error.args)
            finally:
                total += 2
    except StopIteration:
        log.append("stopped")
    return total, log


for k in (1, 500, 1999, 3990):
    print(faults(k))


def deep(n, k):
    if n == 0:
        if k == 900:
            raise KeyError(k)
        return k
    return deep(n - 1, k) + 1


def frames():
    total = 0
    for k in range(1200):
        try:
            total += deep(5, k)
        except KeyError as error:
            total += 10**6
            traceback = error.__traceback__
            depth = 0
            while traceback:
                depth += 1
                traceback = traceback.tb_next
            print(depth, error)
    return total


print(frames())


def generator(n):
    for i in range(n):
        if i == 1500:
            yield "text"
        elif i == 1700:
            raise ValueError("generator")
        else:
            yield i


def generators():
    total = 0
    try:
        for x in generator(2000):
            try:
                total += x
            except TypeError as error:
                print(error)
    except ValueError as error:
        print(error)
    return total


print(generators())


def switching():
    def integers():
        while True:
            yield 1

    def floats():
        while True:
            yield 0.5

    source = integers()
    total = 0
    for i in range(3000):
        if i == 2000:
            source = floats()
        if i == 2500:
            source = iter([5] * 100)
        try:
            total += next(source)
        except StopIteration:
            total += 1000
    return total


print(switching())


def strings():
    text = ""
    other = "a"
    for i in range(3000):
        if i == 1000:
            other = "\u00e9"
        if i == 2000:
            other = "\U0001f600"
        text += other
        if len(text) > 50:
            text = text[25:]
    return text


print(ascii(strings()))


def slots():
    class Slotted:
        __slots__ = ("a", "b")

    s = Slotted()
    s.a = 1
    total = 0
    for i in range(3000):
        if i == 2000:
            del s.a
        if i == 2500:
            s.a = 2.5
        try:
            total += s.a
        except AttributeError as error:
            if i == 2000:
                print(error)
    return total


print(slots())

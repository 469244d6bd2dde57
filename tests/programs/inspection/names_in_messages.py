# Messages name some classes of the library with their modules, and code objects say where they stand.
import collections, datetime, decimal, functools, re, sys

values = [collections.deque(), collections.OrderedDict(), datetime.date(2020, 1, 1), datetime.timedelta(1),
          decimal.Decimal(1), sys.version_info, re.compile("a"), functools.partial(len)]
for v in values:
    for f in (lambda: v + object(), lambda: ~v, lambda: v.nope, lambda: "a" + v, lambda: v < object(), lambda: type(v).nope):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, e)


class D(collections.deque):
    pass


try:
    D() + 1
except TypeError as e:
    print(e)
print(collections.deque.__name__, collections.deque)


def fn():
    pass


print(repr(fn.__code__)[:16], repr(fn.__code__).split(",")[2:])
for holder in ({}.values(), {}.keys(), (), "", 5, None, range(3)):
    try:
        del holder[0]
    except TypeError as e:
        print(e)

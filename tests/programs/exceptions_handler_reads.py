# Class: exceptions on iteration k through try/finally/with/generator.
"""A handler reads what nobody reads after the call that raised, from within traces."""


def put(a, i, x):
    a[i] = 10 // x


def late(a, xs):
    for i, x in enumerate(xs):
        try:
            put(a, i % len(a), x)
        except ZeroDivisionError as e:
            print(e, i)


def late_twice(a, xs):
    for i, x in enumerate(xs):
        before = i * 2
        try:
            before = put(a, i % len(a), x)
        except ZeroDivisionError as e:
            print(e, i, before)


late([0] * 5, [1] * 60 + [2, 0, 0, 1, 0])
late_twice([0] * 5, [1] * 60 + [2, 0, 0, 1, 0])

# A cycle that a program makes of contexts is no endless loop when the next exception is chained.
def one():
    try:
        raise ValueError(1)
    except ValueError as error:
        error.__context__ = error
        raise TypeError(2)


try:
    one()
except TypeError as error:
    print(repr(error), repr(error.__context__), error.__context__.__context__ is error.__context__)


def several(count):
    chain = [KeyError(i) for i in range(count)]
    for error, next_error in zip(chain, chain[1:] + chain[:1]):
        error.__context__ = next_error
    try:
        raise ValueError("outermost")
    except ValueError as error:
        error.__context__ = chain[0]
        raise TypeError("last")


for count in (1, 2, 3, 7, 8):
    try:
        several(count)
    except TypeError as error:
        print(count, repr(error), repr(error.__context__), repr(error.__context__.__context__))
first = ValueError("first")
try:
    try:
        raise first
    except ValueError:
        raise KeyError("second")
except KeyError as second:
    try:
        raise first
    except ValueError as again:
        print(repr(again.__context__), repr(second.__context__))

class E(Exception):
    pass


def c():
    try:
        return 5 .real.foo
    except AttributeError as e:
        raise E("multi\nline") from e


def d():
    try:
        c()
    except E:
        x = {"a": 1}
        return x["b"]["c"]


d()

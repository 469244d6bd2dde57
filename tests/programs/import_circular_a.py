import import_circular_b
x = 1


def read():
    return import_circular_b.y

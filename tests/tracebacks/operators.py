def a(x):
    return b(x)[0] + 1


def b(x):
    y = [1, 2]
    return {"k": y}["missing" + "key"]


a(1)

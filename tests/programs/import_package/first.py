print("importing", __name__, __package__)
value = 10


def function():
    return __name__ + ".function"

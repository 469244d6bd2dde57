# next() passes on what __next__ raises, with its value; float() asks the subclass.
class Ending:
    def __next__(self):
        raise StopIteration(42)


try:
    next(Ending())
except StopIteration as e:
    print(e.value, e.args)
print(next(Ending(), 7))


class Own(float):
    def __float__(self):
        return 12.0


class Wrong(float):
    def __float__(self):
        return "x"


print(float(Own(1)), Own(1) + 1, float(Own("2.5")))
try:
    float(Wrong(1))
except TypeError as e:
    print(e)

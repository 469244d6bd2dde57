# An attribute of the instance is deleted late: the class answers, then __getattr__, then nobody.
class Box:
    size = 100

    def __init__(self):
        self.size = 1
        self.extra = 2


def run(change):
    box = Box()
    total = misses = 0
    for i in range(300):
        if i == 200:
            change(box)
        try:
            total += box.size + box.extra
        except AttributeError as error:
            misses += 1
            text = str(error)
    return (total, misses, text) if misses else total


print(run(lambda box: None))
print(run(lambda box: delattr(box, "size")))
print(run(lambda box: delattr(box, "extra")))
print(run(lambda box: box.__dict__.clear()))
print(run(lambda box: vars(box).update(size=7, extra=0.5)))
Box.__getattr__ = lambda self, name: len(name) * 1000
print(run(lambda box: delattr(box, "extra")))
del Box.__getattr__
print(run(lambda box: delattr(box, "extra")))

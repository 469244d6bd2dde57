# A special method of a class is deleted, set to None, and inherited again in a hot loop.
class Base:
    def __contains__(self, item):
        return item == 1


class Bag(Base):
    def __len__(self):
        return 2

    def __eq__(self, other):
        return True

    def __getitem__(self, index):
        if index > 3:
            raise IndexError(index)
        return index * 10


bag = Bag()
counts = [0] * 4
errors = {}
for i in range(400):
    if i == 100:
        del Bag.__len__
    if i == 200:
        del Bag.__eq__
    if i == 250:
        Bag.__contains__ = None
    if i == 300:
        del Bag.__contains__, Base.__contains__
    if i == 350:
        del Bag.__getitem__
    for number, question in enumerate([lambda: len(bag), lambda: bag == 5, lambda: 1 in bag, lambda: bag[3]]):
        try:
            counts[number] += question()
        except TypeError as error:
            errors[str(error)] = errors.get(str(error), 0) + 1
print(counts)
for text, count in errors.items():
    print(count, text)

# A class gets a data descriptor for a name that its instances hold themselves.
class Plain:
    def __init__(self):
        self.value = 1


class Watch:
    def __get__(self, instance, owner):
        return 1000

    def __set__(self, instance, value):
        written.append(value)


class Quiet:
    def __get__(self, instance, owner):
        return 5000


written = []
item = Plain()
total = 0
for i in range(400):
    if i == 200:
        Plain.value = Watch()
    if i == 250:
        Plain.value = Quiet()
    if i == 300:
        Plain.value = property(lambda self: self.__dict__["value"] * 2)
    if i == 350:
        del Plain.value
    total += item.value
    if i < 300 or i > 350:
        item.value = i % 5
print(total, len(written), written[:4], item.value)

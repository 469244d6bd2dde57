class Plain:
    pass


item = Plain()
item.value = 1
total = 0
for i in range(120):
    if i == 40:
        Plain.value = property(lambda self: self.__dict__["value"] * 1000)
    if i == 100:
        del Plain.value
    total += item.value
    pass
print(total)

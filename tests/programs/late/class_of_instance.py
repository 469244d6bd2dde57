# The __class__ of an instance is assigned in the middle of a hot loop, there and back.
class Cat:
    legs = 4

    def say(self):
        return self.age

    def __len__(self):
        return 3


class Bird:
    legs = 2

    def say(self):
        return -self.age

    def __len__(self):
        return 1


pet = Cat()
pet.age = 3
total = legs = lengths = truths = 0
for i in range(300):
    if i == 150:
        pet.__class__ = Bird
    if i == 220:
        pet.__class__ = Cat
        pet.age = 0.25
    if i == 260:
        pet.__class__ = Bird
    total += pet.say()
    legs += pet.legs
    lengths += len(pet)
    truths += isinstance(pet, Cat) + 2 * (type(pet) is Bird)
print(total, legs, lengths, truths)
try:
    pet.__class__ = int
except TypeError as error:
    print(error)

# Class: globals, builtins, methods, classes redefined or deleted after compilation.
# What compiled loops take for constants is given another value, hidden, deleted, and brought back.
import builtins

RATE = 2


def area(x):
    return x * RATE


def total(n):
    t = 0
    for i in range(n):
        t += area(i) + abs(-i)
    return t


class Animal:
    legs = 4

    def sound(self):
        return 1

    def speak(self):
        return self.sound() + self.legs


class Bird(Animal):
    pass


def choir(animals):
    t = 0
    for animal in animals:
        t += animal.speak()
    return t


def attempt(f, *args):
    try:
        return f(*args)
    except Exception as error:
        return type(error).__name__, str(error)


flock = [Bird() for _ in range(150)]
print(total(150), choir(flock))
RATE = 5
print(total(150))
area = lambda x: x + RATE
print(total(150))
abs = lambda x: 1000
print(total(150))
del abs
print(total(150))
builtins.abs = lambda x: 7
print(total(150))
abs, builtins.abs = None, min
print(attempt(total, 150))
del abs
builtins.abs = lambda x: 0 - x
print(total(150))
del RATE
print(attempt(total, 3))
RATE = 1
print(total(150))
Bird.sound = lambda self: 10
print(choir(flock))
Animal.legs = 2
print(choir(flock))
Bird.legs = 3
print(choir(flock))
del Bird.sound
print(choir(flock))
flock[120].sound = lambda: 500
print(choir(flock))
flock[130].legs = 9000
print(choir(flock))
del Animal.speak
print(attempt(choir, flock))
Bird.speak = lambda self: self.legs
print(choir(flock))
Bird = None
print(choir(flock))

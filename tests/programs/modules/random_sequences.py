# The same seed gives the same numbers, whatever it is made of.
import random

for seed in (0, -7, 1.5, "text", b"bytes", bytearray(b"x"), 10**40, True):
    random.seed(seed)
    print(repr(seed), random.random(), random.randrange(1000), random.getrandbits(70))
random.seed("old", version=1)
print(random.random())
random.seed(11)
print(random.vonmisesvariate(1, 2), random.vonmisesvariate(0, 0), random.triangular(), random.expovariate(0.5))
print(random.choices("abcd", [1, 2, 3, 4], k=6), random.sample(range(1000), 6), random.sample("ab", counts=[3, 4], k=4))
state = random.getstate()
first = [random.gauss(0, 1) for _ in range(3)]
random.setstate(state)
print(first == [random.gauss(0, 1) for _ in range(3)], len(state), len(state[1]), state[0])
own = random.Random(5)
other = random.Random()
other.setstate(own.getstate())
print(own.random() == other.random(), random.Random("a").random())


class Halves(random.Random):
    def random(self):
        return 0.5


halves = Halves()
print(halves.randrange(10), halves.uniform(2, 4), halves.choice("abcd"), halves.sample(range(6), 3))


class Bits(random.Random):
    def getrandbits(self, k):
        return 1


print(Bits().randrange(10), Bits(3).random() == random.Random(3).random())
print(0 <= random.SystemRandom().random() < 1, random.SystemRandom().randrange(5) < 5)
for bad in [lambda: random.seed([1]), lambda: random.randrange(1.5), lambda: random.randrange(1, 2.5), lambda: random.randrange(3, 3),
            lambda: random.randrange(1, 5, 0), lambda: random.setstate((9, (), None)), lambda: random.setstate((3, (1,), None)),
            lambda: random.SystemRandom().getstate(), lambda: random.getrandbits(-1), lambda: random.choice([])]:
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)

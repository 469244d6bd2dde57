# Class: exceptions on iteration k through try/finally/with/generator.
# The loop variable of a module's loop over a generator lives in a temporary between `ForIter` and the store: an exit
# of the branch that the interpreter has decided unbound it.
def gen(k):
    for i in range(k & 7):
        yield i * 3


i1 = 4
n = 0
while n < 60:
    for q0 in gen(n):
        i1 = (i1 + q0) % 1000003
    n += 1
print(i1)

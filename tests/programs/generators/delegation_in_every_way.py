import sys, traceback
# Generators that delegate to each other, resumed in every way.
def chain(depth, log):
    if depth == 0:
        for i in range(3):
            got = yield i
            log.append(got)
        return "leaf"
    result = yield from chain(depth - 1, log)
    log.append((depth, result))
    yield ("after", depth)
    return result + str(depth)

log = []
print(list(chain(5, log)), log)
g = chain(3, log := [])
print(next(g), g.send("a"), g.send("b"), next(g), next(g), log)
try:
    while True:
        print(next(g))
except StopIteration as stop:
    print("value", stop.value, log)

# the leaf resumed directly, in between
def leaf():
    try:
        for i in range(6):
            x = yield i
    finally:
        print("leaf is over")
def middle(inner):
    r = yield from inner
    print("middle got", r)
    yield "m"
def outer(inner):
    r = yield from inner
    print("outer got", r)
    yield "o"
l = leaf(); m = middle(l); o = outer(m)
print(next(o), next(o), next(l), next(m), next(o), next(o))
print(next(o, "none"), next(o, "none"), next(o, "none"), next(o, "none"))

# two that share what they delegate to
l = leaf(); a = outer(middle(l)); b = outer(l)
print(next(a), next(b), next(a), next(b), next(l))
print(list(b), list(a))

# exceptions through the chain
def failing():
    yield 1
    raise ValueError("deep")
def catching(inner):
    try:
        yield from inner
    except ValueError as error:
        yield f"caught {error}"
    yield "on"
print(list(catching(middle(middle(failing())))))
def plain(inner):
    yield from inner
try:
    for x in plain(plain(failing())):
        pass
except ValueError:
    print([(entry.name, entry.line) for entry in traceback.extract_tb(sys.exc_info()[2])])
# throw and close
g = catching(plain(leaf()))
print(next(g), next(g), g.throw(ValueError("thrown")), next(g), next(g, "end"))
g = plain(plain(leaf()))
print(next(g), next(g)); g.close(); print(next(g, "closed"))
# a generator that asks for itself
def asks():
    yield 1
    try:
        next(self)
    except ValueError as error:
        yield str(error)
    try:
        self.throw(KeyError)
    except ValueError as error:
        yield str(error)
    try:
        self.close()
    except ValueError as error:
        yield str(error)
    yield self.gi_running
self = plain(plain(asks()))
print(list(self), self.gi_running)
# StopIteration inside
def stops():
    yield 1
    raise StopIteration(5)
try:
    list(plain(plain(stops())))
except RuntimeError as error:
    print(error, repr(error.__cause__))
# context of what is raised within a handler that delegates
def handles(inner):
    try:
        1 / 0
    except ZeroDivisionError:
        yield from inner
try:
    list(plain(handles(plain(failing()))))
except ValueError as error:
    print(repr(error), repr(error.__context__))
# delegation to other things on the way
def mixed():
    yield from [1, 2]
    x = yield from plain(range(2))
    yield from "ab"
    return 7
def takes():
    v = yield from mixed()
    yield v
print(list(plain(takes())))
# a tree
class Node:
    def __init__(self, left, value, right): self.left, self.value, self.right = left, value, right
    def __iter__(self):
        if self.left: yield from self.left
        yield self.value
        if self.right: yield from self.right
def tree(n):
    if not n: return None
    i = len(n) // 2
    return Node(tree(n[:i]), n[i], tree(n[i + 1:]))
t = tree(range(2000))
print(sum(t), max(t), list(t) == list(range(2000)), sum(1 for _ in t))
def recursive(n):
    yield n
    yield from recursive(n + 1)
try:
    for x in recursive(0): pass
except RecursionError as error:
    print("deep", x > 200)

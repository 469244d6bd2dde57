# Names of three enclosing functions are read and rebound from the innermost one.
def outer(a):
    def middle(b):
        def inner(c):
            nonlocal a, b
            a += 1
            b += a
            return a * 1000 + b * 10 + c

        def look():
            return a, b

        return inner, look

    return middle, lambda: a


middle, top = outer(0)
inner, look = middle(0)
total = 0
for i in range(400):
    total += inner(i)
print(total, look(), top())
other, other_look = middle(100)
print(other(1), look(), other_look(), top())
print(inner.__code__.co_freevars, [c.cell_contents for c in inner.__closure__])

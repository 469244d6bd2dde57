x = 1


def read():
    return x


def write(v):
    global x
    x = v


for i in range(300):
    write(i)
    assert read() == i
print(x)


def builtin_shadow():
    return len([1, 2, 3])


for i in range(100):
    builtin_shadow()
print(builtin_shadow())
len = lambda v: "shadowed"
print(builtin_shadow())
del len
print(builtin_shadow())


def gone():
    return will_go


will_go = 5
for i in range(50):
    gone()
del will_go
try:
    gone()
except NameError as e:
    print(e)
try:
    del will_go
except NameError as e:
    print(e)
print(__name__, globals()["x"], "x" in globals())
y = 0
while y < 1000:
    y = y + 1
print(y)


class K:
    a = x
    try:
        b = undefined_name
    except NameError as e:
        b = str(e)


print(K.a, K.b)

# A cell shared by two closures holds an int, then a float, a str, a list and nothing at all.
def pair():
    state = 0

    def add(value):
        nonlocal state
        state = state + value
        return state

    def put(value):
        nonlocal state
        state = value

    def clear():
        nonlocal state
        del state

    return add, put, clear


add, put, clear = pair()
unbound = 0
for i in range(400):
    step = 1
    if i == 200:
        put(0.5)
    elif i == 250:
        put("")
    elif i == 300:
        put([])
    elif i == 350:
        clear()
    if 250 <= i < 300:
        step = "ab"
    elif 300 <= i < 350:
        step = [i]
    try:
        last = add(step)
    except NameError as error:
        unbound += 1
        message = str(error)
    if i in (199, 249, 299):
        print(last)
    if i == 349:
        print(len(last), last[:3])
print(unbound, message)

# A global counter changes its type while a function counts with it.
count = 0


def step():
    global count
    count = count + one
    return count


one = 1
shown = []
for i in range(500):
    if i == 100:
        count = 2**62 - 10
    if i == 150:
        count = 0.0
    if i == 200:
        one = True
    if i == 250:
        count, one = "", "z"
    if i == 300:
        count, one = (), (i,)
    if i == 350:
        count, one = 1j, 1
    if i == 400:
        del count
    if i == 450:
        count, one = 7, -1
    try:
        step()
    except NameError as error:
        count_error = str(error)
    if i % 50 == 49 and i != 449:
        shown.append(count if not hasattr(count, "__len__") else (type(count).__name__, len(count)))
print(shown)
print(count_error)

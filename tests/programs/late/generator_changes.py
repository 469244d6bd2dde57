# A generator yields other types late, is sent values and is closed in the middle of a loop.
def source():
    step = 1
    n = 0
    while True:
        sent = yield n
        if sent is not None:
            step = sent
        n = n + step


g = source()
total = next(g)
for i in range(300):
    if i == 200:
        total += g.send(0.5)
    elif i == 250:
        total += g.send(2**65)
    elif i == 290:
        g.close()
    total += next(g, -1)
print(total)

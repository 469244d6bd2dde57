# return, break and continue leave through finally in a hot loop.
def leave(n):
    for i in range(5):
        try:
            if i == n % 5:
                return i
            if n % 3 == 0:
                continue
        finally:
            log[0] += 1
            if n % 7 == 6:
                break
    return -1


def last_word(n):
    while True:
        try:
            return n
        finally:
            if n % 2:
                return -n


log = [0]
print(sum(leave(n) for n in range(400)), log, sum(last_word(n) for n in range(400)))

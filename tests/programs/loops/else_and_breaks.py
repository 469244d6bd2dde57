# The else of while and for with breaks and continues at several depths.
def find(rows, wanted):
    steps = 0
    for r, row in enumerate(rows):
        for c, cell in enumerate(row):
            steps += 1
            if cell == wanted:
                break
            if cell < 0:
                continue
        else:
            continue
        break
    else:
        return None, steps
    return (r, c), steps


rows = [[r * 10 + c for c in range(10)] for r in range(10)]
print(find(rows, 0), find(rows, 57), find(rows, 99), find(rows, 100), find([], 1))
n = found = 0
while n < 400:
    n += 1
    m = n
    while m % 3 == 0:
        m //= 3
    else:
        found += m == 1
print(n, found)

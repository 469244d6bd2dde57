# Inner loops of changing lengths, with exits that turn common after a while.
def run(n):
    total = inner = 0
    for i in range(n):
        j = 0
        while j < i % 13:
            j += 1
            if (i * j) % 11 == 3:
                total += j
                continue
            if j > 9 and i > n // 2:
                total -= 1
                break
            for k in range(j % 4):
                inner += k ^ i & 1
    return total, inner


print(run(60), run(300))

# Lengths of Collatz sequences, and the highest number on the way.
def run(n):
    steps, top = 0, n
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        steps += 1
        if n > top:
            top = n
    return steps, top


print(max((run(n), n) for n in range(1, 60)))
print(run(27), run(2**80), run(2**64 - 1)[0])

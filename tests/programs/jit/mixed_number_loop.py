# A loop variable is an int, a float, a bool and a large int by turns.
def run(values, n):
    x = 0
    for i in range(n):
        v = values[i % len(values)]
        x = x + v if i & 1 else x - v * 2
        if x > 10**20 or x < -(10**20):
            x = x % 1000
    return x


print(run([1], 300), run([1, 0.5], 300), run([True, 2], 301), run([1, 2.25, True, 2**63], 400), run([2**64, 1], 300))

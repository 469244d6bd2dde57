# The bounds of a loop are computed once; what the loop changes later does not matter.
n = 300
seen = 0
for i in range(n):
    n -= 1
    i += 1000
    seen += 1
print(n, i, seen)
values = [1, 2, 3]
for v in values:
    values = [v] * 5
print(values)
low, high = 0, 1000
steps = 0
while low < high:
    middle = (low + high) // 2
    steps += 1
    if middle * middle < 5000:
        low = middle + 1
    else:
        high = middle
print(low, steps)
for x in range(0):
    pass
print("x" in globals())

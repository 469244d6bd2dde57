# Assigning to and deleting slices over and over.
v = list(range(20))
for i in range(300):
    k = i % 7
    v[k:k + 2] = v[k + 1:k - 1:-1] if k else [i]
    if i % 4 == 0:
        v[len(v):] = [i, -i]
    if i % 5 == 0:
        del v[1:9:3]
    if i % 6 == 0:
        v[::2] = v[::2][::-1]
print(len(v), sum(v), v[:10])
try:
    v[::2] = [1]
except ValueError as error:
    print(str(error).split(" to ")[0])
w = [1, 2, 3]
w[1:1] = w
w[:0] = "ab"
print(w, w[-2:], w[5:2])

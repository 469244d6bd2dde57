# Sorting by hand: bubbles, insertion, a heap, all against sorted().
def bubble(v):
    for end in range(len(v) - 1, 0, -1):
        for i in range(end):
            if v[i] > v[i + 1]:
                v[i], v[i + 1] = v[i + 1], v[i]


def insertion(v):
    for i in range(1, len(v)):
        x = v[i]
        while i > 0 and v[i - 1] > x:
            v[i] = v[i - 1]
            i -= 1
        v[i] = x


def heap(v):
    def sift(i, n):
        while (child := 2 * i + 1) < n:
            if child + 1 < n and v[child + 1] > v[child]:
                child += 1
            if v[i] >= v[child]:
                return
            v[i], v[child] = v[child], v[i]
            i = child

    for i in range(len(v) // 2, -1, -1):
        sift(i, len(v))
    for n in range(len(v) - 1, 0, -1):
        v[0], v[n] = v[n], v[0]
        sift(0, n)


for sort in (bubble, insertion, heap):
    for values in ([i * 37 % 50 for i in range(40)], [i * 0.37 % 5 for i in range(30)],
                   ["%d" % (i * 7 % 30) for i in range(30)], [2, 1.5, True, 2**70, -1]):
        copy = values[:]
        sort(copy)
        print(sort.__name__, copy == sorted(values), copy[:2], copy[-1])

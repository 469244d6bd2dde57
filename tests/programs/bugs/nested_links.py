# Class: trace linking under nested loops with many branch patterns.
# Loops in loops whose branches are taken in patterns of different lengths, left early, and entered in the middle of others.


def patterns(n, m):
    total = 0
    seen = [0] * 12
    for i in range(n):
        a = i % 3
        for j in range(i % m):
            if (i ^ j) & 1:
                total += j
                seen[0] += 1
            elif j % 3 == a:
                total -= i
                seen[1] += 1
                if total < 0:
                    total += 1000
                    seen[2] += 1
                    continue
            else:
                k = 0
                while k < j % 5:
                    k += 1
                    if (k + i) % 4 == 0:
                        seen[3] += 1
                        break
                    for q in (1, 2, 3):
                        if q * k == j:
                            seen[4] += 1
                            break
                        total += q
                    else:
                        seen[5] += 1
                else:
                    seen[6] += 1
            if j == 17:
                seen[7] += 1
                break
        else:
            seen[8] += 1
        if i % 5 == 4:
            seen[9] += 1
    return total, seen


def bits(n):
    counts = [0] * 16
    for x in range(n):
        y, p = x * 2654435761 & 0xFFFF, 0
        while y:
            if y & 1:
                p += 1
            if y & 2:
                p ^= 3
            if y & 4:
                p += 2
            elif y & 8:
                p -= 1
            y >>= 3
        counts[p & 15] += 1
    return counts


print(patterns(90, 23))
print(patterns(60, 7))
print(bits(150))

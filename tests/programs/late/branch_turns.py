# Branches that a loop never took are taken from some iteration on, nested in each other.
def run(count, a, b, c):
    seen = [0] * 6
    x = 0
    for i in range(count):
        if i < a:
            x += 1
            seen[0] += 1
        elif i < b:
            x -= 2
            seen[1] += 1
            if x & 1:
                seen[2] += 1
                continue
        else:
            seen[3] += 1
            if i >= c:
                seen[4] += 1
                if x < -100:
                    break
                x -= 3
        seen[5] += x > 0
    else:
        seen.append("complete")
    return x, seen


print(run(300, 300, 0, 0))
print(run(300, 200, 250, 270))
print(run(300, 100, 250, 260))
print(run(500, 50, 60, 70))
print(run(300, -1, -1, 299))

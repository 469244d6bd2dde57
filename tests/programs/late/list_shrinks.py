# A list becomes shorter than the index that a hot loop has read all along.
def run(values, at, change):
    total = missed = 0
    for i in range(300):
        if i == at:
            change(values)
        try:
            total += values[7]
            values[3] = i
            total += values[-2]
        except IndexError as error:
            missed += 1
            text = str(error)
    return (total, missed, text) if missed else total


print(run(list(range(10)), 200, lambda v: v.clear()))
print(run(list(range(10)), 200, lambda v: v.pop()))
print(run(list(range(10)), 210, lambda v: v.__delitem__(slice(2, None))))
print(run(list(range(10)), 220, lambda v: v.extend(range(50))))
print(run(list(range(10)), 230, lambda v: v.reverse()))
print(run(list(range(10)), 240, lambda v: v.__setitem__(7, 2.5)))
print(run(list(range(10)), 250, lambda v: v.__setitem__(slice(None), [])))

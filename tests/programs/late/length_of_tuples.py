# Unpacking meets a tuple of another length, a list, a str and a generator late.
sources = [(1, 2)] * 200 + [[3, 4]] * 20 + ["56"] * 20 + [{7: 0, 8: 0}] * 20 + [(1, 2, 3)] * 5 + [(1,)] * 5 + [5, (9, 9)]
total = 0
errors = {}
for pair in sources:
    try:
        a, b = pair
        total += int(a) * int(b)
    except (ValueError, TypeError) as error:
        errors[str(error)] = errors.get(str(error), 0) + 1
print(total, errors)

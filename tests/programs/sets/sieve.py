# Primes by taking multiples out of a set.
def primes(limit):
    left = set(range(2, limit))
    found = []
    for n in range(2, limit):
        if n in left:
            found.append(n)
            left -= set(range(n, limit, n))
    return found, left


found, left = primes(400)
print(found[:10], found[-1], len(found), left)
print(sum(n in set(found) for n in range(60)))

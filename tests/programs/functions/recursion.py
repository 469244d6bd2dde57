def fact(n): return 1 if n < 2 else n * fact(n - 1)
def fib(n, memo={}):
    if n < 2: return n
    if n not in memo: memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]
def ack(m, n): return n + 1 if m == 0 else ack(m - 1, 1) if n == 0 else ack(m - 1, ack(m, n - 1))
def even(n): return True if n == 0 else odd(n - 1)
def odd(n): return False if n == 0 else even(n - 1)
def hanoi(n, a, b, c): return 0 if n == 0 else hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a)
def perms(xs): return [[]] if not xs else [[x] + p for i, x in enumerate(xs) for p in perms(xs[:i] + xs[i + 1:])]
print(fact(30), fib(90), ack(2, 3), even(400), hanoi(8, "a", "b", "c"), perms([1, 2, 3]))
def deep(n): return 0 if n == 0 else 1 + deep(n - 1)
try:
    deep(10**6)
except RecursionError as error:
    print(error)
print(deep(900))

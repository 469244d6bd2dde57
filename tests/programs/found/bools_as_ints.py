# The absolute value of a bool is an int, in machine code too.
def f(n):
    out = []
    t = True
    for i in range(n):
        t = not t
        out = [t + 0, 0 + t, t - 0, t * 1, 1 * t, t | 0, t ^ 0, t & -1, t << 0, t >> 0, t // 1, +t, -t, abs(t), int(t), t & t, t | t, t % 7, ~t, min(t, 3), max(t, 0), t ** 1, divmod(t, 1), round(t), t + False, t * True, t - False, t & 1, sum([t]), t | False]
        if i % 9 == 8: print(out)
f(60)

# A small picture of the Mandelbrot set, with floats and with complex numbers.
def plain(x, y):
    a = b = 0.0
    for n in range(30):
        if a * a + b * b > 4.0:
            return n
        a, b = a * a - b * b + x, 2 * a * b + y
    return 30


def composed(c):
    z = 0j
    for n in range(30):
        if z.real * z.real + z.imag * z.imag > 4.0:
            return n
        z = z * z + c
    return 30


for row in range(-4, 5):
    line = [plain(column / 10, row / 4) for column in range(-20, 8)]
    print("".join(" .:*#"[min(n // 7, 4)] for n in line))
print(sum(plain(c / 4, 0.3) == composed(complex(c / 4, 0.3)) for c in range(-8, 4)))

# Functions of complex numbers, to twelve digits.
import cmath


def show(z):
    return "%.11e%+.11ej" % (z.real, z.imag)


POINTS = [1 + 0j, 0.5 + 0.25j, -2 + 3j, 0.1 - 7j, -3.5 - 0.5j, 2j, -0.25 + 0j]
for name in "sqrt exp log log10 sin cos tan asin acos atan sinh cosh tanh asinh acosh atanh".split():
    function = getattr(cmath, name)
    for z in POINTS:
        try:
            print(name, z, show(function(z)))
        except ValueError as error:
            print(name, z, error)
print(cmath.sqrt(-1), cmath.sqrt(complex(-4.0, -0.0)), cmath.polar(1 + 1j), cmath.phase(-1), cmath.rect(2, 0))
print(cmath.isclose(1, 1 + 1e-12j), cmath.isnan(cmath.nanj), cmath.isinf(cmath.infj), cmath.isfinite(1j))
print(cmath.log(8, 2), cmath.inf, cmath.tau)
for call in [lambda: cmath.log(0), lambda: cmath.sqrt("a"), lambda: cmath.rect(1, cmath.inf), lambda: cmath.atanh(1)]:
    try:
        print(call())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)

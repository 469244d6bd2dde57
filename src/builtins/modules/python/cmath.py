"""Module `cmath`: functions of complex numbers."""

import math as _math
from math import e, inf, nan, pi, tau

infj = complex(0.0, inf)
nanj = complex(0.0, nan)

_isinf, _isnan, _copysign = _math.isinf, _math.isnan, _math.copysign


def _number(z):
    if type(z) is complex:
        return z
    method = getattr(type(z), "__complex__", None)
    if method is not None:
        return complex(z)
    if isinstance(z, (str, bytes)) or not (hasattr(type(z), "__float__") or hasattr(type(z), "__index__")):
        raise TypeError("must be real number, not " + type(z).__name__)
    return complex(float(z))


def phase(z, /):
    z = _number(z)
    return _math.atan2(z.imag, z.real)


def polar(z, /):
    z = _number(z)
    return abs(z), _math.atan2(z.imag, z.real)


def rect(r, phi, /):
    r, phi = float(r), float(phi)
    if _isinf(phi) and r and not _isnan(r):
        raise ValueError("math domain error")
    if not r or not phi:
        return complex(r, r * phi)
    return complex(r * _math.cos(phi), r * _math.sin(phi))


def isnan(z, /):
    z = _number(z)
    return _isnan(z.real) or _isnan(z.imag)


def isinf(z, /):
    z = _number(z)
    return _isinf(z.real) or _isinf(z.imag)


def isfinite(z, /):
    z = _number(z)
    return _math.isfinite(z.real) and _math.isfinite(z.imag)


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    a, b = _number(a), _number(b)
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(a - b)
    return difference <= rel_tol * abs(b) or difference <= rel_tol * abs(a) or difference <= abs_tol


def exp(z, /):
    z = _number(z)
    if _isinf(z.real) and z.real < 0 and not _math.isfinite(z.imag):
        return complex(0.0, 0.0)
    if z.imag == 0:
        return complex(_math.exp(z.real), z.imag)
    if _isinf(z.imag):
        raise ValueError("math domain error")
    if z.real > 708.0:
        size = _math.exp(z.real - 1.0)
        return complex(size * _math.cos(z.imag) * e, size * _math.sin(z.imag) * e)
    size = _math.exp(z.real)
    return complex(size * _math.cos(z.imag), size * _math.sin(z.imag))


def _log(z):
    size_x, size_y = abs(z.real), abs(z.imag)
    if not size_x and not size_y:
        raise ValueError("math domain error")
    if size_x > 1e307 or size_y > 1e307:
        real = _math.log(_math.hypot(size_x / 2, size_y / 2)) + _math.log(2.0)
    elif size_x < 1e-307 and size_y < 1e-307:
        real = _math.log(_math.hypot(_math.ldexp(size_x, 53), _math.ldexp(size_y, 53))) - 53 * _math.log(2.0)
    else:
        size = _math.hypot(size_x, size_y)
        if 0.71 <= size <= 1.73:
            big, small = max(size_x, size_y), min(size_x, size_y)
            real = _math.log1p((big - 1) * (big + 1) + small * small) / 2
        else:
            real = _math.log(size)
    return complex(real, _math.atan2(z.imag, z.real))


def log(z, base=None, /):
    result = _log(_number(z))
    return result if base is None else result / _log(_number(base))


def log10(z, /):
    result = _log(_number(z))
    scale = _math.log(10.0)
    return complex(result.real / scale, result.imag / scale)


def sqrt(z, /):
    z = _number(z)
    if z.real == 0 and z.imag == 0:
        return complex(0.0, z.imag)
    if _isinf(z.imag):
        return complex(inf, z.imag)
    size_x, size_y = abs(z.real), abs(z.imag)
    if _isnan(z.real) or _isnan(z.imag) or _isinf(z.real):
        if _isinf(z.real):
            if z.real > 0:
                return complex(inf, z.imag if _isnan(z.imag) else _copysign(0.0, z.imag))
            return complex(z.imag if _isnan(z.imag) else 0.0, _copysign(inf, z.imag))
        return complex(nan, nan)
    if size_x < 2.2250738585072014e-308 and size_y < 2.2250738585072014e-308 and (size_x > 0 or size_y > 0):
        size_x = _math.ldexp(size_x, 54)
        half = _math.ldexp(_math.sqrt(size_x + _math.hypot(size_x, _math.ldexp(size_y, 54))), -27)
    else:
        size_x /= 8.0
        half = 2.0 * _math.sqrt(size_x + _math.hypot(size_x, size_y / 8.0))
    other = size_y / (2.0 * half)
    if z.real >= 0:
        return complex(half, _copysign(other, z.imag))
    return complex(other, _copysign(half, z.imag))


def cosh(z, /):
    z = _number(z)
    if _isinf(z.imag) and not _isnan(z.real):
        raise ValueError("math domain error")
    if z.imag == 0:
        return complex(_math.cosh(z.real), _copysign(0.0, z.real) * z.imag if z.real else z.imag * z.real)
    return complex(_math.cos(z.imag) * _math.cosh(z.real), _math.sin(z.imag) * _math.sinh(z.real))


def sinh(z, /):
    z = _number(z)
    if _isinf(z.imag) and not _isnan(z.real):
        raise ValueError("math domain error")
    if z.imag == 0:
        return complex(_math.sinh(z.real), z.imag)
    return complex(_math.cos(z.imag) * _math.sinh(z.real), _math.sin(z.imag) * _math.cosh(z.real))


def tanh(z, /):
    z = _number(z)
    if abs(z.real) > 354.0:
        return complex(_copysign(1.0, z.real), 4.0 * _math.sin(z.imag) * _math.cos(z.imag) * _math.exp(-2.0 * abs(z.real)))
    real, imag = _math.tanh(z.real), _math.tan(z.imag)
    scale = 1.0 / _math.cosh(z.real)
    both = real * imag
    under = 1.0 + both * both
    return complex(real * (1.0 + imag * imag) / under, imag / under * scale * scale)


def cos(z, /):
    z = _number(z)
    return cosh(complex(-z.imag, z.real))


def sin(z, /):
    z = _number(z)
    turned = sinh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


def tan(z, /):
    z = _number(z)
    turned = tanh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


def asinh(z, /):
    z = _number(z)
    if abs(z.real) > 4e307 or abs(z.imag) > 4e307:
        size = _math.log(_math.hypot(z.real / 2, z.imag / 2)) + 2 * _math.log(2.0)
        return complex(_copysign(size, z.real), _math.atan2(z.imag, abs(z.real)))
    one, two = sqrt(complex(1.0 + z.imag, -z.real)), sqrt(complex(1.0 - z.imag, z.real))
    return complex(_math.asinh(one.real * two.imag - two.real * one.imag),
                   _math.atan2(z.imag, one.real * two.real - one.imag * two.imag))


def acosh(z, /):
    z = _number(z)
    if abs(z.real) > 4e307 or abs(z.imag) > 4e307:
        return complex(_math.log(_math.hypot(z.real / 2, z.imag / 2)) + 2 * _math.log(2.0), _math.atan2(z.imag, z.real))
    one, two = sqrt(complex(z.real - 1.0, z.imag)), sqrt(complex(z.real + 1.0, z.imag))
    return complex(_math.asinh(one.real * two.real + one.imag * two.imag), 2 * _math.atan2(one.imag, two.real))


def asin(z, /):
    z = _number(z)
    turned = asinh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)


def acos(z, /):
    z = _number(z)
    if abs(z.real) > 4e307 or abs(z.imag) > 4e307:
        size = _math.log(_math.hypot(z.real / 2, z.imag / 2)) + 2 * _math.log(2.0)
        return complex(_math.atan2(abs(z.imag), z.real), -_copysign(size, z.imag))
    one, two = sqrt(complex(1.0 - z.real, -z.imag)), sqrt(complex(1.0 + z.real, z.imag))
    return complex(2 * _math.atan2(one.real, two.real), _math.asinh(two.real * one.imag - two.imag * one.real))


def atanh(z, /):
    z = _number(z)
    if z.real < 0 or z.real == 0 and _copysign(1.0, z.real) < 0:
        return -atanh(-z)
    size_y = abs(z.imag)
    if z.real > 4e153 or size_y > 4e153:
        size = _math.hypot(z.real / 2, z.imag / 2)
        return complex(z.real / 4 / size / size, -_copysign(pi / 2, -z.imag))
    if z.real == 1.0 and size_y < 1.5e-154:
        if size_y == 0:
            raise ValueError("math domain error")
        return complex(-_math.log(_math.sqrt(size_y) / _math.sqrt(_math.hypot(size_y, 2.0))),
                       _copysign(_math.atan2(2.0, -size_y) / 2, z.imag))
    less = 1.0 - z.real
    return complex(_math.log1p(4.0 * z.real / (less * less + size_y * size_y)) / 4,
                   -_math.atan2(-2.0 * z.imag, less * (1.0 + z.real) - size_y * size_y) / 2)


def atan(z, /):
    z = _number(z)
    turned = atanh(complex(-z.imag, z.real))
    return complex(turned.imag, -turned.real)

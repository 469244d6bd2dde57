"""Rational numbers."""
from math import gcd as _gcd


class Fraction:
    __slots__ = ("_numerator", "_denominator")

    def __new__(cls, numerator=0, denominator=None):
        self = object.__new__(cls)
        if denominator is None:
            if type(numerator) is int:
                denominator = 1
            elif isinstance(numerator, Fraction):
                numerator, denominator = numerator._numerator, numerator._denominator
            elif isinstance(numerator, (int, float)):
                numerator, denominator = numerator.as_integer_ratio()
            elif isinstance(numerator, str):
                numerator, denominator = _parse(numerator)
            elif hasattr(numerator, "as_integer_ratio"):
                numerator, denominator = numerator.as_integer_ratio()
            else:
                raise TypeError("argument should be a string or a Rational instance")
        elif isinstance(numerator, (int, Fraction)) and isinstance(denominator, (int, Fraction)):
            numerator, denominator = (numerator.numerator * denominator.denominator,
                                      denominator.numerator * numerator.denominator)
        else:
            raise TypeError("both arguments should be Rational instances")
        if denominator == 0:
            raise ZeroDivisionError("Fraction(%s, 0)" % (numerator,))
        g = _gcd(numerator, denominator)
        if denominator < 0:
            g = -g
        self._numerator = numerator // g
        self._denominator = denominator // g
        return self

    @property
    def numerator(self):
        return self._numerator

    @property
    def denominator(self):
        return self._denominator

    @classmethod
    def from_float(cls, f):
        return cls(*f.as_integer_ratio())

    def as_integer_ratio(self):
        return (self._numerator, self._denominator)

    def limit_denominator(self, max_denominator=1000000):
        if max_denominator < 1:
            raise ValueError("max_denominator should be at least 1")
        if self._denominator <= max_denominator:
            return Fraction(self)
        p0, q0, p1, q1 = 0, 1, 1, 0
        n, d = self._numerator, self._denominator
        while True:
            a = n // d
            q2 = q0 + a * q1
            if q2 > max_denominator:
                break
            p0, q0, p1, q1 = p1, q1, p0 + a * p1, q2
            n, d = d, n - a * d
        k = (max_denominator - q0) // q1
        first = Fraction(p0 + k * p1, q0 + k * q1)
        second = Fraction(p1, q1)
        return second if abs(second - self) <= abs(first - self) else first

    def __repr__(self):
        return "Fraction(%s, %s)" % (self._numerator, self._denominator)

    def __str__(self):
        if self._denominator == 1:
            return str(self._numerator)
        return "%s/%s" % (self._numerator, self._denominator)

    def _operands(self, other):
        if isinstance(other, (int, Fraction)):
            return self._numerator, self._denominator, other.numerator, other.denominator
        return None

    def __add__(self, other):
        if isinstance(other, float):
            return float(self) + other
        o = self._operands(other)
        return NotImplemented if o is None else Fraction(o[0] * o[3] + o[2] * o[1], o[1] * o[3])

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, float):
            return float(self) - other
        o = self._operands(other)
        return NotImplemented if o is None else Fraction(o[0] * o[3] - o[2] * o[1], o[1] * o[3])

    def __rsub__(self, other):
        if isinstance(other, float):
            return other - float(self)
        o = self._operands(other)
        return NotImplemented if o is None else Fraction(o[2] * o[1] - o[0] * o[3], o[1] * o[3])

    def __mul__(self, other):
        if isinstance(other, float):
            return float(self) * other
        o = self._operands(other)
        return NotImplemented if o is None else Fraction(o[0] * o[2], o[1] * o[3])

    __rmul__ = __mul__

    def __truediv__(self, other):
        if isinstance(other, float):
            return float(self) / other
        o = self._operands(other)
        return NotImplemented if o is None else Fraction(o[0] * o[3], o[1] * o[2])

    def __rtruediv__(self, other):
        if isinstance(other, float):
            return other / float(self)
        o = self._operands(other)
        return NotImplemented if o is None else Fraction(o[2] * o[1], o[3] * o[0])

    def __floordiv__(self, other):
        if isinstance(other, float):
            return float(self) // other
        o = self._operands(other)
        return NotImplemented if o is None else o[0] * o[3] // (o[1] * o[2])

    def __mod__(self, other):
        if isinstance(other, float):
            return float(self) % other
        if not isinstance(other, (int, Fraction)):
            return NotImplemented
        return self - other * (self // other)

    def __divmod__(self, other):
        return self // other, self % other

    def __pow__(self, other):
        if isinstance(other, int):
            if other >= 0:
                return Fraction(self._numerator ** other, self._denominator ** other)
            return Fraction(self._denominator ** -other, self._numerator ** -other)
        return float(self) ** float(other)

    def __rpow__(self, other):
        return other ** (self._numerator if self._denominator == 1 else float(self))

    def __neg__(self):
        return Fraction(-self._numerator, self._denominator)

    def __pos__(self):
        return Fraction(self)

    def __abs__(self):
        return Fraction(abs(self._numerator), self._denominator)

    def __int__(self):
        n, d = self._numerator, self._denominator
        return -(-n // d) if n < 0 else n // d

    __trunc__ = __int__

    def __float__(self):
        return self._numerator / self._denominator

    def __floor__(self):
        return self._numerator // self._denominator

    def __ceil__(self):
        return -(-self._numerator // self._denominator)

    def __round__(self, ndigits=None):
        if ndigits is None:
            whole, rest = divmod(self._numerator, self._denominator)
            twice = rest * 2
            return whole + (twice > self._denominator or twice == self._denominator and whole % 2 == 1)
        shift = 10 ** abs(ndigits)
        if ndigits > 0:
            return Fraction(round(self * shift), shift)
        return Fraction(round(self / shift) * shift)

    def __bool__(self):
        return self._numerator != 0

    def __hash__(self):
        if self._denominator == 1:
            return hash(self._numerator)
        modulus = (1 << 61) - 1
        if self._denominator % modulus == 0:
            hashed = 314159
        else:
            hashed = hash(abs(self._numerator)) * pow(self._denominator, -1, modulus) % modulus
        result = hashed if self._numerator >= 0 else -hashed
        return -2 if result == -1 else result

    def __eq__(self, other):
        o = self._operands(other)
        if o is not None:
            return o[0] == o[2] and o[1] == o[3]
        if isinstance(other, float):
            return other == other and abs(other) != float("inf") and self == Fraction(other)
        return NotImplemented

    def _compare(self, other, test):
        o = self._operands(other)
        if o is not None:
            return test(o[0] * o[3], o[2] * o[1])
        if isinstance(other, float):
            if other != other or abs(other) == float("inf"):
                return test(0.0, other)
            return self._compare(Fraction(other), test)
        return NotImplemented

    def __lt__(self, other):
        return self._compare(other, lambda a, b: a < b)

    def __le__(self, other):
        return self._compare(other, lambda a, b: a <= b)

    def __gt__(self, other):
        return self._compare(other, lambda a, b: a > b)

    def __ge__(self, other):
        return self._compare(other, lambda a, b: a >= b)


def _parse(text):
    shown = text.strip()
    try:
        if "/" in shown:
            numerator, denominator = shown.split("/")
            if not denominator[:1].isdigit():
                raise ValueError
            return int(numerator), int(denominator)
        mantissa, _, exponent = shown.lower().partition("e")
        whole, _, decimals = mantissa.partition(".")
        if decimals and not decimals.isdigit() or not whole.lstrip("+-") and not decimals:
            raise ValueError
        numerator = int(whole + decimals if whole.lstrip("+-") or decimals else "x")
        power = int(exponent or 0) - len(decimals)
        if power >= 0:
            return numerator * 10 ** power, 1
        return numerator, 10 ** -power
    except ValueError:
        raise ValueError("Invalid literal for Fraction: " + repr(text)) from None

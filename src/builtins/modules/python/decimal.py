"""Decimal numbers: a sign, a whole coefficient and a power of ten, rounded as the context says."""
import math as _math
import numbers as _numbers
from collections import namedtuple as _namedtuple

__all__ = ["Decimal", "Context", "DecimalTuple", "DefaultContext", "BasicContext", "ExtendedContext",
           "DecimalException", "Clamped", "InvalidOperation", "DivisionByZero", "Inexact", "Rounded", "Subnormal",
           "Overflow", "Underflow", "FloatOperation", "DivisionImpossible", "InvalidContext", "ConversionSyntax",
           "DivisionUndefined", "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR",
           "ROUND_UP", "ROUND_HALF_DOWN", "ROUND_05UP", "setcontext", "getcontext", "localcontext", "MAX_PREC",
           "MAX_EMAX", "MIN_EMIN", "MIN_ETINY", "HAVE_THREADS", "HAVE_CONTEXTVAR"]

ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN, ROUND_05UP = (
    "ROUND_DOWN", "ROUND_HALF_UP", "ROUND_HALF_EVEN", "ROUND_CEILING", "ROUND_FLOOR", "ROUND_UP", "ROUND_HALF_DOWN",
    "ROUND_05UP")
_ROUNDINGS = (ROUND_DOWN, ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_HALF_DOWN,
              ROUND_05UP)
MAX_PREC = MAX_EMAX = 999999999999999999
MIN_EMIN = -MAX_EMAX
MIN_ETINY = MIN_EMIN - MAX_PREC + 1
HAVE_THREADS = HAVE_CONTEXTVAR = True
DecimalTuple = _namedtuple("DecimalTuple", "sign digits exponent", module="decimal")


def _rounded_logarithm(found, prec, context):
    with localcontext(context) as inner:
        inner.rounding = ROUND_HALF_EVEN
        return _make(int(found < 0), abs(found), -prec)._fix(inner)


class DecimalException(ArithmeticError):
    pass


class Clamped(DecimalException):
    pass


class InvalidOperation(DecimalException):
    pass


class ConversionSyntax(InvalidOperation):
    pass


class DivisionByZero(DecimalException, ZeroDivisionError):
    pass


class DivisionImpossible(InvalidOperation):
    pass


class DivisionUndefined(InvalidOperation, ZeroDivisionError):
    pass


class Inexact(DecimalException):
    pass


class InvalidContext(InvalidOperation):
    pass


class Rounded(DecimalException):
    pass


class Subnormal(DecimalException):
    pass


class Overflow(Inexact, Rounded):
    pass


class Underflow(Inexact, Rounded, Subnormal):
    pass


class FloatOperation(DecimalException, TypeError):
    pass


_SIGNALS = [Clamped, DivisionByZero, Inexact, Overflow, Rounded, Underflow, InvalidOperation, Subnormal,
            FloatOperation]
for _class in _SIGNALS + [DecimalException, ConversionSyntax, DivisionImpossible, DivisionUndefined, InvalidContext]:
    _class.__module__ = "decimal"


class Context:
    def __init__(self, prec=None, rounding=None, Emin=None, Emax=None, capitals=None, clamp=None, flags=None,
                 traps=None):
        base = globals().get("DefaultContext")
        self.prec = prec if prec is not None else base.prec if base else 28
        self.rounding = rounding if rounding is not None else base.rounding if base else ROUND_HALF_EVEN
        self.Emin = Emin if Emin is not None else -999999
        self.Emax = Emax if Emax is not None else 999999
        self.capitals = 1 if capitals is None else capitals
        self.clamp = 0 if clamp is None else clamp
        self.flags = self._table(flags, ())
        self.traps = self._table(traps, [s for s in _SIGNALS if base.traps[s]] if base else
                                 (DivisionByZero, Overflow, InvalidOperation))

    @staticmethod
    def _table(given, default):
        if isinstance(given, dict):
            return {signal: bool(given.get(signal, False)) for signal in _SIGNALS}
        chosen = default if given is None else given
        return {signal: signal in chosen for signal in _SIGNALS}

    def __setattr__(self, name, value):
        if name == "prec" and not (isinstance(value, int) and 1 <= value <= MAX_PREC):
            if not isinstance(value, int):
                raise TypeError("integer argument expected")
            raise ValueError("valid range for prec is [1, MAX_PREC]")
        if name == "rounding" and value not in _ROUNDINGS:
            raise TypeError("valid values for rounding are:\n  [ROUND_CEILING, ROUND_FLOOR, ROUND_UP, ROUND_DOWN,\n   "
                            "ROUND_HALF_UP, ROUND_HALF_DOWN, ROUND_HALF_EVEN,\n   ROUND_05UP]")
        object.__setattr__(self, name, value)

    def _raise(self, signal, message=None, result=None, reason=None):
        self.flags[signal] = True
        if self.traps[signal]:
            raise signal([reason or signal])
        return result

    def copy(self):
        return Context(self.prec, self.rounding, self.Emin, self.Emax, self.capitals, self.clamp, dict(self.flags),
                       dict(self.traps))

    __copy__ = copy

    def clear_flags(self):
        for signal in self.flags:
            self.flags[signal] = False

    def clear_traps(self):
        for signal in self.traps:
            self.traps[signal] = False

    def Etiny(self):
        return self.Emin - self.prec + 1

    def Etop(self):
        return self.Emax - self.prec + 1

    def create_decimal(self, num="0"):
        return Decimal(num)._fix(self)

    def create_decimal_from_float(self, f):
        return Decimal.from_float(f)._fix(self)

    def __repr__(self):
        names = lambda table: "[" + ", ".join(s.__name__ for s in _ORDER if table[s]) + "]"
        return (f"Context(prec={self.prec}, rounding={self.rounding}, Emin={self.Emin}, Emax={self.Emax}, "
                f"capitals={self.capitals}, clamp={self.clamp}, flags={names(self.flags)}, "
                f"traps={names(self.traps)})")

    def _with(self, function, *args):
        with localcontext(self):
            return function(*args)


_ORDER = [Clamped, InvalidOperation, DivisionByZero, Inexact, FloatOperation, Overflow, Rounded, Subnormal, Underflow]
DefaultContext = Context()
BasicContext = Context(9, ROUND_HALF_UP, traps=[DivisionByZero, Overflow, InvalidOperation, Clamped, Underflow])
ExtendedContext = Context(9, ROUND_HALF_EVEN, traps=[])
_current = DefaultContext.copy()


def getcontext():
    return _current


def setcontext(context):
    global _current
    if context in (DefaultContext, BasicContext, ExtendedContext):
        context = context.copy()
    _current = context


class localcontext:
    def __init__(self, ctx=None, **kwargs):
        self._new = (ctx or getcontext()).copy()
        for name, value in kwargs.items():
            if name not in ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps"):
                raise TypeError(f"'{name}' is an invalid keyword argument for this function")
            if name in ("flags", "traps"):
                value = Context._table(value, ())
            setattr(self._new, name, value)

    def __enter__(self):
        self._saved = getcontext()
        setcontext(self._new)
        return self._new

    def __exit__(self, *args):
        setcontext(self._saved)


def _make(sign, coefficient, exponent, special=None, cls=None):
    self = object.__new__(cls or Decimal)
    self._sign, self._int, self._exp, self._special = sign, coefficient, exponent, special
    return self


def _digits(n):
    return len(str(n)) if n else 1


def _round_coefficient(sign, n, drop, rounding):
    """`n` without its last `drop` digits, rounded; whether anything was lost."""
    power = 10 ** drop
    q, r = divmod(n, power)
    if not r:
        return q, False
    double = 2 * r
    if rounding == ROUND_HALF_EVEN:
        up = double > power or double == power and q & 1
    elif rounding == ROUND_HALF_UP:
        up = double >= power
    elif rounding == ROUND_HALF_DOWN:
        up = double > power
    elif rounding == ROUND_DOWN:
        up = False
    elif rounding == ROUND_UP:
        up = True
    elif rounding == ROUND_CEILING:
        up = not sign
    elif rounding == ROUND_FLOOR:
        up = sign
    else:
        up = q % 5 == 0
    return q + bool(up), True


_pattern = None


def _parsed(text):
    global _pattern
    if _pattern is None:
        import re
        _pattern = re.compile(r"([-+])?(?:(?=\d|\.\d)(\d*)(?:\.(\d*))?(?:e([-+]?\d+))?|(inf(?:inity)?)|(s)?(nan)(\d*))\Z",
                              re.I)
    return _pattern.match(text.strip().replace("_", ""))


class Decimal:
    __slots__ = ("_sign", "_int", "_exp", "_special")

    def __new__(cls, value="0", context=None):
        if isinstance(value, str):
            found = _parsed(value)
            if found is None:
                context = context or getcontext()
                return context._raise(InvalidOperation, None, _make(0, 0, 0, "n", cls), ConversionSyntax)
            sign = int(found[1] == "-")
            if found[5]:
                return _make(sign, 0, 0, "F", cls)
            if found[7]:
                return _make(sign, int(found[8] or 0), 0, "N" if found[6] else "n", cls)
            fraction = found[3] or ""
            return _make(sign, int((found[2] or "") + fraction or "0"), int(found[4] or 0) - len(fraction), None, cls)
        if isinstance(value, int):
            return _make(int(value < 0), abs(int(value)), 0, None, cls)
        if isinstance(value, Decimal):
            return _make(value._sign, value._int, value._exp, value._special, cls)
        if isinstance(value, float):
            (context or getcontext()).flags[FloatOperation] = True
            if (context or getcontext()).traps[FloatOperation]:
                raise FloatOperation([FloatOperation])
            return cls.from_float(value)
        if isinstance(value, (tuple, list)):
            if len(value) != 3:
                raise ValueError("argument must be a sequence of length 3")
            sign, digits, exponent = value
            if sign not in (0, 1):
                raise ValueError("sign must be an integer with the value 0 or 1")
            if exponent in ("F", "n", "N"):
                return _make(sign, int("".join(map(str, digits)) or 0) if exponent != "F" else 0, 0, exponent, cls)
            return _make(sign, int("".join(map(str, digits)) or 0), exponent, None, cls)
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")

    @classmethod
    def from_float(cls, f):
        if isinstance(f, int):
            return cls(f)
        if not isinstance(f, float):
            raise TypeError("argument must be int or float")
        sign = int(_math.copysign(1.0, f) < 0)
        if _math.isinf(f):
            return _make(sign, 0, 0, "F", cls)
        if _math.isnan(f):
            return _make(sign, 0, 0, "n", cls)
        n, d = abs(f).as_integer_ratio()
        k = d.bit_length() - 1
        return _make(sign, n * 5 ** k, -k, None, cls)

    def _fix(self, context=None):
        """Rounded to the context's precision, with its limits of the exponent."""
        context = context or getcontext()
        if self._special:
            return self
        n, exp = self._int, self._exp
        if not n:
            low, high = context.Etiny(), context.Emax
            if exp < low or exp > high:
                context.flags[Clamped] = True
                return _make(self._sign, 0, min(max(exp, low), high))
            return self
        size = _digits(n)
        adjusted = exp + size - 1
        if adjusted > context.Emax:
            context._raise(Inexact)
            context._raise(Rounded)
            context._raise(Overflow)
            away = context.rounding in (ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_UP, ROUND_HALF_DOWN) or (
                context.rounding == (ROUND_FLOOR if self._sign else ROUND_CEILING))
            if away:
                return _make(self._sign, 0, 0, "F")
            return _make(self._sign, 10 ** context.prec - 1, context.Emax - context.prec + 1)
        drop = max(size - context.prec, context.Etiny() - exp)
        if drop <= 0:
            if adjusted < context.Emin:
                context._raise(Subnormal)
            return self
        n, lost = _round_coefficient(self._sign, n, drop, context.rounding)
        exp += drop
        if n and _digits(n) > context.prec:
            n, exp = n // 10, exp + 1
        result = _make(self._sign, n, exp)
        if adjusted < context.Emin:
            context._raise(Subnormal)
            if lost:
                context._raise(Underflow)
        if n and result.adjusted() > context.Emax:
            return result._fix(context)
        if lost:
            context._raise(Inexact)
        context._raise(Rounded)
        return result

    def is_nan(self):
        return self._special in ("n", "N")

    def is_qnan(self):
        return self._special == "n"

    def is_snan(self):
        return self._special == "N"

    def is_infinite(self):
        return self._special == "F"

    def is_finite(self):
        return self._special is None

    def is_zero(self):
        return self._special is None and self._int == 0

    def is_signed(self):
        return self._sign == 1

    def is_normal(self, context=None):
        return not self._special and self._int != 0 and self.adjusted() >= (context or getcontext()).Emin

    def is_subnormal(self, context=None):
        return not self._special and self._int != 0 and self.adjusted() < (context or getcontext()).Emin

    def is_canonical(self):
        return True

    def canonical(self):
        return self

    def adjusted(self):
        return 0 if self._special else self._exp + _digits(self._int) - 1

    def as_tuple(self):
        if self._special == "F":
            return DecimalTuple(self._sign, (0,), "F")
        if self._special:
            return DecimalTuple(self._sign, tuple(map(int, str(self._int))) if self._int else (), self._special)
        return DecimalTuple(self._sign, tuple(map(int, str(self._int))), self._exp)

    def as_integer_ratio(self):
        if self._special == "F":
            raise OverflowError("cannot convert Infinity to integer ratio")
        if self._special:
            raise ValueError("cannot convert NaN to integer ratio")
        n, d = self._int, 1
        if self._exp >= 0:
            n *= 10 ** self._exp
        else:
            d = 10 ** -self._exp
            g = _math.gcd(n, d)
            n, d = n // g, d // g
        return -n if self._sign else n, d

    def __repr__(self):
        return f"Decimal('{self!s}')"

    def __str__(self, eng=False):
        sign = "-" if self._sign else ""
        if self._special == "F":
            return sign + "Infinity"
        if self._special:
            return sign + ("sNaN" if self._special == "N" else "NaN") + (str(self._int) if self._int else "")
        digits, exp = str(self._int), self._exp
        left = exp + len(digits)
        if exp <= 0 and left > -6:
            dot = left
        elif not eng:
            dot = 1
        elif digits == "0":
            dot = (left + 1) % 3 - 1
        else:
            dot = (left - 1) % 3 + 1
        if dot <= 0:
            whole, fraction = "0", "." + "0" * -dot + digits
        elif dot >= len(digits):
            whole, fraction = digits + "0" * (dot - len(digits)), ""
        else:
            whole, fraction = digits[:dot], "." + digits[dot:]
        power = "" if left == dot else ("eE"[getcontext().capitals] + "%+d" % (left - dot))
        return sign + whole + fraction + power

    def to_eng_string(self, context=None):
        return self.__str__(True)

    def __bool__(self):
        return bool(self._special) or self._int != 0

    def __hash__(self):
        if self._special == "N":
            raise TypeError("Cannot hash a signaling NaN value.")
        if self._special == "n":
            return object.__hash__(self)
        if self._special:
            return hash(float("-inf" if self._sign else "inf"))
        p = 2 ** 61 - 1
        if self._exp >= 0:
            power = pow(10, self._exp, p)
        else:
            power = pow(pow(10, p - 2, p), -self._exp, p)
        found = self._int * power % p
        found = -found if self._sign else found
        return -2 if found == -1 else found

    def _nan(self, other=None, context=None):
        """The NaN that an operation with one gives, if there is one."""
        context = context or getcontext()
        for value in (self, other):
            if value is not None and value._special == "N":
                context._raise(InvalidOperation)
                return _make(value._sign, value._int, 0, "n")
        for value in (self, other):
            if value is not None and value._special == "n":
                return value
        return None

    def _order(self, other):
        """-1, 0 or 1; neither is a NaN."""
        if self._special or other._special:
            a = 0 if not self._special else -1 if self._sign else 1
            b = 0 if not other._special else -1 if other._sign else 1
            return (a > b) - (a < b)
        a, b = -self._int if self._sign else self._int, -other._int if other._sign else other._int
        if self._exp != other._exp and a and b:
            if (a < 0) != (b < 0):
                return 1 if a > b else -1
            x, y = self.adjusted(), other.adjusted()
            if x != y:
                return (1 if x > y else -1) * (1 if a > 0 else -1)
            if self._exp > other._exp:
                a *= 10 ** (self._exp - other._exp)
            else:
                b *= 10 ** (other._exp - self._exp)
        return (a > b) - (a < b)

    def _rich(self, other, equality):
        if isinstance(other, float):
            getcontext().flags[FloatOperation] = True
            other = Decimal.from_float(other)
        elif isinstance(other, _numbers.Rational) and not isinstance(other, int) and not self._special:
            n, d = other.numerator, other.denominator
            return _make(self._sign, self._int * d, self._exp)._order(Decimal(n))
        other = _convert(other)
        if other is None:
            return None
        if self._special in ("n", "N") or other._special in ("n", "N"):
            if not equality or self._special == "N" or other._special == "N":
                getcontext()._raise(InvalidOperation)
            return "nan"
        return self._order(other)

    def __eq__(self, other):
        found = self._rich(other, True)
        return NotImplemented if found is None else found == 0

    def __lt__(self, other):
        found = self._rich(other, False)
        return NotImplemented if found is None else found == -1

    def __le__(self, other):
        found = self._rich(other, False)
        return NotImplemented if found is None else found in (-1, 0)

    def __gt__(self, other):
        found = self._rich(other, False)
        return NotImplemented if found is None else found == 1

    def __ge__(self, other):
        found = self._rich(other, False)
        return NotImplemented if found is None else found in (0, 1)

    def compare(self, other, context=None):
        other = _required(other)
        return self._nan(other) or Decimal(self._order(other))

    def compare_total(self, other, context=None):
        other = _required(other)
        if self == other:
            return Decimal((self._exp > other._exp) - (self._exp < other._exp)) * (-1 if self._sign else 1)
        return Decimal(self._order(other))

    def max(self, other, context=None):
        other = _required(other)
        if self._special == "n":
            return other
        if other._special == "n":
            return self
        return (self if self._order(other) >= 0 else other)._fix(context)

    def min(self, other, context=None):
        other = _required(other)
        if self._special == "n":
            return other
        if other._special == "n":
            return self
        return (other if self._order(other) > 0 else self)._fix(context)

    def __neg__(self, context=None):
        if self.is_nan():
            return self._nan()
        context = context or getcontext()
        sign = 0 if self._special is None and not self._int and context.rounding != ROUND_FLOOR else 1 - self._sign
        return _make(sign, self._int, self._exp, self._special)._fix(context)

    def __pos__(self, context=None):
        if self.is_nan():
            return self._nan()
        context = context or getcontext()
        sign = 0 if self._special is None and not self._int and context.rounding != ROUND_FLOOR else self._sign
        return _make(sign, self._int, self._exp, self._special)._fix(context)

    def __abs__(self, round=True):
        if self.is_nan():
            return self._nan()
        return _make(0, self._int, self._exp, self._special)._fix()

    copy_abs = lambda self: _make(0, self._int, self._exp, self._special)
    copy_negate = lambda self: _make(1 - self._sign, self._int, self._exp, self._special)

    def copy_sign(self, other, context=None):
        return _make(_required(other)._sign, self._int, self._exp, self._special)

    def __add__(self, other, context=None):
        other = _convert(other)
        if other is None:
            return NotImplemented
        context = context or getcontext()
        if self._special or other._special:
            found = self._nan(other)
            if found is not None:
                return found
            if self._special and other._special and self._sign != other._sign:
                return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
            return self if self._special else other
        exp = min(self._exp, other._exp)
        a, b = self._int, other._int
        # Far apart, only the sign of the lesser one matters.
        if a and b:
            big, small = (self, other) if self.adjusted() >= other.adjusted() else (other, self)
            floor = min(big.adjusted() - context.prec - 2, big._exp - 2)
            if small.adjusted() < floor - 1 and small._exp < floor:
                small = _make(small._sign, 1, floor)
                return big.__add__(small, context)
        a *= 10 ** (self._exp - exp)
        b *= 10 ** (other._exp - exp)
        total = (-a if self._sign else a) + (-b if other._sign else b)
        if total:
            sign = int(total < 0)
        elif self._sign == other._sign and not a and not b:
            sign = self._sign
        else:
            sign = int(context.rounding == ROUND_FLOOR)
        return _make(sign, abs(total), exp)._fix(context)

    __radd__ = __add__

    def __sub__(self, other, context=None):
        other = _convert(other)
        if other is None:
            return NotImplemented
        if other.is_nan() or self.is_nan():
            return self._nan(other)
        return self.__add__(other.copy_negate(), context)

    def __rsub__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else other - self

    def __mul__(self, other, context=None):
        other = _convert(other)
        if other is None:
            return NotImplemented
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special or other._special:
            found = self._nan(other)
            if found is not None:
                return found
            if self.is_zero() or other.is_zero():
                return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
            return _make(sign, 0, 0, "F")
        return _make(sign, self._int * other._int, self._exp + other._exp)._fix(context)

    __rmul__ = __mul__

    def __truediv__(self, other, context=None):
        other = _convert(other)
        if other is None:
            return NotImplemented
        context = context or getcontext()
        sign = self._sign ^ other._sign
        if self._special or other._special:
            found = self._nan(other)
            if found is not None:
                return found
            if self._special and other._special:
                return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
            return _make(sign, 0, 0, "F") if self._special else _make(sign, 0, context.Etiny())
        if not other._int:
            if not self._int:
                return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"), DivisionUndefined)
            return context._raise(DivisionByZero, None, _make(sign, 0, 0, "F"))
        ideal = self._exp - other._exp
        if not self._int:
            return _make(sign, 0, ideal)._fix(context)
        shift = _digits(other._int) - _digits(self._int) + context.prec + 1
        exp = ideal - shift
        if shift >= 0:
            q, r = divmod(self._int * 10 ** shift, other._int)
        else:
            q, r = divmod(self._int, other._int * 10 ** -shift)
        if r:
            if q % 5 == 0:
                q += 1
        else:
            while exp < ideal and q % 10 == 0:
                q //= 10
                exp += 1
        return _make(sign, q, exp)._fix(context)

    def __rtruediv__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else other / self

    def _divmod(self, other, context):
        a = self._int * 10 ** max(self._exp - other._exp, 0)
        b = other._int * 10 ** max(other._exp - self._exp, 0)
        q, r = divmod(a, b)
        if _digits(q) > context.prec:
            context._raise(InvalidOperation, None, None, DivisionImpossible)
            return _make(0, 0, 0, "n"), _make(0, 0, 0, "n")
        exp = min(self._exp, other._exp)
        return _make(self._sign ^ other._sign, q, 0), _make(self._sign, r, exp)._fix(context)

    def __floordiv__(self, other, context=None):
        other = _convert(other)
        if other is None:
            return NotImplemented
        context = context or getcontext()
        found = self._nan(other)
        if found is not None:
            return found
        if self._special:
            if other._special:
                return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
            return _make(self._sign ^ other._sign, 0, 0, "F")
        if not other and not other._special:
            if self._int:
                return context._raise(DivisionByZero, None, _make(self._sign ^ other._sign, 0, 0, "F"))
            return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"), DivisionUndefined)
        if other._special:
            return _make(self._sign ^ other._sign, 0, 0)
        return self._divmod(other, context)[0]

    def __rfloordiv__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else other // self

    def __mod__(self, other, context=None):
        other = _convert(other)
        if other is None:
            return NotImplemented
        context = context or getcontext()
        found = self._nan(other)
        if found is not None:
            return found
        if self._special:
            return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
        if other._special:
            return self._fix(context)
        if not other._int:
            return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"),
                                  InvalidOperation if self._int else DivisionUndefined)
        return self._divmod(other, context)[1]

    def __rmod__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else other % self

    def __divmod__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else (self // other, self % other)

    def __rdivmod__(self, other):
        other = _convert(other)
        return NotImplemented if other is None else divmod(other, self)

    def remainder_near(self, other, context=None):
        other = _required(other)
        exact_context = Context(prec=max(_digits(self._int), _digits(other._int)) + abs(self._exp - other._exp) + 5)
        q = exact_context._with(lambda: (self / other).to_integral_value(ROUND_HALF_EVEN))
        return exact_context._with(lambda: self - q * other)._fix(context)

    def __pow__(self, other, modulo=None, context=None):
        other = _convert(other)
        if other is None:
            return NotImplemented
        context = context or getcontext()
        if modulo is not None:
            modulo = _required(modulo)
            return Decimal(pow(int(self), int(other), int(modulo)))
        found = self._nan(other)
        if found is not None:
            return found
        if not other:
            if not self:
                return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
            return Decimal(1)
        whole = other._special is None and other == other.to_integral_value()
        odd = whole and int(other) % 2 == 1
        sign = int(self._sign and odd)
        if self._sign and not whole and self._int:
            return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
        if self._special or not self._int:
            grows = (self._special is not None) == (not other._sign)
            if grows:
                if not self._special and other._sign:
                    return context._raise(DivisionByZero, None, _make(sign, 0, 0, "F"))
                return _make(sign, 0, 0, "F")
            return _make(sign, 0, 0)
        if other._special:
            order = self.copy_abs()._order(Decimal(1))
            if order == 0:
                return Decimal(1)
            return _make(0, 0, 0, "F") if (order > 0) == (not other._sign) else _make(0, 0, 0)
        if whole:
            power = abs(int(other))
            if power * _digits(self._int) < 20000:
                n, exp = self._int ** power, self._exp * power
                if other._sign:
                    return _make(sign, 1, 0).__truediv__(_make(0, n, exp), context)
                return _make(sign, n, exp)._fix(context)
        if whole and self.copy_abs() == 1:
            return _make(sign, 1, 0)
        extra = context.prec + 6 + max(0, other.adjusted() + 2) + max(0, _digits(abs(self.adjusted())))
        wide = Context(prec=extra, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])
        result = wide._with(lambda: (other * self.copy_abs().ln()).exp())
        result = _make(sign, result._int, result._exp, result._special)._fix(context)
        if not whole and other == Decimal("0.5"):
            return result
        return result

    def __rpow__(self, other, context=None):
        other = _convert(other)
        return NotImplemented if other is None else other ** self

    def sqrt(self, context=None):
        context = context or getcontext()
        if self._special:
            found = self._nan()
            if found is not None:
                return found
            if not self._sign:
                return self
        if not self._int and not self._special:
            return _make(self._sign, 0, self._exp // 2)._fix(context)
        if self._sign:
            return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
        prec = context.prec + 1
        exp = self._exp
        n = self._int
        if exp & 1:
            n *= 10
            exp -= 1
        half = exp // 2
        shift = prec - (_digits(n) + 1) // 2
        exact = True
        if shift >= 0:
            n *= 100 ** shift
        else:
            n, r = divmod(n, 100 ** -shift)
            exact = not r
        half -= shift
        root = _math.isqrt(n)
        exact = exact and root * root == n
        if exact:
            while half < self._exp // 2 and root % 10 == 0 and shift > 0:
                root //= 10
                half += 1
                shift -= 1
        elif root % 5 == 0:
            root += 1
        with localcontext(context) as inner:
            inner.rounding = ROUND_HALF_EVEN
            result = _make(0, root, half)._fix(inner)
        for signal in (Inexact, Rounded):
            if inner.flags[signal]:
                context.flags[signal] = True
        return result

    def exp(self, context=None):
        context = context or getcontext()
        found = self._nan()
        if found is not None:
            return found
        if self._special:
            return _make(0, 0, 0) if self._sign else self
        if not self._int:
            return Decimal(1)
        prec = context.prec + 8 + max(0, self.adjusted())
        if self.adjusted() > 20:
            return _make(0, 0, 0)._fix(context) if self._sign else Decimal("1e%d" % context.Emax).__mul__(
                Decimal(100), context)
        scale = 10 ** prec
        n, d = self.as_integer_ratio()
        # Halved until small, then squared back.
        halvings = max(0, (abs(n) // d).bit_length()) + 8
        x = n * (scale << 0) // d
        x //= 1 << halvings
        prec_scale = scale * 10 ** (halvings // 3 + 5)
        x = n * prec_scale // (d << halvings)
        term = total = prec_scale
        k = 0
        while term:
            k += 1
            term = term * x // (prec_scale * k)
            total += term
            if abs(term) <= 1:
                break
        result = _make(0, total, -(_digits(prec_scale) - 1))
        with localcontext(Context(prec=prec + 10, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])):
            for _ in range(halvings):
                result = result * result
        with localcontext(context) as inner:
            inner.rounding = ROUND_HALF_EVEN
            return result._fix(inner)

    def _ln(self, prec):
        """The natural logarithm with that many digits behind the point, as an int scaled by 10**prec."""
        scale = 10 ** (prec + 10)
        adjusted = self.adjusted()
        m = self._int * scale // 10 ** (_digits(self._int) - 1)
        power = adjusted
        # Two times atanh((m - 1) / (m + 1)), after roots that bring m near 1.
        roots = 0
        while abs(m - scale) > scale // 100:
            m = _math.isqrt(m * scale)
            roots += 1
        total = _atanh2(m - scale, m + scale, scale) << roots
        if power:
            total += power * _ln10(scale)
        return total // 10 ** 10

    def _logarithm_of_no_positive_number(self, context):
        found = self._nan()
        if found is not None:
            return found
        if self.is_zero():
            return _make(1, 0, 0, "F")
        if self._special and not self._sign:
            return self
        if self._sign:
            return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))

    def ln(self, context=None):
        context = context or getcontext()
        found = self._logarithm_of_no_positive_number(context)
        if found is not None:
            return found
        if self == 1:
            return Decimal(0)
        prec = context.prec + 10 + max(0, -(self - 1).adjusted())
        found = self._ln(prec)
        return _rounded_logarithm(found, prec, context)

    def log10(self, context=None):
        context = context or getcontext()
        found = self._logarithm_of_no_positive_number(context)
        if found is not None:
            return found
        if str(self._int).rstrip("0") == "1":
            return Decimal(self.adjusted())._fix(context)
        prec = context.prec + 12 + max(0, -(self - 1).adjusted())
        found = self._ln(prec) * 10 ** prec // _ln10(10 ** prec)
        return _rounded_logarithm(found, prec, context)

    def fma(self, other, third, context=None):
        other, third = _required(other), _required(third)
        wide = Context(prec=MAX_PREC, Emax=MAX_EMAX, Emin=MIN_EMIN)
        product = self.__mul__(other, wide)
        return product.__add__(third, context)

    def _rescale(self, exp, rounding):
        if not self._int:
            return _make(self._sign, 0, exp), False
        if self._exp >= exp:
            return _make(self._sign, self._int * 10 ** (self._exp - exp), exp), False
        drop = exp - self._exp
        if drop > _digits(self._int) + 1:
            drop = _digits(self._int) + 1
        n, lost = _round_coefficient(self._sign, self._int, drop, rounding)
        return _make(self._sign, n, exp), lost

    def quantize(self, exp, rounding=None, context=None):
        exp = _required(exp)
        context = context or getcontext()
        rounding = rounding or context.rounding
        if self._special or exp._special:
            found = self._nan(exp)
            if found is not None:
                return found
            if self._special and exp._special:
                return self
            return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
        made, lost = self._rescale(exp._exp, rounding)
        if _digits(made._int) > context.prec or made._int and made.adjusted() > context.Emax:
            return context._raise(InvalidOperation, None, _make(0, 0, 0, "n"))
        if lost:
            context._raise(Inexact)
        if exp._exp > self._exp:
            context._raise(Rounded)
        return made._fix(context)

    def same_quantum(self, other, context=None):
        other = _required(other)
        if self._special or other._special:
            return self.is_nan() and other.is_nan() or self.is_infinite() and other.is_infinite()
        return self._exp == other._exp

    def to_integral_value(self, rounding=None, context=None):
        if self._special:
            return self._nan() or self
        if self._exp >= 0:
            return Decimal(self)
        return self._rescale(0, rounding or (context or getcontext()).rounding)[0]

    to_integral = to_integral_value

    def to_integral_exact(self, rounding=None, context=None):
        return self.to_integral_value(rounding, context)

    def normalize(self, context=None):
        context = context or getcontext()
        if self._special:
            return self._nan() or self
        made = self._fix(context)
        if made._special:
            return made
        if not made._int:
            return _make(made._sign, 0, 0)
        n, exp = made._int, made._exp
        while n % 10 == 0 and exp < context.Emax:
            n //= 10
            exp += 1
        return _make(made._sign, n, exp)

    def scaleb(self, other, context=None):
        found = self._nan()
        if found is not None or self._special:
            return found or self
        return _make(self._sign, self._int, self._exp + int(other))._fix(context)

    def logb(self, context=None):
        if self._special == "F":
            return _make(0, 0, 0, "F")
        if not self:
            return (context or getcontext())._raise(DivisionByZero, None, _make(1, 0, 0, "F"))
        return Decimal(self.adjusted())

    def number_class(self, context=None):
        if self._special:
            return "sNaN" if self._special == "N" else "NaN" if self._special == "n" else (
                "-Infinity" if self._sign else "+Infinity")
        sign = "-" if self._sign else "+"
        if not self._int:
            return sign + "Zero"
        return sign + ("Subnormal" if self.is_subnormal(context) else "Normal")

    def next_plus(self, context=None):
        return self._next(1, context)

    def next_minus(self, context=None):
        return self._next(-1, context)

    def _next(self, way, context):
        context = (context or getcontext()).copy()
        context.rounding = ROUND_CEILING if way > 0 else ROUND_FLOOR
        context.clear_traps()
        made = self._fix(context)
        if made != self:
            return made
        return self.__add__(_make(int(way < 0), 1, context.Etiny() - 1), context)

    def radix(self):
        return Decimal(10)

    real = property(lambda self: self)
    imag = property(lambda self: Decimal(0))

    def conjugate(self):
        return self

    def __complex__(self):
        return complex(float(self))

    def __float__(self):
        if self._special == "N":
            raise ValueError("cannot convert signaling NaN to float")
        return float(str(self._nan() and ("-nan" if self._sign else "nan") or self))

    def __int__(self):
        if self._special == "F":
            raise OverflowError("cannot convert Infinity to integer")
        if self._special:
            raise ValueError("cannot convert NaN to integer")
        n = self._int * 10 ** self._exp if self._exp >= 0 else self._int // 10 ** -self._exp
        return -n if self._sign else n

    __trunc__ = __int__

    def __round__(self, n=None):
        if n is not None:
            if not isinstance(n, int):
                raise TypeError("Second argument to round should be integral")
            return self.quantize(_make(0, 1, -n), ROUND_HALF_EVEN) if not self._special else self
        if self._special:
            return int(self)
        return int(self._rescale(0, ROUND_HALF_EVEN)[0])

    def __floor__(self):
        return int(self if self._special else self._rescale(0, ROUND_FLOOR)[0])

    def __ceil__(self):
        return int(self if self._special else self._rescale(0, ROUND_CEILING)[0])

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return type(self), (str(self),)

    def __format__(self, specifier, context=None):
        import re
        found = re.match(r"(?:(.)?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?(,)?(?:\.(\d+))?([eEfFgGn%])?\Z", specifier,
                         re.S)
        if found is None:
            raise ValueError("invalid format string")
        fill, align, sign, _, _, zero, width, comma, precision, kind = found.groups()
        if zero and align is None:
            fill, align = "0", "="
        fill, align = fill or " ", align or ">"
        width = int(width or 0)
        rounding = (context or getcontext()).rounding
        value = self
        if value._special:
            body = str(value.copy_abs()) + ("%" if kind == "%" else "")
            prefix = "-" if value._sign else sign if sign in ("+", " ") else ""
            if fill == "0" and align == "=":
                fill = " "
                align = ">"
        else:
            if kind == "%":
                value = _make(value._sign, value._int, value._exp + 2)
            if precision is not None:
                precision = int(precision)
                if kind and kind in "eE":
                    drop = _digits(value._int) - precision - 1
                    if drop > 0:
                        value = value._rescale(value._exp + drop, rounding)[0]
                        if _digits(value._int) > precision + 1:
                            value = _make(value._sign, value._int // 10, value._exp + 1)
                elif kind and kind in "fF%":
                    value = value._rescale(-precision, rounding)[0]
                elif _digits(value._int) > max(precision, 1):
                    value = value._rescale(value._exp + _digits(value._int) - max(precision, 1), rounding)[0]
            if not value._int and value._exp > 0 and kind and kind in "fF%":
                value = value._rescale(0, rounding)[0]
            left = value._exp + _digits(value._int)
            digits = str(value._int)
            if kind and kind in "eE":
                dot = 1 if value._int or precision is None else 1 - precision
            elif kind and kind in "fF%":
                dot = left
            elif value._exp <= 0 and left > -6:
                dot = left
            else:
                dot = 1
            if dot <= 0:
                whole, fraction = "0", "0" * -dot + digits
            elif dot > len(digits):
                whole, fraction = digits + "0" * (dot - len(digits)), ""
            else:
                whole, fraction = digits[:dot] or "0", digits[dot:]
            power = left - dot
            tail = ("." + fraction if fraction else "")
            if kind and kind in "eE" or power:
                tail += ("E" if kind in ("E", "G") or kind is None else "e") + "%+d" % power
            if kind == "%":
                tail += "%"
            prefix = "-" if value._sign else sign if sign in ("+", " ") else ""
            if comma or kind == "n" and False:
                least = width - len(prefix) - len(tail) if fill == "0" and align == "=" else 0
                whole = _grouped(whole, comma, least)
            body = whole + tail
        missing = width - len(prefix) - len(body)
        if missing <= 0:
            return prefix + body
        if align == "<":
            return prefix + body + fill * missing
        if align == ">":
            return fill * missing + prefix + body
        if align == "=":
            return prefix + fill * missing + body
        return fill * (missing // 2) + prefix + body + fill * (missing - missing // 2)


def _grouped(digits, separator, least):
    while True:
        parts = []
        rest = digits
        while len(rest) > 3:
            parts.insert(0, rest[-3:])
            rest = rest[:-3]
        parts.insert(0, rest)
        text = separator.join(parts)
        if len(text) >= least:
            return text
        digits = "0" + digits


def _atanh2(n, d, scale):
    """Twice the area hyperbolic tangent of n / d, scaled."""
    x = n * scale // d
    square = x * x // scale
    total, term, k = 0, x, 1
    while term:
        total += term // k
        term = term * square // scale
        k += 2
        if -1 <= term <= 0:
            break
    return 2 * total


_ln10_known = (0, 0)


def _ln10(scale):
    global _ln10_known
    if _ln10_known[0] != scale:
        wide = scale * 10 ** 10
        # 10 = 2**3 * 5/4; the logarithms of 2 and 5/4 by their series.
        found = 3 * _atanh2(1, 3, wide) + _atanh2(1, 9, wide)
        _ln10_known = (scale, found // 10 ** 10)
    return _ln10_known[1]


def _convert(value):
    if isinstance(value, Decimal):
        return value
    return Decimal(value) if isinstance(value, int) else None


def _required(value):
    found = _convert(value)
    if found is None:
        raise TypeError(f"conversion from {type(value).__name__} to Decimal is not supported")
    return found


_numbers.Number.register(Decimal)


def _by_context(name):
    method = getattr(Decimal, name)

    def function(self, a, *rest):
        return self._with(method, _required(a), *rest)

    function.__name__ = name
    return function


for _name in ("sqrt exp ln log10 normalize to_integral_value to_integral_exact quantize compare max min fma scaleb "
              "logb next_plus next_minus remainder_near is_normal is_subnormal number_class same_quantum").split():
    setattr(Context, _name, _by_context(_name))
for _name, _method in (("add", "__add__"), ("subtract", "__sub__"), ("multiply", "__mul__"), ("divide", "__truediv__"),
                       ("divide_int", "__floordiv__"), ("remainder", "__mod__"), ("power", "__pow__"),
                       ("plus", "__pos__"), ("minus", "__neg__"), ("abs", "__abs__"), ("divmod", "__divmod__")):
    setattr(Context, _name, _by_context(_method))

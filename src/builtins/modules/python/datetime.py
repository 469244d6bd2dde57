"""Dates and times."""
import math as _math
import time as _time

__all__ = ("date", "datetime", "time", "timedelta", "timezone", "tzinfo", "MINYEAR", "MAXYEAR", "UTC")

MINYEAR, MAXYEAR = 1, 9999
_days_before, _civil = _time._days_before, _time._civil
_MAX_DAYS = _days_before(9999, 12, 31)


def _round_half_even(x):
    whole = _math.floor(x)
    rest = x - whole
    return whole + (rest > 0.5 or rest == 0.5 and whole % 2)


class timedelta:
    __slots__ = ("_days", "_seconds", "_microseconds", "_hash")

    def __new__(cls, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        units = ((days, 86400000000), (seconds, 1000000), (microseconds, 1), (milliseconds, 1000),
                 (minutes, 60000000), (hours, 3600000000), (weeks, 604800000000))
        whole, rest = 0, 0.0
        for value, unit in units:
            if isinstance(value, int):
                whole += value * unit
            elif isinstance(value, float):
                fraction, integer = _math.modf(value)
                whole += int(integer) * unit
                fraction, integer = _math.modf(fraction * unit)
                whole += int(integer)
                rest += fraction
            else:
                name = ("days", "seconds", "microseconds", "milliseconds", "minutes", "hours", "weeks")[
                    [u[1] for u in units].index(unit)]
                raise TypeError(f"unsupported type for timedelta {name} component: {type(value).__name__}")
        if rest:
            whole += _round_half_even(rest)
        return cls._of(whole)

    @classmethod
    def _of(cls, micro):
        days, micro = divmod(micro, 86400000000)
        if not -999999999 <= days <= 999999999:
            raise OverflowError(f"days={days}; must have magnitude <= 999999999")
        self = object.__new__(cls)
        self._days = days
        self._seconds, self._microseconds = divmod(micro, 1000000)
        self._hash = -1
        return self

    def _micro(self):
        return (self._days * 86400 + self._seconds) * 1000000 + self._microseconds

    days = property(lambda self: self._days)
    seconds = property(lambda self: self._seconds)
    microseconds = property(lambda self: self._microseconds)

    def total_seconds(self):
        return self._micro() / 10**6

    def __repr__(self):
        parts = [f"{name}={value}" for name, value in (("days", self._days), ("seconds", self._seconds),
                                                       ("microseconds", self._microseconds)) if value]
        return f"{_path(self)}({', '.join(parts) or '0'})"

    def __str__(self):
        minutes, seconds = divmod(self._seconds, 60)
        hours, minutes = divmod(minutes, 60)
        text = "%d:%02d:%02d" % (hours, minutes, seconds)
        if self._days:
            text = "%d day%s, %s" % (self._days, "" if abs(self._days) == 1 else "s", text)
        if self._microseconds:
            text += ".%06d" % self._microseconds
        return text

    def __add__(self, other):
        return timedelta._of(self._micro() + other._micro()) if isinstance(other, timedelta) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other):
        return timedelta._of(self._micro() - other._micro()) if isinstance(other, timedelta) else NotImplemented

    def __rsub__(self, other):
        return timedelta._of(other._micro() - self._micro()) if isinstance(other, timedelta) else NotImplemented

    def __neg__(self):
        return timedelta._of(-self._micro())

    def __pos__(self):
        return self

    def __abs__(self):
        return timedelta._of(abs(self._micro()))

    def __mul__(self, other):
        if isinstance(other, int):
            return timedelta._of(self._micro() * other)
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_nearest(self._micro() * a, b))
        return NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other):
        if isinstance(other, timedelta):
            return self._micro() // other._micro()
        return timedelta._of(self._micro() // other) if isinstance(other, int) else NotImplemented

    def __truediv__(self, other):
        if isinstance(other, timedelta):
            return self._micro() / other._micro()
        if isinstance(other, int):
            return timedelta._of(_divide_nearest(self._micro(), other))
        if isinstance(other, float):
            a, b = other.as_integer_ratio()
            return timedelta._of(_divide_nearest(self._micro() * b, a))
        return NotImplemented

    def __mod__(self, other):
        return timedelta._of(self._micro() % other._micro()) if isinstance(other, timedelta) else NotImplemented

    def __divmod__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        q, r = divmod(self._micro(), other._micro())
        return q, timedelta._of(r)

    def __eq__(self, other):
        return self._micro() == other._micro() if isinstance(other, timedelta) else NotImplemented

    def __lt__(self, other):
        return self._micro() < other._micro() if isinstance(other, timedelta) else NotImplemented

    def __le__(self, other):
        return self._micro() <= other._micro() if isinstance(other, timedelta) else NotImplemented

    def __gt__(self, other):
        return self._micro() > other._micro() if isinstance(other, timedelta) else NotImplemented

    def __ge__(self, other):
        return self._micro() >= other._micro() if isinstance(other, timedelta) else NotImplemented

    def __hash__(self):
        return hash((self._days, self._seconds, self._microseconds))

    def __bool__(self):
        return bool(self._micro())

    def __reduce__(self):
        return type(self), (self._days, self._seconds, self._microseconds)


def _divide_nearest(a, b):
    if b < 0:
        a, b = -a, -b
    q, r = divmod(a, b)
    return q + (2 * r > b or 2 * r == b and q % 2)


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)


def _path(value):
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__}"


class tzinfo:
    __slots__ = ()

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        if not isinstance(dt, datetime):
            raise TypeError("fromutc: argument must be a datetime")
        if dt.tzinfo is not self:
            raise ValueError("fromutc: dt.tzinfo is not self")
        offset, dst = dt.utcoffset(), dt.dst()
        if offset is None:
            raise ValueError("fromutc: non-None utcoffset() result required")
        if dst is None:
            raise ValueError("fromutc: non-None dst() result required")
        delta = offset - dst
        if delta:
            dt += delta
            dst = dt.dst()
        return dt + dst


def _offset_text(offset, colon=":"):
    micro = offset._micro()
    sign = "-" if micro < 0 else "+"
    seconds, micro = divmod(abs(micro), 1000000)
    text = "%s%02d%s%02d" % (sign, seconds // 3600, colon, seconds % 3600 // 60)
    if seconds % 60 or micro:
        text += "%s%02d" % (colon, seconds % 60)
    if micro:
        text += ".%06d" % micro
    return text


class timezone(tzinfo):
    __slots__ = ("_offset", "_name")

    def __new__(cls, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError("timezone() argument 1 must be datetime.timedelta, not " + type(offset).__name__)
        if name is not None and not isinstance(name, str):
            raise TypeError("timezone() argument 2 must be str, not " + type(name).__name__)
        if name is None and not offset and "utc" in cls.__dict__:
            return cls.utc
        if not -86400000000 < offset._micro() < 86400000000:
            raise ValueError("offset must be a timedelta strictly between -timedelta(hours=24) and "
                             f"timedelta(hours=24), not {offset!r}.")
        self = object.__new__(cls)
        self._offset, self._name = offset, name
        return self

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"

    def __str__(self):
        return self.tzname(None)


UTC = timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))


def _index(value):
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        raise TypeError("'float' object cannot be interpreted as an integer")
    import operator
    return operator.index(value)


def _check_date(year, month, day):
    year, month, day = _index(year), _index(month), _index(day)
    if not 1 <= year <= 9999:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    lengths = (31, 29 if _time._leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    if not 1 <= day <= lengths[month - 1]:
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time(hour, minute, second, microsecond, fold):
    hour, minute, second, microsecond = _index(hour), _index(minute), _index(second), _index(microsecond)
    for value, most, name in ((hour, 23, "hour"), (minute, 59, "minute"), (second, 59, "second"),
                              (microsecond, 999999, "microsecond")):
        if not 0 <= value <= most:
            raise ValueError(f"{name} must be in 0..{most}")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return hour, minute, second, microsecond


def _check_zone(zone):
    if zone is not None and not isinstance(zone, tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo subclass, not type '" + type(zone).__name__ + "'")


class IsoCalendarDate(tuple):
    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return "datetime.IsoCalendarDate(year=%d, week=%d, weekday=%d)" % self


def _parse_date(text):
    if len(text) == 10 and text[4] == text[7] == "-" and "W" not in text:
        parts = text[:4], text[5:7], text[8:]
    elif len(text) == 8 and text.isdigit():
        parts = text[:4], text[4:6], text[6:]
    elif "W" in text and len(text) in (7, 8, 10):
        plain = text.replace("-", "")
        if plain[4] != "W" or not (plain[:4] + plain[5:]).isdigit():
            raise ValueError
        made = date.fromisocalendar(int(plain[:4]), int(plain[5:7]), int(plain[7:] or 1))
        return made._year, made._month, made._day
    else:
        raise ValueError
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError
    return tuple(map(int, parts))


def _parse_time(text):
    zone = None
    for sign in "Z+-":
        at = text.find(sign)
        if at >= 0:
            text, rest = text[:at], text[at:]
            if rest == "Z":
                zone = timezone.utc
            else:
                offset = _parse_clock(rest[1:])
                delta = timedelta(hours=offset[0], minutes=offset[1], seconds=offset[2], microseconds=offset[3])
                zone = timezone(-delta if sign == "-" else delta) if delta else timezone.utc
            break
    return (*_parse_clock(text), zone)


def _parse_clock(text):
    main, dot, fraction = text.replace(",", ".").partition(".")
    parts = main.split(":")
    if len(parts) == 1:
        parts = [main[at:at + 2] for at in range(0, len(main), 2)]
    if not 1 <= len(parts) <= 3 or any(len(p) != 2 or not p.isascii() or not p.isdigit() for p in parts):
        raise ValueError
    if dot and (not fraction or not fraction.isdigit() or len(parts) != 3):
        raise ValueError
    numbers = [int(p) for p in parts] + [0] * (3 - len(parts))
    return (*numbers, int(fraction[:6].ljust(6, "0")) if dot else 0)


class date:
    __slots__ = ("_year", "_month", "_day")

    def __new__(cls, year, month, day):
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        return self

    @classmethod
    def fromtimestamp(cls, t):
        return cls(*_time.localtime(t)[:3])

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromordinal(cls, n):
        if not 1 <= n <= _MAX_DAYS + 1:
            raise ValueError("ordinal must be >= 1" if n < 1 else "year is out of range")
        return cls(*_civil(n - 1))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_date(date_string)
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts)

    @classmethod
    def fromisocalendar(cls, year, week, day):
        if not 1 <= year <= 9999:
            raise ValueError(f"Year is out of range: {year}")
        fourth = _days_before(year, 1, 4)
        start = fourth - fourth % 7
        following = _days_before(year + 1, 1, 4)
        if not 1 <= week <= (following - following % 7 - start) // 7:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls(*_civil(start + (week - 1) * 7 + day - 1))

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    def __repr__(self):
        return f"{_path(self)}({self._year}, {self._month}, {self._day})"

    def ctime(self):
        return _time.asctime(self.timetuple())

    def strftime(self, format):
        return _strftime(self, format, self.timetuple())

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError("must be str, not %s" % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def isoformat(self):
        return "%04d-%02d-%02d" % (self._year, self._month, self._day)

    __str__ = isoformat

    def timetuple(self):
        return _time.struct_time((self._year, self._month, self._day, 0, 0, 0, self.weekday(), self._yearday(), -1))

    def _yearday(self):
        return _days_before(self._year, self._month, self._day) - _days_before(self._year, 1, 1) + 1

    def toordinal(self):
        return _days_before(self._year, self._month, self._day) + 1

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month,
                          self._day if day is None else day)

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.toordinal() % 7 or 7

    def isocalendar(self):
        year, week = _time._iso(self._year, self.weekday(), self._yearday())
        return IsoCalendarDate((year, week, self.isoweekday()))

    def _key(self):
        return (self._year, self._month, self._day)

    def _other(self, other):
        return isinstance(other, date) and not isinstance(other, datetime)

    def __eq__(self, other):
        return self._key() == other._key() if self._other(other) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._other(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._other(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._other(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._other(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        n = self.toordinal() + other._days
        if not 0 < n <= _MAX_DAYS + 1:
            raise OverflowError("date value out of range")
        return type(self)(*_civil(n - 1))

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def __reduce__(self):
        return type(self), self._key()


date.min, date.max, date.resolution = date(1, 1, 1), date(9999, 12, 31), timedelta(days=1)


def _strftime(value, format, fields):
    if not isinstance(format, str):
        raise TypeError("strftime() argument 1 must be str, not " + type(format).__name__)
    out, at = [], 0
    while at < len(format):
        c = format[at]
        at += 1
        if c == "%" and at < len(format):
            letter = format[at]
            at += 1
            if letter == "f":
                out.append("%06d" % getattr(value, "microsecond", 0))
            elif letter == "z":
                offset = value.utcoffset() if hasattr(value, "utcoffset") else None
                out.append("" if offset is None else _offset_text(offset, ""))
            elif letter == "Z":
                name = value.tzname() if hasattr(value, "tzname") else None
                out.append("" if name is None else name.replace("%", "%%"))
            else:
                out.append("%" + letter)
        else:
            out.append(c)
    return _time.strftime("".join(out), fields)


_SPECS = {"hours": 1, "minutes": 2, "seconds": 3, "milliseconds": 4, "microseconds": 5}


def _clock_text(hour, minute, second, microsecond, timespec="auto"):
    if timespec == "auto":
        timespec = "microseconds" if microsecond else "seconds"
    if timespec not in _SPECS:
        raise ValueError("Unknown timespec value")
    text = "%02d" % hour
    if timespec != "hours":
        text += ":%02d" % minute
    if _SPECS[timespec] >= 3:
        text += ":%02d" % second
    if timespec == "milliseconds":
        text += ".%03d" % (microsecond // 1000)
    if timespec == "microseconds":
        text += ".%06d" % microsecond
    return text


def _checked_offset(value, what):
    if value is not None and not isinstance(value, timedelta):
        raise TypeError(f"tzinfo.{what}() must return None or a timedelta, not '{type(value).__name__}'")
    return value


class time:
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        self = object.__new__(cls)
        self._hour, self._minute, self._second, self._microsecond = _check_time(hour, minute, second, microsecond,
                                                                               fold)
        _check_zone(tzinfo)
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, time_string):
        if not isinstance(time_string, str):
            raise TypeError("fromisoformat: argument must be str")
        try:
            parts = _parse_time(time_string.removeprefix("T"))
        except ValueError:
            raise ValueError(f"Invalid isoformat string: {time_string!r}") from None
        return cls(*parts)

    def isoformat(self, timespec="auto"):
        text = _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset)

    __str__ = isoformat

    def __repr__(self):
        parts = [self._hour, self._minute]
        if self._second or self._microsecond:
            parts.append(self._second)
        if self._microsecond:
            parts.append(self._microsecond)
        text = ", ".join(map(str, parts))
        if self._tzinfo is not None:
            text += f", tzinfo={self._tzinfo!r}"
        if self._fold:
            text += ", fold=1"
        return f"{_path(self)}({text})"

    def strftime(self, format):
        return _strftime(self, format, (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1))

    def __format__(self, fmt):
        if not isinstance(fmt, str):
            raise TypeError("must be str, not %s" % type(fmt).__name__)
        return self.strftime(fmt) if fmt else str(self)

    def utcoffset(self):
        return None if self._tzinfo is None else _checked_offset(self._tzinfo.utcoffset(None), "utcoffset")

    def dst(self):
        return None if self._tzinfo is None else _checked_offset(self._tzinfo.dst(None), "dst")

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(self._hour if hour is None else hour, self._minute if minute is None else minute,
                          self._second if second is None else second,
                          self._microsecond if microsecond is None else microsecond,
                          self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold)

    def _micro(self):
        return ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    def _compare(self, other, equal=False):
        mine, others = self.utcoffset(), other.utcoffset()
        if mine == others:
            return self._micro() - other._micro()
        if mine is None or others is None:
            if equal:
                return 1
            raise TypeError("can't compare offset-naive and offset-aware times")
        return (self._micro() - mine._micro()) - (other._micro() - others._micro())

    def __eq__(self, other):
        return self._compare(other, True) == 0 if isinstance(other, time) else NotImplemented

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, time) else NotImplemented

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, time) else NotImplemented

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, time) else NotImplemented

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, time) else NotImplemented

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._micro() - (offset._micro() if offset else 0))


time.min, time.max, time.resolution = time(0, 0, 0), time(23, 59, 59, 999999), timedelta(microseconds=1)


class datetime(date):
    __slots__ = ("_hour", "_minute", "_second", "_microsecond", "_tzinfo", "_fold")

    def __new__(cls, year, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        if month is None or day is None:
            name, at = ("month", 2) if month is None else ("day", 3)
            raise TypeError(f"function missing required argument '{name}' (pos {at})")
        self = object.__new__(cls)
        self._year, self._month, self._day = _check_date(year, month, day)
        self._hour, self._minute, self._second, self._microsecond = _check_time(hour, minute, second, microsecond,
                                                                               fold)
        _check_zone(tzinfo)
        self._tzinfo, self._fold = tzinfo, fold
        return self

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _of(cls, micro, zone=None):
        """From microseconds since the first of January of year 1."""
        days, micro = divmod(micro, 86400000000)
        if not 0 <= days <= _MAX_DAYS:
            raise OverflowError("date value out of range")
        seconds, micro = divmod(micro, 1000000)
        return cls(*_civil(days), seconds // 3600, seconds % 3600 // 60, seconds % 60, micro, zone)

    def _micro(self):
        days = _days_before(self._year, self._month, self._day)
        return (((days * 24 + self._hour) * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond

    @classmethod
    def fromtimestamp(cls, t, tz=None):
        _check_zone(tz)
        made = cls.utcfromtimestamp(t)
        return made if tz is None else tz.fromutc(made.replace(tzinfo=tz))

    @classmethod
    def utcfromtimestamp(cls, t):
        fraction, whole = _math.modf(t)
        micro = int(whole) * 1000000 + _round_half_even(fraction * 1e6)
        try:
            return cls._of(_EPOCH + micro)
        except OverflowError:
            raise ValueError(f"year is out of range") from None

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def utcnow(cls):
        return cls.utcfromtimestamp(_time.time())

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        return cls(date.year, date.month, date.day, time.hour, time.minute, time.second, time.microsecond,
                   time.tzinfo if tzinfo is True else tzinfo, fold=time.fold)

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        text = date_string
        try:
            size = len(text)
            if "W" in text[:9]:
                end = 10 if size > 9 and text[8] == "-" and text[4] == "-" else 8 if text[4] == "-" else 7
                if text[4] != "-" and size > 7 and text[7].isdigit():
                    end = 8
            else:
                end = 10 if size > 4 and text[4] == "-" else 8
            parts = _parse_date(text[:end])
            clock = _parse_time(text[end + 1:]) if size > end else (0, 0, 0, 0, None)
            if size == end + 1:
                raise ValueError
        except (ValueError, IndexError):
            raise ValueError(f"Invalid isoformat string: {date_string!r}") from None
        return cls(*parts, *clock)

    @classmethod
    def strptime(cls, date_string, format):
        if not isinstance(date_string, str):
            raise TypeError("strptime() argument 1 must be str, not " + type(date_string).__name__)
        fields = _time._fields(date_string, format)
        zone = None if fields[9] is None else timezone(timedelta(seconds=fields[9]))
        return cls(*fields[:7], zone)

    def timetuple(self):
        dst = self.dst()
        flag = -1 if dst is None else int(bool(dst))
        return _time.struct_time((self._year, self._month, self._day, self._hour, self._minute, self._second,
                                  self.weekday(), self._yearday(), flag))

    def utctimetuple(self):
        offset = self.utcoffset()
        moment = self if not offset else self - offset
        return _time.struct_time(tuple(datetime.timetuple(moment.replace(tzinfo=None)))[:8] + (0,))

    def timestamp(self):
        offset = self.utcoffset()
        micro = self._micro() - _EPOCH - (offset._micro() if offset else 0)
        return micro / 10**6

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond, self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold)

    def astimezone(self, tz=None):
        tz = timezone.utc if tz is None else tz
        if not isinstance(tz, tzinfo):
            raise TypeError("tz argument must be an instance of tzinfo")
        if tz is self._tzinfo:
            return self
        offset = self.utcoffset() or timedelta(0)
        return tz.fromutc((self - offset).replace(tzinfo=tz))

    def isoformat(self, sep="T", timespec="auto"):
        text = "%04d-%02d-%02d%s" % (self._year, self._month, self._day, sep)
        text += _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        offset = self.utcoffset()
        return text if offset is None else text + _offset_text(offset)

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        parts = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        if not parts[-1]:
            del parts[-1]
            if not parts[-1]:
                del parts[-1]
        text = ", ".join(map(str, parts))
        if self._tzinfo is not None:
            text += f", tzinfo={self._tzinfo!r}"
        if self._fold:
            text += ", fold=1"
        return f"{_path(self)}({text})"

    def utcoffset(self):
        return None if self._tzinfo is None else _checked_offset(self._tzinfo.utcoffset(self), "utcoffset")

    def dst(self):
        return None if self._tzinfo is None else _checked_offset(self._tzinfo.dst(self), "dst")

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def _compare(self, other, equal=False):
        mine, others = self.utcoffset(), other.utcoffset()
        if mine == others:
            return self._micro() - other._micro()
        if mine is None or others is None:
            if equal:
                return 1
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return (self._micro() - mine._micro()) - (other._micro() - others._micro())

    def _refuse(self, other, op):
        if isinstance(other, date):
            raise TypeError(f"can't compare {type(self).__module__}.{type(self).__name__} to "
                            f"{type(other).__module__}.{type(other).__name__}")
        return NotImplemented

    def __eq__(self, other):
        if isinstance(other, datetime):
            return self._compare(other, True) == 0
        return False if isinstance(other, date) else NotImplemented

    def __lt__(self, other):
        return self._compare(other) < 0 if isinstance(other, datetime) else self._refuse(other, "<")

    def __le__(self, other):
        return self._compare(other) <= 0 if isinstance(other, datetime) else self._refuse(other, "<=")

    def __gt__(self, other):
        return self._compare(other) > 0 if isinstance(other, datetime) else self._refuse(other, ">")

    def __ge__(self, other):
        return self._compare(other) >= 0 if isinstance(other, datetime) else self._refuse(other, ">=")

    def __hash__(self):
        offset = self.utcoffset()
        return hash(self._micro() - (offset._micro() if offset else 0))

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._of(self._micro() + other._micro(), self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        mine, others = self.utcoffset(), other.utcoffset()
        difference = timedelta._of(self._micro() - other._micro())
        if mine == others:
            return difference
        if mine is None or others is None:
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return difference + others - mine

    def __reduce__(self):
        return type(self), (self._year, self._month, self._day, self._hour, self._minute, self._second,
                            self._microsecond, self._tzinfo)


_EPOCH = datetime(1970, 1, 1)._micro()
datetime.min, datetime.max = datetime(1, 1, 1), datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)

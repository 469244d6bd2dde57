"""Clocks and calendars; local time is UTC here."""
from _time import *

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID = 0, 1, 2
thread_time, thread_time_ns = process_time, process_time_ns

_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"]
_NAMES = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")


class struct_time(tuple):
    n_fields, n_sequence_fields, n_unnamed_fields = 11, 9, 0

    def __new__(cls, iterable):
        items = tuple(iterable)
        if len(items) < 9:
            raise TypeError(f"time.struct_time() takes an at least 9-sequence ({len(items)}-sequence given)")
        if len(items) > 11:
            raise TypeError(f"time.struct_time() takes an at most 11-sequence ({len(items)}-sequence given)")
        return tuple.__new__(cls, items[:9])

    tm_zone = property(lambda self: "UTC")
    tm_gmtoff = property(lambda self: 0)

    def __repr__(self):
        return "time.struct_time(" + ", ".join(f"{name}={value!r}" for name, value in zip(_NAMES, self)) + ")"


for _at, _name in enumerate(_NAMES):
    setattr(struct_time, _name, property(lambda self, _at=_at: self[_at]))
struct_time.__module__ = "time"


def _leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before(year, month, day):
    """Days from the first of January of year 1."""
    y = year - 1
    lengths = (31, 29 if _leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return y * 365 + y // 4 - y // 100 + y // 400 + sum(lengths[:month - 1]) + day - 1


_EPOCH = _days_before(1970, 1, 1)


def _civil(days):
    """Year, month and day of a number of days since the first of January of year 1."""
    year = days * 400 // 146097 + 1
    while _days_before(year, 1, 1) > days:
        year -= 1
    while _days_before(year + 1, 1, 1) <= days:
        year += 1
    month = 12
    while _days_before(year, month, 1) > days:
        month -= 1
    return year, month, days - _days_before(year, month, 1) + 1


def gmtime(secs=None):
    secs = time() if secs is None else secs
    whole = int(secs // 1)
    days, rest = divmod(whole, 86400)
    days += _EPOCH
    year, month, day = _civil(days)
    return struct_time((year, month, day, rest // 3600, rest % 3600 // 60, rest % 60, days % 7,
                        days - _days_before(year, 1, 1) + 1, 0))


localtime = gmtime


def mktime(t):
    return float((_days_before(t[0], t[1], t[2]) - _EPOCH) * 86400 + t[3] * 3600 + t[4] * 60 + t[5])


def asctime(t=None):
    t = localtime() if t is None else t
    return "%s %s %2d %02d:%02d:%02d %d" % (_DAYS[t[6]][:3], _MONTHS[t[1] - 1][:3], t[2], t[3], t[4], t[5], t[0])


def ctime(secs=None):
    return asctime(localtime(secs))


def strftime(format, t=None):
    t = localtime() if t is None else t
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    year, month, day, hour, minute, second, weekday, yearday = t[:8]
    out = []
    at = 0
    while at < len(format):
        c = format[at]
        at += 1
        if c != "%" or at >= len(format):
            out.append(c)
            continue
        c = format[at]
        at += 1
        if c in "-_0" and at < len(format):
            flag, c = c, format[at]
            at += 1
            text = strftime("%" + c, t)
            out.append(text.lstrip("0 ") or "0" if flag == "-" else text)
            continue
        out.append(_field(c, year, month, day, hour, minute, second, weekday, yearday))
    return "".join(out)


def _iso(year, weekday, yearday):
    week = (yearday - 1 - weekday + 10) // 7
    if week < 1:
        return _iso(year - 1, weekday, yearday + 365 + _leap(year - 1))
    if week == 53 and (yearday - 1 - weekday + 3) - (365 + _leap(year)) >= 0:
        return year + 1, 1
    return year, week


def _field(c, year, month, day, hour, minute, second, weekday, yearday):
    if c == "Y":
        return str(year)
    if c == "m":
        return "%02d" % month
    if c == "d":
        return "%02d" % day
    if c == "H":
        return "%02d" % hour
    if c == "M":
        return "%02d" % minute
    if c == "S":
        return "%02d" % second
    if c == "I":
        return "%02d" % (hour % 12 or 12)
    if c == "p":
        return "AM" if hour < 12 else "PM"
    if c == "y":
        return "%02d" % (year % 100)
    if c == "j":
        return "%03d" % yearday
    if c == "a":
        return _DAYS[weekday][:3]
    if c == "A":
        return _DAYS[weekday]
    if c in "bh":
        return _MONTHS[month - 1][:3]
    if c == "B":
        return _MONTHS[month - 1]
    if c == "w":
        return str((weekday + 1) % 7)
    if c == "u":
        return str(weekday + 1)
    if c == "e":
        return "%2d" % day
    if c == "U":
        return "%02d" % ((yearday + 6 - (weekday + 1) % 7) // 7)
    if c == "W":
        return "%02d" % ((yearday + 6 - weekday) // 7)
    if c == "V":
        return "%02d" % _iso(year, weekday, yearday)[1]
    if c == "G":
        return str(_iso(year, weekday, yearday)[0])
    if c == "C":
        return "%02d" % (year // 100)
    if c == "z":
        return "+0000"
    if c == "Z":
        return "UTC"
    if c == "n":
        return "\n"
    if c == "t":
        return "\t"
    if c == "%":
        return "%"
    args = (year, month, day, hour, minute, second, weekday, yearday)
    for letter, parts in (("c", "a b e T Y"), ("x", "m/d/y"), ("X", "H:M:S"), ("D", "m/d/y"), ("T", "H:M:S"),
                          ("F", "Y-m-d"), ("R", "H:M"), ("r", "I:M:S p")):
        if c == letter:
            return "".join(_field(p, *args) if p.isalpha() else p for p in parts)
    if c == "s":
        return str(int(mktime(args)))
    return "%" + c


def _parse(text, format):
    """The fields of a text in that format: a dict by letters."""
    import re
    found = {}
    pattern = []
    names = {
        "Y": r"\d{4}", "m": r"1[0-2]|0[1-9]|[1-9]", "d": r"3[01]|[12]\d|0[1-9]|[1-9]| [1-9]", "H": r"2[0-3]|[01]\d|\d",
        "I": r"1[0-2]|0[1-9]|[1-9]", "M": r"[0-5]\d|\d", "S": r"6[01]|[0-5]\d|\d", "y": r"\d\d",
        "j": r"36[0-6]|3[0-5]\d|[12]\d\d|0[1-9]\d|00[1-9]|[1-9]\d|0[1-9]|[1-9]", "f": r"[0-9]{1,6}",
        "p": "am|pm", "w": "[0-6]", "u": "[1-7]", "U": r"5[0-3]|[0-4]\d|\d", "W": r"5[0-3]|[0-4]\d|\d",
        "V": r"5[0-3]|0[1-9]|[1-4]\d|\d", "G": r"\d{4}",
        "z": r"[+-]\d\d:?[0-5]\d(?::?[0-5]\d(?:\.\d{1,6})?)?|(?-i:Z)", "Z": "utc|gmt|",
        "a": "|".join(name[:3] for name in _DAYS), "A": "|".join(sorted(_DAYS, key=len, reverse=True)),
        "b": "|".join(name[:3] for name in _MONTHS), "B": "|".join(sorted(_MONTHS, key=len, reverse=True)),
    }
    whole = format
    for letter, meaning in (("%c", "%a %b %d %H:%M:%S %Y"), ("%x", "%m/%d/%y"), ("%X", "%H:%M:%S"),
                            ("%T", "%H:%M:%S"), ("%F", "%Y-%m-%d"), ("%D", "%m/%d/%y"), ("%R", "%H:%M")):
        whole = whole.replace(letter, meaning)
    at = 0
    while at < len(whole):
        c = whole[at]
        at += 1
        if c == "%":
            if at >= len(whole):
                raise ValueError("stray %% in format '%s'" % format)
            c = whole[at]
            at += 1
            if c == "%":
                pattern.append("%")
            elif c in names:
                if f"(?P<{c}>" in "".join(pattern):
                    raise re.error(f"redefinition of group name {c!r}")
                pattern.append(f"(?P<{c}>{names[c]})")
            else:
                raise ValueError("'%s' is a bad directive in format '%s'" % (c, format))
        elif c.isspace():
            pattern.append(r"\s+")
            while at < len(whole) and whole[at].isspace():
                at += 1
        else:
            pattern.append(re.escape(c))
    match = re.compile("".join(pattern), re.IGNORECASE).match(text)
    if match is None:
        raise ValueError("time data %r does not match format %r" % (text, format))
    if match.end() != len(text):
        raise ValueError("unconverted data remains: %s" % text[match.end():])
    return match.groupdict()


def _fields(text, format):
    """Year, month, day, hour, minute, second, microsecond, weekday, day of the year, offset in seconds or None."""
    found = _parse(text, format)
    year, month, day = 1900, 1, 1
    if "Y" in found:
        year = int(found["Y"])
    elif "y" in found:
        year = int(found["y"])
        year += 2000 if year <= 68 else 1900
    if "m" in found:
        month = int(found["m"])
    for key in "Bb":
        if key in found:
            names = [name.lower() if key == "B" else name[:3].lower() for name in _MONTHS]
            month = names.index(found[key].lower()) + 1
    if "d" in found:
        day = int(found["d"])
    hour = int(found.get("H", 0))
    if "I" in found:
        hour = int(found["I"]) % 12
        if found.get("p", "").lower() == "pm":
            hour += 12
    micro = int(found["f"].ljust(6, "0")) if "f" in found else 0
    offset = None
    zone = found.get("z")
    if zone is not None:
        if zone == "Z":
            offset = 0
        else:
            digits = zone[1:].replace(":", "")
            offset = int(digits[:2]) * 3600 + int(digits[2:4]) * 60 + int(digits[4:6] or 0)
            offset = -offset if zone[0] == "-" else offset
    if "j" in found and "m" not in found and "b" not in found and "B" not in found:
        year, month, day = _civil(_days_before(year, 1, 1) + int(found["j"]) - 1)
    weekday = None
    for key, names in (("A", [name.lower() for name in _DAYS]), ("a", [name[:3].lower() for name in _DAYS])):
        if key in found:
            weekday = names.index(found[key].lower())
    if "w" in found:
        weekday = (int(found["w"]) - 1) % 7
    if "u" in found:
        weekday = int(found["u"]) - 1
    if weekday is not None and ("U" in found or "W" in found) and "d" not in found:
        first = _days_before(year, 1, 1) % 7
        if "W" in found:
            start = _days_before(year, 1, 1) + (7 - first) % 7
            days = start + (int(found["W"]) - 1) * 7 + weekday
        else:
            start = _days_before(year, 1, 1) + (6 - first) % 7
            days = start + (int(found["U"]) - 1) * 7 + (weekday + 1) % 7
        year, month, day = _civil(days)
    if "G" in found and "V" in found and weekday is not None:
        year = int(found["G"])
        fourth = _days_before(year, 1, 4)
        year, month, day = _civil(fourth - fourth % 7 + (int(found["V"]) - 1) * 7 + weekday)
    lengths = (31, 29 if _leap(year) or "Y" not in found and "y" not in found and year == 1904 else 28, 31, 30, 31, 30,
               31, 31, 30, 31, 30, 31)
    if day > lengths[month - 1]:
        raise ValueError("day is out of range for month")
    days = _days_before(year, month, day)
    return (year, month, day, hour, int(found.get("M", 0)), int(found.get("S", 0)), micro, days % 7,
            days - _days_before(year, 1, 1) + 1, offset)


def strptime(string, format="%a %b %d %H:%M:%S %Y"):
    fields = _fields(string, format)
    return struct_time(fields[:6] + fields[7:9] + (-1,))


def get_clock_info(name):
    from types import SimpleNamespace
    return SimpleNamespace(implementation=name, monotonic=name != "time", adjustable=name == "time", resolution=1e-9)


def clock_gettime(clk_id):
    return (time, monotonic, process_time)[clk_id]()


from datetime import *
import datetime as D, time
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
print(time.gmtime(0), time.gmtime(1700000000).tm_hour, time.strftime("%Y-%m-%d %H:%M:%S %j %U %W %V %a %A %b %B %p %I %y %%", time.gmtime(1700000000)), time.asctime(time.gmtime(0)), time.strptime("2024-02-29 12:30", "%Y-%m-%d %H:%M"))
t(lambda: time.strptime("x", "%Y")); t(lambda: time.strptime("2024 ", "%Y")); t(lambda: time.strptime("2024", "%q"))
a = timedelta(days=1, hours=2, seconds=3.5, milliseconds=4); print(a, repr(a), a.days, a.seconds, a.microseconds, a.total_seconds(), -a, abs(-a), a * 2, a / 2, a // timedelta(hours=1), a % timedelta(hours=1), divmod(a, timedelta(hours=5)), a * 1.5, a / timedelta(hours=1), timedelta(weeks=1), timedelta(0), repr(timedelta(0)), bool(timedelta()), a > timedelta(1), hash(a) == hash(timedelta(1, 7203, 504000)), timedelta(microseconds=-1), timedelta.max, timedelta.min)
t(lambda: timedelta("a")); 
d = date(2024, 2, 29); print(d, repr(d), d.weekday(), d.isoweekday(), d.isocalendar(), tuple(d.isocalendar()), d.toordinal(), date.fromordinal(738000), d + timedelta(1), d - timedelta(60), d - date(2023, 1, 1), d.replace(year=2020), d.strftime("%d/%m/%y"), f"{d:%B %d}", d.timetuple(), date.fromisoformat("2024-12-31"), date.fromisocalendar(2024, 1, 1), d < date(2025, 1, 1), d == date(2024, 2, 29), d.ctime(), date.min, date.max)
t(lambda: date(2023, 2, 29)); t(lambda: date(0, 1, 1)); t(lambda: date(1, 13, 1)); t(lambda: date.fromisoformat("x")); t(lambda: d.replace(year=2023)); t(lambda: date(1.5, 1, 1)); t(lambda: date.max + timedelta(1))
m = D.time(12, 30, 45, 123456); print(m, repr(m), m.isoformat("minutes"), m.replace(hour=1), D.time(1), repr(D.time(1, 2)), D.time.fromisoformat("04:05:06.789"), D.time.fromisoformat("040506+01:00"), m < D.time(13), m.strftime("%H.%M %f"), D.time(1, tzinfo=timezone.utc), D.time.max)
t(lambda: D.time(24)); t(lambda: D.time(1) < D.time(1, tzinfo=timezone.utc)); t(lambda: D.time.fromisoformat("1"))
x = datetime(2024, 1, 31, 23, 59, 59, 999999); print(x, repr(x), x + timedelta(microseconds=1), x.date(), x.time(), x.isoformat(), x.isoformat(" ", "milliseconds"), x - datetime(2024, 1, 1), x.timestamp(), datetime.fromtimestamp(0, timezone.utc), datetime.utcfromtimestamp(1.5), x.replace(microsecond=0), x.strftime("%c | %x | %X | %f"), datetime.strptime("31/01/24 17:05:01.5", "%d/%m/%y %H:%M:%S.%f"), datetime.fromisoformat("2024-01-31T10:20:30.123+02:00"), datetime.fromisoformat("20240131T102030Z"), datetime.fromisoformat("2024-01-31"), datetime.combine(d, m), x.weekday(), repr(datetime(2024, 1, 1)), datetime(2024, 1, 1, 5).timetuple())
u = datetime(2024, 6, 1, 12, tzinfo=timezone.utc); e = timezone(timedelta(hours=-5), "EST"); print(u, repr(u), u.astimezone(e), u.astimezone(e).tzname(), u.astimezone(e) == u, hash(u.astimezone(e)) == hash(u), u.utcoffset(), u.strftime("%z %Z"), repr(e), e, timezone(timedelta(hours=5, minutes=30)), repr(timezone.utc), u - u.astimezone(e), u.timestamp(), datetime.strptime("2024 +0530", "%Y %z"), timezone.utc is timezone(timedelta(0)), u.isoformat(timespec="hours"))
t(lambda: u < x); t(lambda: u - x); t(lambda: u == x); t(lambda: datetime(2024, 1, 1) < date(2024, 1, 1)); t(lambda: datetime(2024, 1, 32)); t(lambda: datetime(2024)); t(lambda: timezone(timedelta(days=1))); t(lambda: datetime.fromisoformat("2024-13-01")); t(lambda: datetime.fromisoformat("nope")); t(lambda: datetime.max + timedelta(1)); t(lambda: datetime.strptime("2024-02-30", "%Y-%m-%d")); t(lambda: datetime(2024, 1, 1, tzinfo=5))
class Z(tzinfo):
    def utcoffset(self, dt): return timedelta(hours=1)
    def dst(self, dt): return timedelta(0)
    def tzname(self, dt): return "Z1"
z = datetime(2024, 1, 1, tzinfo=Z()); print(z, z.tzname(), z.astimezone(timezone.utc), u.astimezone(Z()))
print(sorted([date(2024, 1, 2), date(2023, 1, 1)]), {date(2024, 1, 1): 1}[date(2024, 1, 1)], isinstance(x, date), max(x, datetime(2000, 1, 1)), sum([timedelta(1), timedelta(2)], timedelta()), datetime.min, D.UTC, (datetime(2024, 3, 10) - datetime(2023, 3, 10)).days)
import copy; print(copy.copy(x) == x, copy.deepcopy(a) == a)

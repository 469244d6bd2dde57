import math
def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)
values = [0.0, -0.0, 1, -0.5, 2, 3.7, -3.7, 1e10, 710, -1e300, float("inf"), float("nan"), 10**400, "a"]
for name in "acos acosh asin asinh atan atanh ceil cos cosh degrees erf erfc exp exp2 expm1 fabs floor frexp isfinite isinf isnan log log10 log1p log2 modf radians sin sinh sqrt tan tanh trunc ulp isqrt factorial".split():
    for v in values:
        if name == "factorial" and isinstance(v, (int, float)) and v > 1000: continue
        print(name, v if v != 10**400 else "big", end=" "); t(getattr(math, name), v)
for x in [0.0, -0.0, 1.0, -2.5, float("inf"), float("nan"), 1e300]:
    for y in [0.0, -1.0, 2.5, float("-inf"), float("nan"), 3.0]:
        for name in "atan2 copysign fmod pow remainder nextafter hypot".split():
            print(name, x, y, end=" "); t(getattr(math, name), x, y)
t(math.gcd, 12, 18); t(math.gcd); t(math.gcd, -4); t(math.gcd, 0, 0); t(math.gcd, 2**100, 2**50 * 3); t(math.gcd, 1.5); t(math.lcm, 4, 6); t(math.lcm); t(math.lcm, 0, 5); t(math.lcm, 4, 6, 10); t(math.gcd, 12, 18, 27)
t(math.comb, 5, 2); t(math.comb, 5, 6); t(math.comb, -1, 2); t(math.comb, 5, -1); t(math.comb, 100, 50); t(math.comb, 5.5, 1); t(math.perm, 5, 2); t(math.perm, 5); t(math.perm, 5, None); t(math.perm, 3, 5); t(math.comb, 5)
t(math.factorial, 20); t(math.factorial, 30); t(math.factorial, -1); t(math.factorial, 5.0); t(math.factorial, "a"); t(math.factorial, 0)
t(math.isclose, 1, 1.0000000001); t(math.isclose, 1, 1.1); t(math.isclose, 1, 1.1, rel_tol=0.2); t(math.isclose, 0, 1e-10, abs_tol=1e-9); t(math.isclose, 1, 2, rel_tol=-1); t(math.isclose, float("inf"), float("inf")); t(math.isclose, 1)
t(math.fsum, [0.1] * 10); t(math.fsum, [1e100, 1, -1e100]); t(math.fsum, []); t(math.fsum, [1e308, 1e308]); t(math.fsum, [float("inf"), 1]); t(math.fsum, [float("inf"), float("-inf")]); t(math.fsum, ["a"]); t(math.fsum, 5); t(math.fsum, [1, 2.5])
t(math.prod, [1, 2, 3]); t(math.prod, []); t(math.prod, [1.5, 2], start=2); t(math.prod, ["a", 2]); t(math.dist, [1, 2], [4, 6]); t(math.dist, [1], [1, 2]); t(math.hypot, 3, 4); t(math.hypot, 1, 2, 3); t(math.hypot); t(math.ldexp, 0.5, 3); t(math.ldexp, 1, 2000); t(math.ldexp, 1, -2000); t(math.ldexp, 1.0, 1.5); t(math.ldexp, 5e-324, 1074); t(math.ldexp, 1.5, -1074); t(math.log, 8, 2); t(math.log, 10**400); t(math.log, 10**400, 10); t(math.log, 1, 1); t(math.log, 0); t(math.log2, 2**2000); t(math.log10, 10**500); t(math.log, -1); t(math.log, 2, 0); t(math.log2, 8); t(math.log10, 1000)
t(math.sqrt); t(math.sqrt, 1, 2); t(math.sqrt, "a"); t(math.sqrt, x=1); t(math.floor, "a"); t(math.floor, 1e30); t(math.trunc, "a"); t(math.isqrt, 10**40); t(math.isqrt, -1); t(math.isqrt, 17)
class F:
    def __float__(self): return 4.0
    def __floor__(self): return "floor"
    def __ceil__(self): return "ceil"
    def __trunc__(self): return "trunc"
class I:
    def __index__(self): return 9
t(math.sqrt, F()); t(math.floor, F()); t(math.ceil, F()); t(math.trunc, F()); t(math.sqrt, I()); t(math.factorial, I()); t(math.gcd, I(), 6)
print(math.pi, math.e, math.tau, math.inf, math.nan)
import time
print(type(time.time()), time.perf_counter() <= time.perf_counter(), type(time.time_ns()), time.process_time() >= 0, time.monotonic() > 0); t(time.sleep, -1); t(time.sleep, 0); t(time.sleep, "a")
import os, os.path
print(os.path.join("a", "b"), os.path.join("a", "/b"), os.path.join("a/", "b", "c"), os.path.basename("/a/b.c"), os.path.dirname("/a/b.c"), os.path.splitext("/a/b.c"), os.path.splitext(".bashrc"), os.path.splitext("a"), os.path.split("/a/b/"), os.path.exists("/"), os.path.isabs("/a"), os.path.normpath("/a/./b/../c"), os.environ.get("NOPE"), os.environ.get("NOPE", 5), "PATH" in os.environ, os.sep, os.name, os.getenv("NOPE", 1), os.path.isdir("/"), os.path.dirname("a"), os.path.split("/"), os.path.normpath("../a//b/.."))
t(lambda: os.environ["NOPE"]); t(os.path.join, 5)

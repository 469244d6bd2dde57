def t(x): print("t", x); return x
print(t(0) or t(2), t(1) and t(0), not t(1), t(1) if t(0) else t(3), t(1) < t(2) < t(0) < t(9), t(0) or t("") or t([]), t(1) and t(2) and t(3))
x = 5
if x < 3: print("a")
elif x < 6: print("b")
else: print("c")
print("yes" if x else "no", (1 if x > 3 else 2) + 1, [] or "default", None is None, x is not None, 1 if False else 2 if False else 3)
if (n := x * 2) > 5: print(n)
print([y := 1, y + 1], (z := 3) + z, [last := v for v in range(3)], last)
assert x == 5, "never"
pass
...

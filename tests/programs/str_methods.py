def t(f, *a, **k):
    try:
        print(f(*a, **k))
    except Exception as e:
        print(type(e).__name__, e)
s = "Hello, World"
t(s.split); t(s.split, ","); t(s.split, ""); t(s.split, 5); t(s.split, None, 1); t(s.rsplit, "o", 1); t(s.split, sep="l", maxsplit=1); t(s.split, foo=1); t(s.split, 1, 2, 3)
t("a,b,,c".split, ","); t("  a  b ".split); t("  a  b ".split, " "); t("abc".rsplit); t("a b c".rsplit, None, 1); t("a\nb\r\nc".splitlines); t("a\nb".splitlines, True); t("a\n".splitlines, keepends=True)
t(" ab ".strip); t("xxabxx".strip, "x"); t("xyab".lstrip, "yx"); t("abxy".rstrip, "xy"); t("a".strip, 5); t("a".strip, None)
t(",".join, ["a", "b"]); t(",".join, "abc"); t(",".join, ["a", 1]); t(",".join, 5); t("".join, []); t(",".join, [str(i) for i in range(3)])
t("aXbX".replace, "X", "yy"); t("aXbX".replace, "X", "yy", 1); t("abc".replace, "", "-"); t("abc".replace, "", "-", 2); t("a".replace, 1, 2); t("a".replace, "a")
t(s.find, "o"); t(s.find, "o", 5); t(s.find, "o", 5, 7); t(s.find, "z"); t(s.rfind, "o"); t(s.index, "z"); t(s.rindex, "l"); t(s.find, 5); t(s.count, "l"); t(s.count, ""); t(s.count, "l", 3, -1); t("ééa".find, "a"); t(s.find, "o", -5); t(s.find, "", 100); t(s.find, "", 12)
t(s.startswith, "He"); t(s.startswith, ("x", "He")); t(s.startswith, 5); t(s.startswith, ("x", 5)); t(s.endswith, "ld"); t(s.endswith, "lo", 0, 5); t(s.startswith, "lo", 3)
for m in "upper lower title capitalize casefold swapcase".split(): t(getattr("hELLO wÖRLD ß ǆ it's", m))
t("ab".center, 7); t("ab".center, 6, "*"); t("abc".center, 6, "*"); t("ab".ljust, 5, "."); t("ab".rjust, 5); t("ab".center, "x"); t("ab".ljust, 5, "xx"); t("ab".ljust, 5, 5); t("ab".center, 1); t("-5".zfill, 5); t("+5".zfill, 2); t("abc".zfill, 5); t("a".zfill, "b")
t("a-b-c".partition, "-"); t("a-b-c".rpartition, "-"); t("abc".partition, "-"); t("abc".rpartition, "-"); t("a".partition, ""); t("a".partition, 5)
t("a\tb".expandtabs); t("a\tb".expandtabs, 4); t("a\tb".expandtabs, tabsize=2); t("abc".removeprefix, "a"); t("abc".removesuffix, "c"); t("abc".removesuffix, 5); t("abc".removesuffix, "")
for v in ["abc", "ABC", "aB1", "123", "", " ", "a b", "Ab Cd", "²", "½", "é", "_x", "1x", "\n", "x\u0301", "٣"]:
    print(repr(v), v.isalpha(), v.isdigit(), v.isalnum(), v.isdecimal(), v.isnumeric(), v.islower(), v.isupper(), v.isspace(), v.istitle(), v.isidentifier(), v.isprintable(), v.isascii())
t("abc".translate, {97: "x", 98: None, 99: 100}); t("abc".translate, str.maketrans("ab", "xy", "c")); t(str.maketrans, "a"); t(str.maketrans, {"a": 1, "bc": 2}); t(str.maketrans, "ab", "c"); t(str.maketrans, {"a": "x"}); t("abc".translate, 5)
t("abc".encode); t("é".encode, "ascii"); t("é".encode, "latin-1"); t("é".encode, "foo"); t("é".encode, "ascii", "ignore"); t("é\u1234".encode, "ascii", "backslashreplace"); t(b"\xff".decode); t(b"abc\xc3\xa9".decode, "utf-8"); t(b"\xe9".decode, "latin1"); t(b"\xe9".decode, "ascii"); t(b"a\xe9".decode, "utf-8", "replace")
t("{} {}".format, 1, 2); t("{0} {1} {0}".format, "a", "b"); t("{x} {y!r}".format, x=1, y="b"); t("{:>10}|{:<5}|{:^7}|".format, "a", "b", "c"); t("{0.real} {0.imag}".format, 5); t("{a[0]} {a[x]}".format, a={0: 1, "x": 2}); t("{:{}}".format, "a", 10); t("{:{w}.{p}f}".format, 3.14159, w=10, p=2)
t("{}".format); t("{a}".format); t("{0} {}".format, 1, 2); t("{} {0}".format, 1, 2); t("{".format); t("}".format); t("{{}}".format); t("{!x}".format, 1); t("{!r:}".format, "a"); t("{0[}".format, [1]); t("{0.}".format, 1); t("{:d}".format, "a"); t("{a.b}".format, a=5); t("{!}".format, 1); t("{:".format, 1); t("{!r".format, 1); t("{0!rx}".format, 1); t("{!a}".format, "é"); t("{0[0][1]}".format, [[1, 2]]); t("{0[a]x}".format, {"a": 1}); t("{:5}{:05}{:<5}".format, 1, -2, True)
t("{a}".format_map, {"a": 1}); t("{b}".format_map, {"a": 1}); t("{}".format_map, {"a": 1})
t(lambda: "%s %d %r %x" % ("a", 5, "b", 255)); t(lambda: "%(a)s %(b)d" % {"a": 1, "b": 2}); t(lambda: "%d" % "a"); t(lambda: "%d" % 3.7); t(lambda: "%s" % (1, 2)); t(lambda: "%s %s" % 1); t(lambda: "%" % ()); t(lambda: "%q" % 1); t(lambda: "%c%c" % ("a", 66)); t(lambda: "%c" % "ab"); t(lambda: "%c" % 1.5); t(lambda: "%x" % 1.5); t(lambda: "%f" % "a"); t(lambda: "%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159)); t(lambda: "%*d" % ("a", 1)); t(lambda: "%(a)s" % 5); t(lambda: "%(a" % {}); t(lambda: "abc" % 5); t(lambda: "abc" % ()); t(lambda: "abc" % {}); t(lambda: "%s" % None); t(lambda: "%5s|%-5s|%.2s" % ("abc", "abc", "abc")); t(lambda: "%%" % ()); t(lambda: "100%% %s" % "a"); t(lambda: "%r %a" % ("é", "é")); t(lambda: "%i %u" % (5, 6)); t(lambda: "%d" % True); t(lambda: "%e %g %G" % (12345.678, 1e-10, 1e20)); t(lambda: "%s" % [1, 2]); t(lambda: "%d" % 10**30); t(lambda: "%d" % float("inf")); t(lambda: "%s %s" % ("a",)); t(lambda: "%c" % -1); t(lambda: "%#x %#o %+d % d %05d" % (255, 8, 5, 5, -5)); t(lambda: "%(x)5.1f|" % {"x": 2.25}); t(lambda: "%s" % {"a": 1}); t(lambda: "%.0f" % 0.5); t(lambda: "%.3s" % "abcdef")
t(lambda: "%(a)s %s" % {"a": 1}); t(lambda: "%s %(a)s" % {"a": 1})
print(f"{5:>5}|{3.14159:.2f}|{'a'!r}|{5!s:>4}|{[1]!r:>8}|{1000000:,}|{255:#x}|{5:{'>'}{5}}")
print("abc" * 3, "abc"[1], "abc"[::-1], "abc" + "d", "b" in "abc", "abc" < "abd", "a" "b")
t(lambda: "abc" + 5); t(lambda: "abc"[5]); t(lambda: 5 in "abc"); t(lambda: "a" < 5); t(lambda: "a" * "b"); t(lambda: "a" - "b")
print(str.upper("abc"), str.join(",", ["a", "b"])); t(str.upper, 5); t(str.upper); t("a".upper, 1); t("a".foo) if False else None
print("a".__len__(), "abc".__getitem__(1), "a".__add__("b"), "a".__eq__("a"), "a".__contains__("a"), "abc".__iter__(), "a".__hash__() == hash("a"), "a".__class__, "a".__repr__(), "a".__str__(), "%s".__mod__(5)) if False else None
print("a".__len__(), "abc".__getitem__(1), "a".__add__("b"), "a".__eq__("a"), "a".__contains__("a"), "a".__hash__() == hash("a"), "a".__class__, "a".__repr__(), "a".__str__(), "%s".__mod__(5), "a".__format__(">3"))

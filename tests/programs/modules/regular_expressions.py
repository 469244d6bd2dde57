import re
tests = [
 (r"(a*)*", "aa"), (r"(a*)+", "aab"), (r"(?:(a)|b)*", "ab"), (r"(a|ab)(c|bcd)(d*)", "abcd"), (r"(\w+)\s+\1", "the the x"),
 (r"(?i)straSSe", "STRASSE"), (r"(?P<y>\d{4})-(?P<m>\d\d)", "on 2024-05 x"), (r"^\s*$", "  \n"), (r"(?m)^b$", "a\nb\nc"),
 (r"(?s)a.b", "a\nb"), (r"(?x) a  b # comment", "ab"), (r"[^a-c\]]+", "abcx]d"), (r"[]a]+", "]a]"), (r"[\d\-x]+", "12-x"),
 (r"(?<=abc)def", "abcdef"), (r"(?<!abc)def", "abcdef xdef"), (r"\bfoo\b", "a foo"), (r"a{,3}b", "aaab"), (r"a{2}", "aaa"), (r"x{a}", "x{a}"),
 (r"(a)?b(?(1)c|d)", "abc bd"), (r"(?>a+)b", "aaab"), (r"a++b", "aaab"), (r"é+", "caféé"), (r"\w+", "naïve café 日本"), (r".", "日"), (r"(?a)\w+", "naïve"),
 (r"(a+?)(b*)$", "aaabb"), (r"(?:a|b)*?c", "ababc"), (r"((a)|(b))+", "abab"), (r"(a(b)?)+", "aba"), (r"\d+(?=px)", "12em 34px"), (r"\d+(?!px)", "12px"),
 (r"", ""), (r"()", "x"), (r"(x?)*y", "xxy"), (r"(?:x?){3}y", "xy"), (r"(a{1,2}){2,}", "aaaaa"), (r"\x41\u0042\101", "ABA"), (r"[\x41-\x43]+", "ABCD"), 
 (r"(?i)[a-z]+", "ABCſK"), (r"(?i)ß", "ẞ"), (r"(?i:a)b", "Ab"), (r"(?-i:a)", "a"), (r"$", "a\n"), (r"\Z", "a\n"), (r"\A\d", "1"), (r"[\w.]+@[\w.]+", "x me@ex.com y"),
 (r"(?P<q>['\"])(.*?)(?P=q)", "say 'hi' \"x\""), (r"\$(\d+)\.(\d\d)", "cost $12.50"), (r"(\d+)(?:,(\d+))*", "1,2,3"), (r"(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)\10", "abcdefghijj"),
 (r"(a)|b", "b"), (r"(?:a(?=b)|ab)c", "abc"), (r"(?=(\w+))\1:", "abc:"), (r"\s*(\S+)\s*=\s*(.*?)\s*$", " key = some value  "), (r"a.*b.*c", "axbxxcxbxc"), (r"(?:.*?,){2}(.*)", "a,b,c,d"),
]
for p, s in tests:
    for f in ("match", "search", "fullmatch"):
        m = getattr(re, f)(p, s)
        print(repr(p), f, m and (m.span(), m.groups(), m.lastindex, m.lastgroup, m.groupdict()))
    print(re.findall(p, s), [m.span() for m in re.finditer(p, s)], re.split(p, s), re.sub(p, "<>", s), re.subn(p, r"[\g<0>]", s))
bad = [r"(", r")", r"[", r"a**", r"*", r"(?P<a", r"(?P<1>a)", r"(?P=x)", r"\1", r"(?<=a*)b", r"a{3,2}", r"\q", r"[z-a]", r"(?z)", r"a(?i)b", r"(?P<x>a)(?P<x>b)", r"(?", r"(?P", r"\x1", r"[\d-z]", "\\", r"(?(2)a)", r"(?(1)a|b|c)(x)", r"(?#", r"(?<a)", r"\N{foo}", r"(?i", r"(?:", r"(?P<>a)", r"\777", "a\n(b", r"\8", "(?-", "(?i-i:a)", "(?au:x)", "+", "a|*", "(?P>", r"\u12"]
for p in bad:
    try: print(p, re.compile(p))
    except re.error as e: print(repr(p), e, e.pos, e.lineno, e.colno)
for t in [r"\1", r"\g<1>", r"\g<x>", r"\g<", r"\g<>", r"\q", "\\", r"\9", r"\g<-1>", r"\n\t\\", r"\0", r"\101", "\\é"]:
    try: print(repr(re.sub(r"(b)(?P<x>c)?", t, "abab")))
    except (re.error, IndexError) as e: print(repr(t), type(e).__name__, e)
m = re.search(r"(?P<a>\w)(?P<b>\d)?", "-x-")
print(m, m.re, m.string, m.pos, m.endpos, m.regs, m["a"], m[2], m.start("b"), m.group("a", 0), m.groups("?"), m.groupdict(1), m.expand(r"\1-\g<b>"))
for a in [3, -1, "z", 1.5]:
    try: m.group(a)
    except (IndexError, TypeError) as e: print(type(e).__name__, e)
print(re.sub(r"\d+", lambda m: str(int(m[0]) * 2), "a1 b22 c333", 2), re.sub("x*", "-", "abxd"), re.sub("", "-", "ab"), re.split("x*", "axbc"), re.split(r"(,)|;", "a,b;c", 1))
print(re.findall(rb"\w+", b"ab \xe9 cd"), re.sub(rb"(\w)", rb"<\1>", b"ab"), re.compile(rb"a", re.I), re.compile("a", re.I | re.M), re.compile("a", re.A), re.I, repr(re.I|re.X), re.compile("x").flags)
p = re.compile("o"); print(p.search("foo", 2), p.match("foo", 1), p.search("foo", 0, 1), re.compile("^o").match("foo", 1), re.compile("o$").search("foo", 0, 2))
p = re.compile("é"); print(p.search("aéé", 2).span(), p.search("日é日").span())
for a in [(b"a", "a"), ("a", b"a"), ("a", 1), (1, "a")]:
    try: re.match(*a)
    except TypeError as e: print(e)
print(re.escape("a.b*c\n é"), re.escape(b"a.b"), re.compile("a") == re.compile("a"), hash(re.compile("a")) == hash(re.compile("a")))
print(re.match("(?:(a)|(b)|(c))*", "abc").groups(), re.match("(?:(a)|(b)|(c))*", "abc").lastindex)
print(bool(re.match("a{0}b", "b")), re.findall("a|b|", "ab"), re.findall(r"(?:)", "ab"), re.findall(r"\b", "a b"))

def t(f):
    try: r = f()
    except Exception as e: r = type(e).__name__ + ": " + str(e)
    print(repr(r) if not isinstance(r, str) or ": " not in r else r)
B = b"Hello, World \xff"
for C in (bytes, bytearray):
    b = C(B)
    for m in "capitalize lower upper swapcase title isalnum isalpha isascii isdigit islower isupper isspace istitle strip lstrip rstrip split rsplit splitlines hex expandtabs".split():
        t(lambda: getattr(b, m)())
        t(lambda: getattr(C(b"abc"), m)())
        t(lambda: getattr(C(b""), m)())
    t(lambda: b.split(b"o")); t(lambda: b.split(b"o", 1)); t(lambda: b.rsplit(b"o", 1)); t(lambda: b.split(b"")); t(lambda: b.split("o"))
    t(lambda: C(b"  a b  c ").split(None, 1)); t(lambda: C(b"  a b  c ").rsplit(None, 1)); t(lambda: b.partition(b", ")); t(lambda: b.rpartition(b"zz"))
    t(lambda: b.replace(b"l", b"LL")); t(lambda: b.replace(b"l", b"", 2)); t(lambda: b.replace(b"", b"-")); t(lambda: b.replace(b"", b"-", 3)); t(lambda: b.replace("l", b""))
    t(lambda: b.find(b"o")); t(lambda: b.find(111)); t(lambda: b.find(b"o", 5)); t(lambda: b.find(b"o", -3, -1)); t(lambda: b.rfind(b"o")); t(lambda: b.index(b"zz")); t(lambda: b.find("o")); t(lambda: b.find(300)); t(lambda: b.count(b"l")); t(lambda: b.count(b"")); t(lambda: b.find(b"", 100))
    t(lambda: b.startswith(b"Hell")); t(lambda: b.startswith((b"x", b"H"))); t(lambda: b.startswith("H")); t(lambda: b.endswith(b"\xff", 1)); t(lambda: b.startswith(b"", 100))
    t(lambda: b.center(20, b"*")); t(lambda: b.ljust(20)); t(lambda: b.rjust(20, b"ab")); t(lambda: C(b"-12").zfill(6)); t(lambda: C(b"ab").center(5, b"-"))
    t(lambda: b.translate(None, b"lo")); t(lambda: b.translate(bytes(range(256)))); t(lambda: b.translate(b"x")); t(lambda: b.translate(bytes.maketrans(b"lo", b"01"))); t(lambda: b.translate(None, delete=b"H"))
    t(lambda: b.hex("-")); t(lambda: b.hex(":", 2)); t(lambda: b.hex("_", -4)); t(lambda: b.hex("ab")); t(lambda: C.fromhex("de ad BE ef")); t(lambda: C.fromhex("abc")); t(lambda: C.fromhex("zz")); t(lambda: C.fromhex(b"aa"))
    t(lambda: b.removeprefix(b"Hel")); t(lambda: b.removesuffix(b"\xff")); t(lambda: b.join([b"a", bytearray(b"b")])); t(lambda: b.join(["a"])); t(lambda: b.join(1)); t(lambda: b.decode()); t(lambda: b.decode("latin1")); t(lambda: b.decode("ascii", "replace")); t(lambda: b.decode("ascii", "backslashreplace")); t(lambda: b.decode("foo")); t(lambda: b.decode("utf-8", "foo"))
    t(lambda: C(b"%d %s %r %x") % (1, b"a", "q", 255)); t(lambda: C(b"%s") % "a"); t(lambda: C(b"%b|%5d|%-5d|%c") % (b"x", 3, 4, 65)); t(lambda: C(b"%a") % "é")
    t(lambda: b + b"x"); t(lambda: b + "x"); t(lambda: b * 2); t(lambda: b[0]); t(lambda: b[1:4]); t(lambda: b[::-1]); t(lambda: b[100]); t(lambda: b["a"]); t(lambda: 72 in b); t(lambda: b"ell" in b); t(lambda: "a" in b); t(lambda: 300 in b)
    t(lambda: C(5)); t(lambda: C(-1)); t(lambda: C([1, 2, 256])); t(lambda: C("a")); t(lambda: C("é", "utf8")); t(lambda: C("é", "ascii")); t(lambda: C("ééa", "ascii", "xmlcharrefreplace")); t(lambda: C(1.5)); t(lambda: C([1.5])); t(lambda: C(b"a", "utf8")); t(lambda: C(range(3)))
    t(lambda: b == B); t(lambda: b < b"I"); t(lambda: b < "a"); t(lambda: sorted([C(b"b"), C(b"a")])); t(lambda: list(b[:3])); t(lambda: repr(C(b"\0\n'\"\\"))); t(lambda: str(C(b"a"))); t(lambda: C(b"a\tb").expandtabs(4)); t(lambda: C(b"a\r\nb\nc\r").splitlines(True))
a = bytearray(b"abc")
a.append(100); a.extend(b"ef"); a.extend([103]); a.insert(0, 64); a.insert(-1, 33); print(a, a.pop(), a.pop(0), a); a.remove(98); a.reverse(); print(a); a[0] = 65; a[1:2] = b"XYZ"; del a[0]; print(a); a += b"q"; a *= 2; print(a); a[::2] = b"-" * len(a[::2]); print(a); del a[::2]; print(a, a.copy(), a.clear(), a)
for f in (lambda: a.append(256), lambda: a.append("a"), lambda: a.pop(), lambda: a.remove(1), lambda: a.extend("abc"), lambda: a.extend(1), lambda: a.__setitem__(0, 1), lambda: hash(a), lambda: b"a".append(1)): t(f)
t(lambda: "aé\U0001F600".encode("utf-16")); t(lambda: "aé\U0001F600".encode("utf-16-be")); t(lambda: "aé\U0001F600".encode("utf-32-le")); t(lambda: "aé\U0001F600".encode("utf-16").decode("utf-16")); t(lambda: "aé\U0001F600".encode("utf-32").decode("utf-32")); t(lambda: "é".encode("utf-8-sig")); t(lambda: b"\xef\xbb\xbfa".decode("utf-8-sig"))
try: "aéß".encode("ascii")
except UnicodeEncodeError as e: print(e, e.encoding, e.object, e.start, e.end, e.reason, e.args)
try: b"a\xff\xfe".decode()
except UnicodeDecodeError as e: print(e, e.encoding, e.object, e.start, e.end, e.reason, e.args)
for bad in (b"\xc3", b"\xe2\x82", b"\xe2\x28\xa1", b"\xf0\x90\x28", b"\x80", b"\xed\xa0\x80", b"\xf8\x88", b"a\xc3b\xe2\x82x"):
    t(lambda: bad.decode()); t(lambda: bad.decode("utf8", "replace")); t(lambda: bad.decode("utf8", "ignore")); t(lambda: bad.decode("utf8", "backslashreplace"))
print("é\u1234\U0001F600a".encode("ascii", "backslashreplace"), "é".encode("ascii", "namereplace"), "é".encode("latin1"), "é".encode(errors="ignore", encoding="ascii"))
class X:
    def __bytes__(self): return b"xx"
print(bytes(X()))

import io, logging, textwrap, os, sys
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
s = io.StringIO("héllo\nworld\n"); print(s.read(2), s.tell(), s.readline(), s.readlines(), s.read(), s.seek(0), list(s)); s.write("x"); print(repr(s.getvalue())); s.seek(1); s.write("ÉÉ"); print(repr(s.getvalue())); s.truncate(3); print(repr(s.getvalue()), s.seek(0, 2)); s.seek(6); s.write("z"); print(repr(s.getvalue()))
t(lambda: s.write(1)); t(lambda: s.seek(-1)); t(lambda: s.seek(1, 1)); t(lambda: io.StringIO(1)); s.close(); t(lambda: s.read()); print(s.closed)
b = io.BytesIO(b"abc\ndef"); print(b.read(1), b.readline(), b.tell(), b.read(), b.read(), b.getvalue(), b.seek(-2, 2), b.read()); b.write(b"!!"); print(b.getvalue(), bytes(b.getbuffer())); t(lambda: b.write("x")); x = bytearray(3); b.seek(0); print(b.readinto(x), x); t(lambda: b.fileno())
with io.StringIO() as f: print("a", 1, sep="-", file=f); print(f.getvalue().encode()); f.writelines(["x", "y"]); print(f.getvalue())
class Sub(io.StringIO):
    def write(self, s): return super().write(s.upper())
u = Sub(); u.write("abc"); u.attr = 1; print(u.getvalue(), u.attr, isinstance(u, io.StringIO), isinstance(u, io.IOBase), isinstance(u, io.TextIOBase))
for line in io.StringIO("a\nb"): print(repr(line))
log = io.StringIO(); h = logging.StreamHandler(log); h.setFormatter(logging.Formatter("%(levelname)-8s %(name)s [%(message)s]"))
lg = logging.getLogger("a.b"); lg.addHandler(h); lg.setLevel(logging.DEBUG); lg.propagate = False
lg.debug("d %s %d", "x", 3); lg.info("i"); lg.warning("w %(k)s", {"k": 1}); lg.error("e")
try: 1/0
except ZeroDivisionError: lg.exception("boom")
print("\n".join(l for l in log.getvalue().splitlines() if "File" not in l and "1/0" not in l and "~" not in l))
print(lg, logging.getLogger(), logging.getLogger("a.b") is lg, lg.isEnabledFor(5), logging.getLevelName(30), logging.getLevelName("INFO"), lg.getChild("c").name, lg.getEffectiveLevel(), lg.parent)
t(lambda: lg.setLevel("NOPE")); t(lambda: logging.Formatter("abc")); t(lambda: logging.Formatter("{message}", style="{").format(logging.makeLogRecord({"msg": "hi"})))
class F(logging.Filter):
    def filter(self, r): return "no" not in r.getMessage()
lg.addFilter(F()); lg.info("no way"); lg.info("yes"); print(log.getvalue().splitlines()[-1])
print(textwrap.fill("The quick brown fox jumped over the lazy dog and well-known state-of-the-art things -- or so they say.", 20))
print(textwrap.wrap("aaaaaaaaaaaaaaaaaaaaaaaaa bb", 10), textwrap.shorten("Hello  world this is long", 15), repr(textwrap.dedent("   a\n     b\n\n   c\n")), textwrap.indent("a\n\nb\n", "> "), textwrap.wrap("x", 0) if 0 else "")
t(lambda: textwrap.wrap("x", 0)); print(textwrap.wrap("Hello there. How are you? Fine!", 12, initial_indent="* ", subsequent_indent="  "), textwrap.fill("a b c d e f", 5, max_lines=2))

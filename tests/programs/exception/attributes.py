# Attributes that exceptions have from their classes, given or not, and what they make of the text.
for made in (AttributeError(), NameError("n"), ImportError("m", name="pkg"), OSError(), SyntaxError(), SystemExit()):
    print(type(made).__name__, [getattr(made, name, "-") for name in
                                ("name", "obj", "msg", "path", "errno", "filename", "lineno", "end_lineno", "code")])
print(OSError(2, "none", "f"), "|", OSError(2, "none", "f", None, "g"), "|", OSError("only"), "|", OSError(1, 2))
error = OSError(5, "text")
error.filename = "later"
print(error, error.args, error.errno, error.filename2)
s = SyntaxError("bad", ("dir/f.py", 1, 2, "t", 3, 4))
print(s, s.end_lineno, s.end_offset, s.text)
s.lineno = None
print(s)
s.filename, s.msg = None, "other"
print(s, SyntaxError("plain"), SyntaxError())
for details in ((1,), (1, 2, 3, 4, 5), (1, 2, 3, 4, 5, 6, 7)):
    try:
        SyntaxError("x", details)
    except TypeError as problem:
        print(problem)
print(UnicodeTranslateError("a\xe9c", 1, 2, "why"), "|", UnicodeTranslateError("abc", 1, 3, "why"))
u = UnicodeEncodeError("ascii", "a\u20ac", 1, 2, "r")
print(u)
u.reason, u.end = "changed", 4
print(u, u.start, u.object == "a\u20ac")
for arguments in (("ascii", "a", 0), (1, "a", 0, 1, "r"), ("ascii", b"a", 0, 1, "r"), ("ascii", "a", "0", 1, "r")):
    try:
        UnicodeEncodeError(*arguments)
    except TypeError as problem:
        print(problem)
stop = StopIteration(3)
stop.value = 4
print(stop.value, stop.args, StopIteration().value)
leave = SystemExit(1, 2)
print(leave.code)
leave.code = "new"
print(leave.code, leave.args)
i = ImportError("text", name="n", path="p")
i.msg = "changed"
print(i, i.args, i.name, i.path)
try:
    ImportError("x", other=1)
except TypeError as problem:
    print(problem)


class Own(OSError):
    def __init__(self, number):
        super().__init__(number, "own text")
        self.extra = number * 2


print(Own(3), Own(3).extra, Own(3).strerror, ModuleNotFoundError("m").name)

# What a SyntaxError knows: message, line, offset, text, end.
SOURCES = [
    "f(a b)", "print 1", "x = (1,\ny = 2", "if x\n  pass", "if x:\ny", "def f(a=1, b): pass", "1 = x", "f() = 1", "a + 1 += 2",
    "x = 'abc", "x = '''abc\n\n", "0777", "1abc", "a $ b", "a\u00a0b", "“a”", "del f()", "for f() in x: pass", "(a, 1) = 2",
    "with a as f(): pass", "x = {1: 2, 3}", "{1:}", "f(a=1, b)", "f(**k, *a)", "f(a for a in b, c)", "f(x=1 for x in y)", "f(None=1)",
    "f(a.b=1)", "[a, b for c in d]", "[*a for a in b]", "{**a for a in b}", "(*a)", "x = 1 if 2", "lambda *: 1", "def f(*): pass",
    "def f(**k, a): pass", "def f(a, (b, c)): pass", "from a import b,", "import a.b as c.d", "try:\n  pass\nx = 1", "class C\n  pass",
    "match x:\n  case 1\n    pass", "match x:\n  case a.b as _: pass", "x = yield = 1", "None = 1", "(a.b := 1)", "a, b: int", "f'{a b}'",
    "f'{}'", "f'{a'", "f'{a!x}'", "f'}'", "b'é'", "'a' b'b'", "'\\x4'", "'\\N{NO}'", "x = (1]", "x = 1)", "if a:\n    b\n  c",
    "  x = 1", "x = 1\n  y = 2", "if a:\n\tb\n        c", "\\ a", "a \\", "try:\n  a\nexcept A:\n  b\nexcept* B:\n  c", "async x", "class = 1",
    "f((x)=2)", "return", "def f():\n  global x\n  nonlocal x", "x = [i for i in i := 3]", "not = 1", "a not b", "x = *", "é = 1 1",
]
for source in SOURCES:
    try:
        compile(source, "<source>", "exec")
        print(repr(source), "compiles")
    except SyntaxError as error:
        print(repr(source), type(error).__name__)
        print("   ", error.msg)
        print("   ", error.lineno, error.offset, repr(error.text), error.end_lineno, error.end_offset, len(error.args))

# ast.literal_eval: literals, and nothing else.
import ast

GOOD = ["1", "-2.5", "+3", "1+2j", "-1.5-2j", "'a' 'b'", "b'x'", "(1, [2, {3: {4}}], None)", "True", "...", "set()", "{}",
        "  \t7", "(1,\n 2)", "10**2" if False else "10_000", "{'a': -1}"]
for text in GOOD:
    print(text.strip(), "->", repr(ast.literal_eval(text)))
BAD = ["x", "a+1", "1+2", "f()", "[x]", "{1: y}", "lambda: 1", "f'a'", "(1).real", "not True", "~1", "2*3", "{**{}}", "set(1)",
       "a.b", "x[0]", "[i for i in x]", "1j+1", "\n\nz"]
for text in BAD:
    try:
        print(ast.literal_eval(text))
    except ValueError as error:
        print(repr(text), str(error).split(" at 0x")[0])
    except SyntaxError as error:
        print(repr(text), type(error).__name__, error)
for text in ["(1", "1 2", "", "  1\n 2"]:
    try:
        print(ast.literal_eval(text))
    except SyntaxError as error:
        print(type(error).__name__, error.msg, error.filename, error.lineno)

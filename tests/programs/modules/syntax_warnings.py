# Expressions that are hardly what was meant: SyntaxWarning, or SyntaxError where a filter says so.
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    compile("x = 1\nif x is 5:\n    pass\nassert (x, 'a')\n", "f", "exec")
    compile("x is None", "f", "eval")
for entry in caught:
    print(entry.category.__name__, entry.message, entry.lineno, entry.filename)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    for source in ["1 is 1", "'a'()", "[1][2, 3]", "x = 5[1]", "assert (1, 2)"]:
        try:
            compile(source, "f", "exec")
        except SyntaxError as error:
            print(type(error).__name__, error.msg)

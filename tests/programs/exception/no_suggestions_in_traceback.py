# Module traceback suggests no names (the interpreter's own report does); builtins holds the constants.
import builtins
import traceback

for text in ("true", "flase", "lenn", "prnt", "[].apend", "builtins.lem"):
    try:
        eval(text)
    except (NameError, AttributeError) as e:
        print(traceback.format_exception(e)[-1].strip())
        print(traceback.format_exception_only(type(e), e))
print([getattr(builtins, name) for name in ("True", "False", "None")])

# importlib: modules by name, and what is not there.
import importlib
import importlib.util
import sys

math = importlib.import_module("math")
print(math.sqrt(4), importlib.import_module("os.path").join("a", "b"))
print(importlib.util.find_spec("json").name, importlib.util.find_spec("no_such_module"))
for name, package in [("no_such", None), (".x", None), ("json.nothing", None)]:
    try:
        importlib.import_module(name, package)
    except (ImportError, TypeError) as error:
        print(type(error).__name__, error)
print(importlib.util.resolve_name(".b", "a"), importlib.util.resolve_name("..c", "a.b"))
print(importlib.reload(math) is math, "math" in sys.modules)
from json.decoder import JSONDecodeError
import json
print(JSONDecodeError is json.JSONDecodeError)

import sys
import import_package
import import_package.inner
import import_package.inner.deep as deep
from import_package import first, renamed
from import_package.inner import answer
import import_helper as helper
from import_helper import show, public as p
from import_helper import *
import math, time
from math import sqrt, pi as PI

print(import_package.renamed, renamed, first.function(), answer, deep.answer, import_package.inner.value)
print(helper.public, show(), p, public, sqrt(9), PI, math.floor(2.5))
print("_private" in globals(), helper._private, helper.__name__, helper.__doc__, import_package.__doc__)
helper.public = 50
print(show(), public)
import import_circular_a
print(import_circular_a.read(), import_circular_a.x)
for i in range(2):
    try:
        import import_broken
    except ZeroDivisionError as e:
        print("broken:", e, "import_broken" in sys.modules)
for source in ("import no_such_module", "from import_helper import nothing", "import import_helper.sub", "from import_package import nope", "import math.x", "from . import x"):
    try:
        exec(source)
    except ImportError as e:
        print(type(e).__name__, str(e).split(" (")[0])
print(sys.modules["import_helper"] is helper, "import_package.first" in sys.modules, __name__)


def inside():
    import import_helper
    from import_package.first import value
    return import_helper.public + value


print(inside())
print(type(sys), hasattr(sys, "argv"), __name__ == "__main__")
from import_package import *
print(lazy)
sys.modules["injected"] = helper
import injected
print(injected.public)
del sys.modules["import_helper"]
import import_helper
print(import_helper is helper, import_helper.public)

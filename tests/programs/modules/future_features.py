# The features of __future__, and where their import may stand.
import __future__

print(__future__.all_feature_names)
print(__future__.annotations, __future__.division.getMandatoryRelease())
for source in ["x = 1\nfrom __future__ import division", "from __future__ import nothing", "from __future__ import braces",
               "'doc'\nfrom __future__ import division\nfrom __future__ import annotations",
               "def f():\n    from __future__ import division", "from __future__ import *"]:
    try:
        exec(source)
        print("fine")
    except SyntaxError as error:
        print(error.msg, error.lineno, len(error.args))

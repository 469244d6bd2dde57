"""Module `posix`: what `os` is made of, for programs that ask for it by this name."""

import os as _os

for _name in dir(_os):
    if not _name.startswith("_") and _name not in ("path", "PathLike", "fspath"):
        globals()[_name] = getattr(_os, _name)

del _name

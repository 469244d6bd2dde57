"""Names against patterns of shells."""
import re

__all__ = ["filter", "fnmatch", "fnmatchcase", "translate"]


def translate(pat):
    out = []
    at, size = 0, len(pat)
    while at < size:
        c = pat[at]
        at += 1
        if c == "*":
            if not out or out[-1] != ".*":
                out.append(".*")
        elif c == "?":
            out.append(".")
        elif c == "[":
            end = at
            if end < size and pat[end] == "!":
                end += 1
            if end < size and pat[end] == "]":
                end += 1
            while end < size and pat[end] != "]":
                end += 1
            if end >= size:
                out.append("\\[")
            else:
                inner = pat[at:end].replace("\\", "\\\\")
                at = end + 1
                if inner[0] == "!":
                    inner = "^" + inner[1:]
                elif inner[0] in "^[":
                    inner = "\\" + inner
                out.append(f"[{inner}]")
        else:
            out.append(re.escape(c))
    return f"(?s:{''.join(out)})\\Z"


def fnmatchcase(name, pat):
    if isinstance(pat, bytes):
        return re.match(translate(pat.decode("latin-1")).encode("latin-1"), name) is not None
    return re.match(translate(pat), name) is not None


fnmatch = fnmatchcase


def filter(names, pat):
    return [name for name in names if fnmatchcase(name, pat)]

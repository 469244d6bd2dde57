"""Module `genericpath`: what does not depend on how paths are written."""

import _files

__all__ = ["commonprefix", "samefile", "sameopenfile", "samestat"]


def commonprefix(m):
    """The longest prefix of all of them: characters, or items of lists."""
    if not m:
        return ""
    if not isinstance(m[0], (list, tuple)):
        import os
        m = tuple(map(os.fspath, m))
    low, high = min(m), max(m)
    for index, item in enumerate(low):
        if item != high[index]:
            return low[:index]
    return low


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino and s1.st_dev == s2.st_dev


def samefile(f1, f2):
    import os
    return samestat(os.stat(f1), os.stat(f2))


def sameopenfile(fp1, fp2):
    return fp1 == fp2


def _questions(text):
    """The functions that ask about a file, given what makes a path into text."""

    def kind(path):
        try:
            return _files.kind(text(path))
        except (OSError, ValueError):
            return None

    def exists(path):
        return kind(path) is not None

    def isfile(path):
        return kind(path) == "file"

    def isdir(s):
        return kind(s) == "dir"

    def getsize(filename):
        return _files.stat(text(filename), True)[6]

    def getatime(filename):
        return _files.stat(text(filename), True)[7]

    def getmtime(filename):
        return _files.stat(text(filename), True)[8]

    def getctime(filename):
        return _files.stat(text(filename), True)[9]

    return exists, isfile, isdir, getsize, getmtime, getatime, getctime


def _splitext(p, sep, altsep, extsep):
    """Root and extension; dots at the beginning of the name belong to the root."""
    start = p.rfind(sep) + 1
    if altsep:
        start = max(start, p.rfind(altsep) + 1)
    at = p.rfind(extsep)
    if at > start and p[start:at].strip(extsep):
        return p[:at], p[at:]
    return p, p[:0]


def _check_arg_types(funcname, *args):
    kinds = {str if isinstance(arg, str) else bytes if isinstance(arg, bytes) else type(arg) for arg in args}
    for kind in kinds - {str, bytes}:
        raise TypeError("{}() argument must be str, bytes, or os.PathLike object, not {!r}".format(
            funcname, kind.__name__)) from None
    if len(kinds) > 1:
        raise TypeError("Can't mix strings and bytes in path components") from None


exists, isfile, isdir, getsize, getmtime, getatime, getctime = _questions(lambda path: __import__("os").fsdecode(path))

"""Module `os.path`: paths as text, and questions about files where the host allows them."""

import _files
import _os
from genericpath import *
from genericpath import _questions

curdir = "."
pardir = ".."
extsep = "."
sep = "/"
pathsep = ":"
defpath = "/bin:/usr/bin"
altsep = None
devnull = "/dev/null"
supports_unicode_filenames = False


def fspath(path):
    import os
    return os.fspath(path)


def _plain(path, wanted="expected str, bytes or os.PathLike object"):
    kind = type(path)
    return path if kind is str or kind is bytes else fspath(path)


def _words(path):
    """The slash, the dot and the empty text of the path's kind."""
    return (b"/", b".", b"") if isinstance(path, bytes) else ("/", ".", "")


def normcase(s):
    return _plain(s)


def isabs(s):
    s = _plain(s)
    return s.startswith(_words(s)[0])


def join(a, *p):
    a = _plain(a)
    slash, _, _ = _words(a)
    result = a
    try:
        for part in p:
            part = _plain(part)
            if part.startswith(slash):
                result = part
            elif not result or result.endswith(slash):
                result += part
            else:
                result += slash + part
    except (TypeError, AttributeError):
        for part in (a, *p):
            if not isinstance(part, (str, bytes)) and not hasattr(part, "__fspath__"):
                raise TypeError("join() argument must be str, bytes, or os.PathLike object, not {!r}".format(
                    type(part).__name__)) from None
        raise TypeError("Can't mix strings and bytes in path components") from None
    return result


def split(p):
    p = _plain(p)
    slash = _words(p)[0]
    at = p.rfind(slash) + 1
    head, tail = p[:at], p[at:]
    if head and head != slash * len(head):
        head = head.rstrip(slash)
    return head, tail


def splitext(p):
    p = _plain(p)
    slash, dot, empty = _words(p)
    start = p.rfind(slash) + 1
    at = p.rfind(dot)
    if at > start and p[start:at].strip(dot):
        return p[:at], p[at:]
    return p, empty


def splitdrive(p):
    p = _plain(p)
    return p[:0], p


def basename(p):
    p = _plain(p)
    return p[p.rfind(_words(p)[0]) + 1:]


def dirname(p):
    return split(p)[0]


def islink(path):
    try:
        return _files.stat(_files_text(path), False)[0] & 0o170000 == 0o120000
    except (OSError, ValueError):
        return False


def lexists(path):
    try:
        _files.stat(_files_text(path), False)
    except (OSError, ValueError):
        return False
    return True


def ismount(path):
    return _plain(path) in ("/", b"/")


def _files_text(path):
    path = _plain(path)
    return path.decode() if isinstance(path, bytes) else path


def expanduser(path):
    path = _plain(path)
    slash = _words(path)[0]
    tilde = b"~" if isinstance(path, bytes) else "~"
    if not path.startswith(tilde):
        return path
    end = path.find(slash, 1)
    if end < 0:
        end = len(path)
    if end != 1 or "HOME" not in _os.environ:
        return path
    home = _os.environ["HOME"]
    if isinstance(path, bytes):
        home = home.encode()
    return (home.rstrip(slash) + path[end:]) or slash


def expandvars(path):
    path = _plain(path)
    if isinstance(path, bytes):
        return expandvars(path.decode()).encode()
    result = []
    at = 0
    while at < len(path):
        character = path[at]
        if character != "$":
            result.append(character)
            at += 1
            continue
        if path[at + 1:at + 2] == "{":
            end = path.find("}", at)
            name = path[at + 2:end] if end > 0 else ""
            end += 1
        else:
            end = at + 1
            while end < len(path) and (path[end].isalnum() and path[end].isascii() or path[end] == "_"):
                end += 1
            name = path[at + 1:end]
        if name and name in _os.environ:
            result.append(_os.environ[name])
            at = end
        else:
            result.append("$")
            at += 1
    return "".join(result)


def normpath(path):
    path = _plain(path)
    slash, dot, empty = _words(path)
    if path == empty:
        return dot
    root = empty
    if path.startswith(slash):
        root = slash * 2 if path.startswith(slash * 2) and not path.startswith(slash * 3) else slash
    parts = []
    for part in path.split(slash):
        if part in (empty, dot):
            continue
        if part != dot * 2 or (not root and not parts) or (parts and parts[-1] == dot * 2):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + slash.join(parts) or dot


def abspath(path):
    path = _plain(path)
    if not isabs(path):
        here = _os.getcwd()
        path = join(here.encode() if isinstance(path, bytes) else here, path)
    return normpath(path)


def realpath(filename, *, strict=False):
    path = abspath(filename)
    slash, _, empty = _words(path)
    done = slash
    rest = [part for part in reversed(path.split(slash)) if part]
    seen = 0
    while rest:
        name = rest.pop()
        if name in ("..", b".."):
            done = dirname(done)
            continue
        there = join(done, name)
        if islink(there) and seen < 40:
            seen += 1
            target = _files.readlink(_files_text(there))
            if isinstance(path, bytes):
                target = target.encode()
            if isabs(target):
                done = slash
            rest.extend(part for part in reversed(target.split(slash)) if part and part != _words(path)[1])
            continue
        if strict:
            _files.stat(_files_text(there), False)
        done = there
    return done


def relpath(path, start=None):
    if not path:
        raise ValueError("no path specified")
    path = _plain(path)
    slash, dot, empty = _words(path)
    start = dot if start is None else _plain(start)
    here = [part for part in abspath(start).split(slash) if part]
    there = [part for part in abspath(path).split(slash) if part]
    same = len(commonprefix([here, there]))
    parts = [dot * 2] * (len(here) - same) + there[same:]
    return slash.join(parts) if parts else dot


def commonpath(paths):
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    paths = tuple(_plain(path) for path in paths)
    slash, dot, empty = _words(paths[0])
    if len({path.startswith(slash) for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split = [[part for part in path.split(slash) if part and part != dot] for path in paths]
    common = commonprefix(split)
    return (slash if paths[0].startswith(slash) else empty) + slash.join(common)


exists, isfile, isdir, getsize, getmtime, getatime, getctime = _questions(_files_text)

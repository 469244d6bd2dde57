# Arithmetic of paths in os.path, with text, bytes and objects that have a path.
import os
import os.path as p


class Place:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


print(p.join("a", "b", "/c", "d/", "e"), p.join(b"a", b"b"), p.join("", "a"), p.join("a", ""), p.join(Place("x"), "y"))
for path in ["/a/b.c", "a", "/", "//x//y", "a/", ".bashrc", "a.b.c", "..", "/a/.b", "x/..y.z"]:
    print(path, p.split(path), p.splitext(path), p.basename(path), p.dirname(path), p.normpath(path), p.isabs(path))
for path in ["a/../..", "/../a", "//a/./b//c/..", "", "./a/.", "///a"]:
    print(repr(path), p.normpath(path))
print(p.commonprefix(["abcd", "abx"]), p.commonpath(["/a/b/c", "/a/b/d", "/a/b"]), p.relpath("/a/b", "/a/c/d"))
print(p.splitdrive("/a"), p.normcase("A"), p.expanduser("a/~"), p.curdir, p.pardir, p.sep, os.sep, os.linesep == "\n")
print(os.fspath(Place("q")), os.fsencode("é"), os.fsdecode(b"\xc3\xa9"), isinstance(Place(""), os.PathLike))
print(issubclass(int, os.PathLike), p.__name__, p is os.path)
for call in [lambda: p.join("a", b"b"), lambda: p.join("a", 1), lambda: os.fspath(3), lambda: p.basename(None),
             lambda: p.commonpath([]), lambda: p.commonpath(["a", "/b"]), lambda: p.relpath(""),
             lambda: os.fspath(Place(3))]:
    try:
        print(call())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)

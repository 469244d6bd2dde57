"""Module `os`: what there is of an operating system. Files only where the host allows them."""

import _files
import _os
import abc as _abc
import posixpath as path
import sys as _sys
from _os import environ, getcwd, getpid, urandom

_sys.modules["os.path"] = path

name = "posix"
sep = "/"
altsep = None
extsep = "."
linesep = "\n"
pathsep = ":"
curdir = "."
pardir = ".."
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
error = OSError

F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
O_RDONLY, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0, 1, 2, 64, 128, 512, 1024
O_NOCTTY, O_NONBLOCK, O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC = 256, 2048, 65536, 131072, 524288
EX_OK = 0

supports_bytes_environ = False
supports_dir_fd = set()
supports_effective_ids = set()
supports_fd = set()
supports_follow_symlinks = set()


class PathLike(_abc.ABC):
    """What has a path, as __fspath__ says."""

    @_abc.abstractmethod
    def __fspath__(self):
        raise NotImplementedError

    @classmethod
    def __subclasshook__(cls, subclass):
        if cls is PathLike:
            for base in subclass.__mro__:
                if "__fspath__" in base.__dict__:
                    return base.__dict__["__fspath__"] is not None or NotImplemented
        return NotImplemented

    def __class_getitem__(cls, item):
        import types
        return types.GenericAlias(cls, item)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        result = kind.__fspath__(path)
    except AttributeError:
        if hasattr(kind, "__fspath__"):
            raise
        raise TypeError("expected str, bytes or os.PathLike object, not " + kind.__name__) from None
    if isinstance(result, (str, bytes)):
        return result
    raise TypeError("expected {}.__fspath__() to return str or bytes, not {}".format(
        kind.__name__, type(result).__name__))


path.fspath = fspath


def _text(value):
    value = fspath(value)
    return value.decode() if isinstance(value, bytes) else value


def fsencode(filename):
    filename = fspath(filename)
    return filename.encode() if isinstance(filename, str) else filename


def fsdecode(filename):
    filename = fspath(filename)
    return filename.decode() if isinstance(filename, bytes) else filename


def getenv(key, default=None):
    if not isinstance(key, str):
        raise TypeError(f"str expected, not {type(key).__name__}")
    return environ.get(key, default)


def putenv(key, value):
    environ[key] = value


def unsetenv(key):
    environ.pop(key, None)


def getppid():
    return 1


def getlogin():
    return environ.get("LOGNAME", "user")


def getuid():
    return 0


geteuid = getgid = getegid = getuid


def cpu_count():
    return 1


def strerror(number):
    return _files.message(number)


def umask(mask):
    return 18


def get_terminal_size(fd=1):
    return terminal_size((80, 24))


def isatty(fd):
    return False


def uname():
    return uname_result(("Linux", "localhost", "", "", "x86_64"))


class _Record(tuple):
    """A tuple whose items have names."""

    _names = ()

    def __getattr__(self, name):
        names = type(self)._names
        if name in names:
            return self[names.index(name)]
        raise AttributeError("'{}' object has no attribute '{}'".format(type(self).__name__, name))

    def __repr__(self):
        parts = ", ".join("{}={!r}".format(name, item) for name, item in zip(type(self)._names, self))
        return "os.{}({})".format(type(self).__name__, parts)


class terminal_size(_Record):
    _names = ("columns", "lines")


class uname_result(_Record):
    _names = ("sysname", "nodename", "release", "version", "machine")


class stat_result(_Record):
    _names = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime",
              "st_ctime")

    st_atime_ns = property(lambda self: int(self.st_atime * 10**9))
    st_mtime_ns = property(lambda self: int(self.st_mtime * 10**9))
    st_ctime_ns = property(lambda self: int(self.st_ctime * 10**9))


def stat(path, *, dir_fd=None, follow_symlinks=True):
    return stat_result(_files.stat(_text(path), follow_symlinks))


def lstat(path, *, dir_fd=None):
    return stat(path, follow_symlinks=False)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    try:
        stat(path)
    except OSError:
        return False
    return True


def listdir(path="."):
    return _files.listdir(_text(path))


def mkdir(path, mode=0o777, *, dir_fd=None):
    _files.mkdir(_text(path))


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = path.split(fspath(name))
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        makedirs(head, mode, True)
        if tail == curdir:
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def remove(path, *, dir_fd=None):
    _files.remove(_text(path))


unlink = remove


def rmdir(path, *, dir_fd=None):
    _files.rmdir(_text(path))


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _files.rename(_text(src), _text(dst))


replace = rename


def renames(old, new):
    head, tail = path.split(new)
    if head and tail and not path.exists(head):
        makedirs(head)
    rename(old, new)


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    _files.symlink(_text(src), _text(dst))


def readlink(path, *, dir_fd=None):
    return _files.readlink(_text(path))


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    stat(path)


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    stat(path)


class DirEntry:
    """An entry of a folder."""

    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return "<DirEntry {!r}>".format(self.name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path) and (follow_symlinks or not path.islink(self.path))

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path) and (follow_symlinks or not path.islink(self.path))

    def is_symlink(self):
        return path.islink(self.path)

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)

    def inode(self):
        return self.stat(follow_symlinks=False).st_ino


class _Scan:
    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *details):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path="."):
    folder = _text(path)
    return _Scan([DirEntry(folder, name) for name in _files.listdir(folder)])


def walk(top, topdown=True, onerror=None, followlinks=False):
    _sys.audit("os.walk", top, topdown, onerror, followlinks) if hasattr(_sys, "audit") else None
    yield from _walk(fspath(top), topdown, onerror, followlinks)


def _walk(top, topdown, onerror, followlinks):
    try:
        names = listdir(top)
    except OSError as problem:
        if onerror is not None:
            onerror(problem)
        return
    folders, files = [], []
    for name in names:
        (folders if path.isdir(path.join(top, name)) else files).append(name)
    if topdown:
        yield top, folders, files
    for name in folders:
        inner = path.join(top, name)
        if followlinks or not path.islink(inner):
            yield from _walk(inner, topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


def get_exec_path(env=None):
    return (environ if env is None else env).get("PATH", defpath).split(pathsep)


def open(path, flags, mode=0o777, *, dir_fd=None):
    import _descriptors
    return _descriptors.of(_text(path), flags)


def close(fd):
    import _descriptors
    _descriptors.close(fd)


def read(fd, n, /):
    import _descriptors
    return _descriptors.read(fd, n)


def write(fd, data, /):
    import _descriptors
    return _descriptors.write(fd, bytes(data))


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    import io
    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def _refuse(what):
    def refused(*args, **kwargs):
        raise NotImplementedError("os.{} is not supported".format(what))
    refused.__name__ = what
    return refused


system = _refuse("system")
chdir = _refuse("chdir")
kill = _refuse("kill")


def _exit(status):
    raise SystemExit(status)


def abort():
    raise SystemExit(134)

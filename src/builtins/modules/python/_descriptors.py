"""Numbers for files, as `os.open` gives them: each stands for a path and a position, no more."""

import _files

_open = {}


def of(path, flags):
    """A new number; the file is made, emptied or refused as the flags say."""
    there = _files.kind(path)
    if flags & 64:
        if there and flags & 128:
            raise FileExistsError(17, "File exists", path)
        if not there:
            _files.write(path, b"", False)
    elif not there:
        raise FileNotFoundError(2, "No such file or directory", path)
    if flags & 512:
        _files.write(path, b"", False)
    number = 3
    while number in _open:
        number += 1
    _open[number] = [path, 0]
    return number


def path(number):
    return _known(number)[0]


def _known(number):
    try:
        return _open[number]
    except KeyError:
        raise OSError(9, "Bad file descriptor") from None


def close(number):
    _known(number)
    del _open[number]


def read(number, size):
    entry = _known(number)
    found = _files.read(entry[0])[entry[1]:entry[1] + size]
    entry[1] += len(found)
    return found


def write(number, data):
    entry = _known(number)
    content = bytearray(_files.read(entry[0]))
    content[entry[1]:entry[1] + len(data)] = data
    _files.write(entry[0], bytes(content), False)
    entry[1] += len(data)
    return len(data)

"""Lines of source files."""

cache = {}


def getlines(filename, module_globals=None):
    if filename not in cache:
        try:
            with open(filename) as file:
                cache[filename] = file.readlines()
        except (OSError, UnicodeDecodeError):
            return []
    found = cache[filename]
    return found[2] if isinstance(found, tuple) else found


def getline(filename, lineno, module_globals=None):
    lines = getlines(filename, module_globals)
    return lines[lineno - 1] if 1 <= lineno <= len(lines) else ""


def clearcache():
    cache.clear()


def checkcache(filename=None):
    pass


def lazycache(filename, module_globals):
    return False

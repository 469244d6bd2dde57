"""Containers: deque, defaultdict, OrderedDict, Counter, namedtuple, ChainMap."""
import sys as _sys

import _iterators

__all__ = ["ChainMap", "Counter", "OrderedDict", "UserDict", "UserList", "UserString", "defaultdict", "deque",
           "namedtuple"]
_keywords = frozenset("""False None True and as assert async await break class continue def del elif else except
finally for from global if import in is lambda nonlocal not or pass raise return try while with yield""".split())
_missing = object()
# The objects whose texts are being made: inside themselves they are shown as dots.
_shown = set()


def _generic(cls, item):
    import types
    return types.GenericAlias(cls, item)


def _count_elements(mapping, iterable):
    get = mapping.get
    for key in iterable:
        mapping[key] = get(key, 0) + 1


class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **keywords):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        super().__init__(*args, **keywords)
        self.default_factory = default_factory

    def __missing__(self, *args):
        if len(args) != 1:
            raise TypeError(f"defaultdict.__missing__() takes exactly one argument ({len(args)} given)")
        key, = args
        if self.default_factory is None:
            raise KeyError(key)
        value = self[key] = self.default_factory()
        return value

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __reduce__(self):
        arguments = () if self.default_factory is None else (self.default_factory,)
        return type(self), arguments, None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = self.copy()
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self.default_factory, other)
        made.update(self)
        return made

    __class_getitem__ = classmethod(_generic)

    def __repr__(self):
        key = id(self)
        if key in _shown:
            factory = "..."
        else:
            _shown.add(key)
            try:
                factory = repr(self.default_factory)
            finally:
                _shown.discard(key)
        return "%s(%s, %s)" % (type(self).__name__, factory, dict.__repr__(self))


class OrderedDict(dict):
    def __init__(self, other=(), /, **keywords):
        OrderedDict.update(self, other, **keywords)

    def update(*args, **keywords):
        self, *args = args
        if len(args) > 1:
            raise TypeError(f"update() takes at most 1 positional argument ({len(args)} given)")
        other = args[0] if args else ()
        mapping = isinstance(other, dict) or hasattr(other, "keys")
        if mapping and type(self).__setitem__ is dict.__setitem__:
            dict.update(self, other, **keywords)
            return
        # The subclass wants to see every item.
        if mapping:
            for key in other.keys():
                self[key] = other[key]
        else:
            for pair in other:
                if type(pair) is not tuple:
                    pair = tuple(pair)
                if len(pair) < 2:
                    plural = "" if len(pair) == 1 else "s"
                    raise ValueError(f"need more than {len(pair)} value{plural} to unpack")
                key, value = pair
                self[key] = value
        for key, value in keywords.items():
            self[key] = value

    def move_to_end(self, key, last=True):
        value = dict.__getitem__(self, key)
        if last:
            dict.__delitem__(self, key)
            dict.__setitem__(self, key, value)
        else:
            dict.__delitem__(self, key)
            rest = list(dict.items(self))
            dict.clear(self)
            dict.__setitem__(self, key, value)
            dict.update(self, rest)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(dict.__reversed__(self)) if last else next(dict.__iter__(self))
        return key, dict.pop(self, key)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def __reduce__(self):
        return type(self), (), vars(self).copy() or None, None, iter(self.items())

    def __or__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(self)
        made.update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, dict):
            return NotImplemented
        made = type(self)(other)
        made.update(self)
        return made

    def __ior__(self, other):
        self.update(other)
        return self

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return dict.__eq__(self, other) and list(self) == list(other)
        return dict.__eq__(self, other)

    def __ne__(self, other):
        equal = self.__eq__(other)
        return equal if equal is NotImplemented else not equal

    __hash__ = None
    __class_getitem__ = classmethod(_generic)

    def __repr__(self):
        if not self:
            return "%s()" % (type(self).__name__,)
        key = id(self)
        if key in _shown:
            return "..."
        _shown.add(key)
        try:
            return "%s(%r)" % (type(self).__name__, list(self.items()))
        finally:
            _shown.discard(key)


class Counter(dict):
    def __init__(self, iterable=None, /, **keywords):
        super().__init__()
        self.update(iterable, **keywords)

    def __missing__(self, key):
        return 0

    def total(self):
        return sum(self.values())

    def most_common(self, n=None):
        pairs = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        if n is None:
            return pairs
        # As CPython asks a heap for its largest items: compared first, then counted.
        return pairs if n >= len(pairs) and range(n) else pairs[:len(range(n))]

    def elements(self):
        for key, count in self.items():
            for _ in range(count):
                yield key

    def update(self, iterable=None, /, **keywords):
        if iterable is not None:
            if isinstance(iterable, dict) or hasattr(iterable, "keys"):
                if self:
                    for key, count in iterable.items():
                        self[key] = count + self.get(key, 0)
                else:
                    # The first counts may be anything.
                    dict.update(self, iterable)
            else:
                get = self.get
                for key in iterable:
                    self[key] = get(key, 0) + 1
        if keywords:
            self.update(keywords)

    def subtract(self, iterable=None, /, **keywords):
        if iterable is not None:
            if isinstance(iterable, dict) or hasattr(iterable, "keys"):
                for key, count in iterable.items():
                    self[key] = self.get(key, 0) - count
            else:
                for key in iterable:
                    self[key] = self.get(key, 0) - 1
        for key, count in keywords.items():
            self[key] = self.get(key, 0) - count

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __reduce__(self):
        return type(self), (dict(self),)

    def __delitem__(self, key):
        if key in self:
            super().__delitem__(key)

    def __repr__(self):
        if not self:
            return "%s()" % (type(self).__name__,)
        try:
            shown = dict(self.most_common())
        except TypeError:
            # Counts that cannot be compared stay in their order.
            shown = dict(self)
        return "%s(%r)" % (type(self).__name__, shown)

    def _combined(self, other, combine):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for key in list(self) + [k for k in other if k not in self]:
            count = combine(self[key], other[key])
            if count > 0:
                result[key] = count
        return result

    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b)

    def __or__(self, other):
        return self._combined(other, lambda a, b: b if a < b else a)

    def __and__(self, other):
        return self._combined(other, lambda a, b: a if a < b else b)

    def __pos__(self):
        return self._combined(Counter(), lambda a, b: a)

    def __neg__(self):
        return Counter()._combined(self, lambda a, b: a - b)

    def _keep_positive(self):
        for key in [key for key, count in self.items() if not count > 0]:
            del self[key]
        return self

    def __iadd__(self, other):
        for key, count in other.items():
            self[key] += count
        return self._keep_positive()

    def __isub__(self, other):
        for key, count in other.items():
            self[key] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for key, count in other.items():
            if count > self[key]:
                self[key] = count
        return self._keep_positive()

    def __iand__(self, other):
        for key, count in self.items():
            least = other[key]
            if least < count:
                self[key] = least
        return self._keep_positive()

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all([self[k] == other[k] for c in (self, other) for k in c])

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all([self[k] <= other[k] for c in (self, other) for k in c])

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all([self[k] >= other[k] for c in (self, other) for k in c])

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    __hash__ = None


class deque:
    __abc_tpflags__ = 1 << 5  # matched as a sequence
    __module__ = "collections"

    def __new__(cls, *args, **keywords):
        self = object.__new__(cls)
        # Live are the items from `_head` on; the places before it are spare.
        self._items = []
        self._head = 0
        self._maxlen = None
        return self

    def __init__(self, iterable=(), maxlen=None):
        if maxlen is not None:
            if not isinstance(maxlen, int):
                raise TypeError("an integer is required")
            if maxlen < 0:
                raise ValueError("maxlen must be non-negative")
        self._items = []
        self._head = 0
        self._maxlen = maxlen
        self.extend(iterable)

    @property
    def maxlen(self):
        return self._maxlen

    def append(self, x):
        self._items.append(x)
        if self._maxlen is not None and len(self._items) - self._head > self._maxlen:
            self.popleft()

    def appendleft(self, x):
        if self._head == 0:
            spare = len(self._items) + 8
            self._items[0:0] = [None] * spare
            self._head = spare
        self._head -= 1
        self._items[self._head] = x
        if self._maxlen is not None and len(self._items) - self._head > self._maxlen:
            self.pop()

    def pop(self):
        if len(self._items) == self._head:
            raise IndexError("pop from an empty deque")
        return self._items.pop()

    def popleft(self):
        items = self._items
        head = self._head
        if len(items) == head:
            raise IndexError("pop from an empty deque")
        item = items[head]
        items[head] = None
        head += 1
        if head > 32 and head * 2 > len(items):
            del items[:head]
            head = 0
        self._head = head
        return item

    def extend(self, iterable):
        for x in list(iterable) if iterable is self else iterable:
            self.append(x)

    def extendleft(self, iterable):
        for x in list(iterable) if iterable is self else iterable:
            self.appendleft(x)

    def clear(self):
        self._items = []
        self._head = 0

    def copy(self):
        return type(self)(self) if self._maxlen is None else type(self)(self, self._maxlen)

    __copy__ = copy

    def __reduce__(self):
        state = {name: value for name, value in vars(self).items() if name not in ("_items", "_head", "_maxlen")}
        return type(self), () if self._maxlen is None else ((), self._maxlen), state or None, iter(self)

    def _live(self):
        return self._items[self._head:]

    def _unchanged(self, size):
        if len(self._items) - self._head != size:
            raise RuntimeError("deque mutated during iteration")

    def count(self, x):
        live = self._live()
        found = live.count(x)
        self._unchanged(len(live))
        return found

    def index(self, x, *bounds):
        live = self._live()
        try:
            found = live.index(x, *bounds)
        except ValueError:
            found = -1
        self._unchanged(len(live))
        if found < 0:
            raise ValueError("%r is not in deque" % (x,))
        return found

    def insert(self, i, x):
        if self._maxlen is not None and len(self) >= self._maxlen:
            raise IndexError("deque already at its maximum size")
        live = self._live()
        live.insert(i, x)
        self._items, self._head = live, 0

    def remove(self, x):
        live = self._live()
        size = len(live)
        try:
            live.remove(x)
        except ValueError:
            if len(self) != size:
                raise IndexError("deque mutated during remove().") from None
            raise ValueError("%r is not in deque" % (x,)) from None
        if len(self) != size:
            raise IndexError("deque mutated during remove().")
        self._items, self._head = live, 0

    def reverse(self):
        self._items, self._head = self._live()[::-1], 0

    def rotate(self, n=1):
        live = self._live()
        if live:
            n %= len(live)
            self._items, self._head = live[-n:] + live[:-n] if n else live, 0

    def __len__(self):
        return len(self._items) - self._head

    def __bool__(self):
        return len(self._items) > self._head

    def _place(self, i):
        size = len(self._items) - self._head
        if not isinstance(i, int):
            if not hasattr(i, "__index__"):
                raise TypeError("sequence index must be integer, not '%s'" % (type(i).__name__,))
            i = i.__index__()
        if i < 0:
            i += size
        if not 0 <= i < size:
            raise IndexError("deque index out of range")
        return i + self._head

    def __getitem__(self, i):
        return self._items[self._place(i)]

    def __setitem__(self, i, x):
        self._items[self._place(i)] = x

    def __delitem__(self, i):
        del self._items[self._place(i)]

    def __iter__(self):
        return _iterators.deque_iterator(self, self._items, self._head, False)

    def __reversed__(self):
        return _iterators.deque_iterator(self, self._items, self._head, True)

    def __contains__(self, x):
        live = self._live()
        found = x in live
        self._unchanged(len(live))
        return found

    def __eq__(self, other):
        return self._live() == other._live() if isinstance(other, deque) else NotImplemented

    def __ne__(self, other):
        return self._live() != other._live() if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return self._live() < other._live() if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return self._live() <= other._live() if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return self._live() > other._live() if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return self._live() >= other._live() if isinstance(other, deque) else NotImplemented

    __hash__ = None
    __class_getitem__ = classmethod(_generic)

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError('can only concatenate deque (not "%s") to deque' % (type(other).__name__,))
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, n):
        if not hasattr(n, "__index__"):
            return NotImplemented
        made = self.copy()
        made._multiply(n)
        return made

    __rmul__ = __mul__

    def __imul__(self, n):
        if not hasattr(n, "__index__"):
            return NotImplemented
        self._multiply(n)
        return self

    def _multiply(self, n):
        live = self._live() * n
        if self._maxlen is not None and len(live) > self._maxlen:
            live = live[len(live) - self._maxlen:]
        self._items, self._head = live, 0

    def __repr__(self):
        key = id(self)
        if key in _shown:
            return "[...]"
        _shown.add(key)
        try:
            if self._maxlen is None:
                return "%s(%r)" % (type(self).__name__, self._live())
            return "%s(%r, maxlen=%d)" % (type(self).__name__, self._live(), self._maxlen)
        finally:
            _shown.discard(key)


def _refuse_set(self, value):
    raise AttributeError("can't set attribute")


def _refuse_delete(self):
    raise AttributeError("can't delete attribute")


def _field(index, name):
    doc = "Alias for field number %d" % index
    return property(lambda self: tuple.__getitem__(self, index), _refuse_set, _refuse_delete, doc)


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    if isinstance(field_names, str):
        field_names = field_names.replace(",", " ").split()
    field_names = [str(name) for name in field_names]
    typename = str(typename)
    if rename:
        seen = set()
        for index, name in enumerate(field_names):
            if not name.isidentifier() or name in _keywords or name.startswith("_") or name in seen:
                field_names[index] = "_%d" % index
            seen.add(name)
    for name in [typename] + field_names:
        if not name.isidentifier():
            raise ValueError("Type names and field names must be valid identifiers: %r" % (name,))
        if name in _keywords:
            raise ValueError("Type names and field names cannot be a keyword: %r" % (name,))
    seen = set()
    for name in field_names:
        if name.startswith("_") and not rename:
            raise ValueError("Field names cannot start with an underscore: %r" % (name,))
        if name in seen:
            raise ValueError("Encountered duplicate field name: %r" % (name,))
        seen.add(name)
    fields = tuple(field_names)
    defaults = () if defaults is None else tuple(defaults)
    if len(defaults) > len(fields):
        raise TypeError("Got more default values than field names")
    field_defaults = dict(zip(fields[len(fields) - len(defaults):], defaults))
    arguments = ", ".join(fields)
    if len(fields) == 1:
        arguments += ","
    scope = {"_tuple_new": tuple.__new__, "__name__": "namedtuple_" + typename}
    __new__ = eval("lambda _cls, %s: _tuple_new(_cls, (%s))" % (arguments, arguments), scope)
    __new__.__name__ = "__new__"
    __new__.__qualname__ = typename + ".__new__"
    if defaults:
        __new__.__defaults__ = defaults

    def _make(cls, iterable):
        made = tuple.__new__(cls, iterable)
        if len(made) != len(fields):
            raise TypeError("Expected %d arguments, got %d" % (len(fields), len(made)))
        return made

    def _replace(self, /, **changes):
        result = self._make([changes.pop(name, value) for name, value in zip(fields, self)])
        if changes:
            raise ValueError("Got unexpected field names: %r" % (list(changes),))
        return result

    def _asdict(self):
        return dict(zip(fields, self))

    def __repr__(self):
        shown = ", ".join(["%s=%r" % pair for pair in zip(fields, self)])
        return type(self).__name__ + "(" + shown + ")"

    for method in (_make, _replace, _asdict, __repr__):
        method.__qualname__ = "%s.%s" % (typename, method.__name__)
    namespace = {
        "__doc__": typename + "(" + ", ".join(fields) + ")",
        "__slots__": (),
        "_fields": fields,
        "_field_defaults": field_defaults,
        "__new__": __new__,
        "_make": classmethod(_make),
        "_replace": _replace,
        "__repr__": __repr__,
        "_asdict": _asdict,
        "__match_args__": fields,
        "__getnewargs__": lambda self: tuple(self),
    }
    for index, name in enumerate(fields):
        namespace[name] = _field(index, name)
    if module is None:
        try:
            module = _sys._getframe(1).f_globals.get("__name__", "__main__")
        except ValueError:
            module = "__main__"
    namespace["__module__"] = module
    return type(typename, (tuple,), namespace)


def __getattr__(name):
    if name == "abc":
        import collections.abc as abc
        return abc
    if name in ("ChainMap", "UserDict", "UserList", "UserString"):
        import _user_containers
        found = globals()[name] = getattr(_user_containers, name)
        return found
    raise AttributeError(f"module 'collections' has no attribute {name!r}")

"""Ranges with bounds or lengths beyond 64 bits. They pass for ranges, and are slow."""
import builtins as _builtins
from operator import index as _index
from sys import maxsize as _most

_LONG = "Python int too large to convert to C ssize_t"


def indices(bounds, length):
    """`slice.indices` for any length."""
    step = 1 if bounds.step is None else _index(bounds.step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    if length < 0:
        raise ValueError("length should not be negative")
    least, most = (-1, length - 1) if step < 0 else (0, length)

    def place(bound, otherwise):
        if bound is None:
            return otherwise
        bound = _index(bound)
        return max(bound + length, least) if bound < 0 else min(bound, most)

    return place(bounds.start, most if step < 0 else least), place(bounds.stop, least if step < 0 else most), step


class longrange_iterator:
    __slots__ = ("_next", "_step", "_left")

    def __init__(self, start, step, length):
        self._next, self._step, self._left = start, step, length

    def __iter__(self):
        return self

    def __next__(self):
        if self._left <= 0:
            raise StopIteration
        self._left -= 1
        item = self._next
        self._next = item + self._step
        return item

    def __length_hint__(self):
        return self._left


class range:
    __slots__ = ("start", "stop", "step", "_length")
    __abc_tpflags__ = 1 << 5  # matched as a sequence

    def __init__(self, start, stop, step):
        self.start, self.stop, self.step = start, stop, step
        if step > 0:
            self._length = max((stop - start + step - 1) // step, 0)
        else:
            self._length = max((start - stop - step - 1) // -step, 0)

    @property
    def __class__(self):
        return _builtins.range

    def __repr__(self):
        if self.step == 1:
            return f"range({self.start}, {self.stop})"
        return f"range({self.start}, {self.stop}, {self.step})"

    def __len__(self):
        if self._length > _most:
            raise OverflowError(_LONG)
        return self._length

    def __bool__(self):
        return self._length > 0

    def __iter__(self):
        return longrange_iterator(self.start, self.step, self._length)

    def __reversed__(self):
        return longrange_iterator(self.start + (self._length - 1) * self.step, -self.step, self._length)

    def __getitem__(self, index):
        length = self._length
        if isinstance(index, slice):
            start, stop, step = indices(index, length)
            return _builtins.range(self.start + start * self.step, self.start + stop * self.step, step * self.step)
        if not hasattr(type(index), "__index__"):
            raise TypeError(f"range indices must be integers or slices, not {type(index).__name__}")
        index = _index(index)
        if index < 0:
            index += length
        if not 0 <= index < length:
            raise IndexError("range object index out of range")
        return self.start + index * self.step

    def _place(self, value):
        """The position of a value, or -1."""
        if type(value) is int or type(value) is bool:
            place, rest = divmod(value - self.start, self.step)
            return place if rest == 0 and 0 <= place < self._length else -1
        for place, item in enumerate(self):
            if item == value:
                return place
        return -1

    def __contains__(self, value):
        return self._place(value) >= 0

    def count(self, value):
        return 1 if self._place(value) >= 0 else 0

    def index(self, value):
        place = self._place(value)
        if place < 0:
            raise ValueError(f"{value!r} is not in range")
        return place

    def _key(self):
        length = self._length
        return length, self.start if length else None, self.step if length > 1 else None

    def __eq__(self, other):
        if isinstance(other, range):
            return self._key() == other._key()
        if isinstance(other, _builtins.range):
            return self._key() == range(other.start, other.stop, other.step)._key()
        return NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return _builtins.range, (self.start, self.stop, self.step)


for _class in (range, longrange_iterator):
    _class.__module__ = "builtins"

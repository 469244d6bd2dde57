"""Iterators for efficient looping."""
from _iterators import *


class _Iterator:
    def __iter__(self):
        return self


class groupby(_Iterator):
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._group = None
        self._ready = False
        self._done = False

    def _advance(self):
        try:
            self._item = next(self._iterator)
        except StopIteration:
            self._done = True
            self._ready = False
            raise
        self._item_key = self._item if self._key is None else self._key(self._item)
        self._ready = True

    def __next__(self):
        group = self._group
        if group is None:
            self._advance()
        else:
            # The rest of the last group is skipped.
            while True:
                if not self._ready:
                    if self._done:
                        raise StopIteration
                    self._advance()
                if self._item_key != group._group_key:
                    break
                self._ready = False
        self._group = _Group(self, self._item_key)
        return (self._item_key, self._group)


class _Group(_Iterator):
    def __init__(self, owner, key):
        self._owner = owner
        self._group_key = key

    def __next__(self):
        owner = self._owner
        if owner._group is not self:
            raise StopIteration
        if not owner._ready:
            if owner._done:
                raise StopIteration
            owner._advance()
        if owner._item_key != self._group_key:
            raise StopIteration
        owner._ready = False
        return owner._item


class _Tee(_Iterator):
    def __init__(self, iterator, link):
        self._iterator = iterator
        self._link = link

    def __next__(self):
        link = self._link
        if link[1] is None:
            link[0] = next(self._iterator)
            link[1] = [None, None]
        self._link = link[1]
        return link[0]

    def __copy__(self):
        return _Tee(self._iterator, self._link)


def tee(iterable, n=2):
    iterator = iter(iterable)
    link = [None, None]
    return tuple([_Tee(iterator, link) for _ in range(n)])

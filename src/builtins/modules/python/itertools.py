"""Iterators for efficient looping, as classes with `__next__`."""


class _Iterator:
    def __iter__(self):
        return self


class count(_Iterator):
    def __init__(self, start=0, step=1):
        self._next = start
        self._step = step

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if self._step == 1:
            return "count(%r)" % (self._next,)
        return "count(%r, %r)" % (self._next, self._step)


class cycle(_Iterator):
    def __init__(self, iterable):
        self._iterator = iter(iterable)
        self._saved = []
        self._index = -1

    def __next__(self):
        index = self._index
        saved = self._saved
        if index < 0:
            for item in self._iterator:
                saved.append(item)
                return item
            if not saved:
                raise StopIteration
            index = 0
        item = saved[index]
        index += 1
        self._index = index if index < len(saved) else 0
        return item


class repeat(_Iterator):
    def __init__(self, object, times=None):
        self._object = object
        self._left = times

    def __next__(self):
        left = self._left
        if left is not None:
            if left <= 0:
                raise StopIteration
            self._left = left - 1
        return self._object

    def __length_hint__(self):
        if self._left is None:
            raise TypeError("len() of unsized object")
        return max(self._left, 0)

    def __repr__(self):
        if self._left is None:
            return "repeat(%r)" % (self._object,)
        return "repeat(%r, %d)" % (self._object, self._left)


class chain(_Iterator):
    def __init__(self, *iterables):
        self._sources = iter(iterables)
        self._current = iter(())

    @classmethod
    def from_iterable(cls, iterable):
        made = cls()
        made._sources = iter(iterable)
        return made

    def __next__(self):
        while True:
            for item in self._current:
                return item
            self._current = iter(next(self._sources))


class islice(_Iterator):
    def __init__(self, iterable, *bounds):
        if len(bounds) == 1:
            start, stop, step = 0, bounds[0], 1
        elif 2 <= len(bounds) <= 3:
            start, stop, step = bounds if len(bounds) == 3 else bounds + (1,)
        else:
            raise TypeError("islice expected at least 2 arguments, got %d" % (len(bounds) + 1))
        start = 0 if start is None else start
        step = 1 if step is None else step
        if stop is not None and (not isinstance(stop, int) or stop < 0):
            raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if start < 0:
            raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        if step < 1:
            raise ValueError("Step for islice() must be a positive integer or None.")
        self._iterator = iter(iterable)
        self._at = 0
        self._wanted = start
        self._stop = stop
        self._step = step

    def __next__(self):
        wanted, stop = self._wanted, self._stop
        if stop is not None and wanted >= stop:
            # What lies before the end is consumed all the same.
            while self._at < stop:
                self._at += 1
                next(self._iterator)
            raise StopIteration
        while self._at < wanted:
            self._at += 1
            next(self._iterator)
        item = next(self._iterator)
        self._at += 1
        self._wanted = wanted + self._step
        return item


class accumulate(_Iterator):
    def __init__(self, iterable, func=None, *, initial=None):
        self._iterator = iter(iterable)
        self._function = func
        self._initial = initial
        self._started = False

    def __next__(self):
        if not self._started:
            self._started = True
            self._total = next(self._iterator) if self._initial is None else self._initial
            return self._total
        item = next(self._iterator)
        function = self._function
        self._total = self._total + item if function is None else function(self._total, item)
        return self._total


class takewhile(_Iterator):
    def __init__(self, predicate, iterable):
        self._predicate = predicate
        self._iterator = iter(iterable)
        self._done = False

    def __next__(self):
        if self._done:
            raise StopIteration
        item = next(self._iterator)
        if self._predicate(item):
            return item
        self._done = True
        raise StopIteration


class dropwhile(_Iterator):
    def __init__(self, predicate, iterable):
        self._predicate = predicate
        self._iterator = iter(iterable)
        self._dropping = True

    def __next__(self):
        item = next(self._iterator)
        while self._dropping:
            if not self._predicate(item):
                self._dropping = False
                break
            item = next(self._iterator)
        return item


class filterfalse(_Iterator):
    def __init__(self, function, iterable):
        self._function = function
        self._iterator = iter(iterable)

    def __next__(self):
        function = self._function
        while True:
            item = next(self._iterator)
            if not (item if function is None else function(item)):
                return item


class starmap(_Iterator):
    def __init__(self, function, iterable):
        self._function = function
        self._iterator = iter(iterable)

    def __next__(self):
        return self._function(*next(self._iterator))


class compress(_Iterator):
    def __init__(self, data, selectors):
        self._data = iter(data)
        self._selectors = iter(selectors)

    def __next__(self):
        while True:
            item = next(self._data)
            if next(self._selectors):
                return item


class zip_longest(_Iterator):
    def __init__(self, *iterables, fillvalue=None):
        self._iterators = [iter(i) for i in iterables]
        self._active = len(iterables)
        self._fill = fillvalue

    def __next__(self):
        if not self._active:
            raise StopIteration
        values = []
        for index, iterator in enumerate(self._iterators):
            if iterator is None:
                values.append(self._fill)
                continue
            try:
                values.append(next(iterator))
            except StopIteration:
                self._active -= 1
                if not self._active:
                    raise
                self._iterators[index] = None
                values.append(self._fill)
        return tuple(values)


class pairwise(_Iterator):
    def __init__(self, iterable):
        self._iterator = iter(iterable)
        self._started = False

    def __next__(self):
        if not self._started:
            self._started = True
            self._last = next(self._iterator)
        item = next(self._iterator)
        pair = (self._last, item)
        self._last = item
        return pair


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


class product(_Iterator):
    def __init__(self, *iterables, repeat=1):
        self._pools = [tuple(i) for i in iterables] * repeat
        self._indices = None

    def __next__(self):
        pools = self._pools
        indices = self._indices
        if indices is None:
            for pool in pools:
                if not pool:
                    raise StopIteration
            indices = self._indices = [0] * len(pools)
        else:
            at = len(pools) - 1
            while at >= 0:
                indices[at] += 1
                if indices[at] < len(pools[at]):
                    break
                indices[at] = 0
                at -= 1
            if at < 0:
                self._pools = ((),)
                self._indices = None
                raise StopIteration
        return tuple([pool[i] for pool, i in zip(pools, indices)])


class combinations(_Iterator):
    def __init__(self, iterable, r):
        if r < 0:
            raise ValueError("r must be non-negative")
        self._pool = tuple(iterable)
        self._r = r
        self._indices = None
        self._done = r > len(self._pool)

    def __next__(self):
        if self._done:
            raise StopIteration
        pool, r, indices = self._pool, self._r, self._indices
        if indices is None:
            indices = self._indices = list(range(r))
        else:
            n = len(pool)
            i = r - 1
            while i >= 0 and indices[i] == i + n - r:
                i -= 1
            if i < 0:
                self._done = True
                raise StopIteration
            indices[i] += 1
            for j in range(i + 1, r):
                indices[j] = indices[j - 1] + 1
        return tuple([pool[i] for i in indices])


class combinations_with_replacement(_Iterator):
    def __init__(self, iterable, r):
        if r < 0:
            raise ValueError("r must be non-negative")
        self._pool = tuple(iterable)
        self._r = r
        self._indices = None
        self._done = not self._pool and r > 0

    def __next__(self):
        if self._done:
            raise StopIteration
        pool, r, indices = self._pool, self._r, self._indices
        if indices is None:
            indices = self._indices = [0] * r
        else:
            last = len(pool) - 1
            i = r - 1
            while i >= 0 and indices[i] == last:
                i -= 1
            if i < 0:
                self._done = True
                raise StopIteration
            indices[i:] = [indices[i] + 1] * (r - i)
        return tuple([pool[i] for i in indices])


class permutations(_Iterator):
    def __init__(self, iterable, r=None):
        self._pool = tuple(iterable)
        n = len(self._pool)
        self._r = n if r is None else r
        if self._r < 0:
            raise ValueError("r must be non-negative")
        self._indices = None
        self._done = self._r > n

    def __next__(self):
        if self._done:
            raise StopIteration
        pool, r, indices = self._pool, self._r, self._indices
        n = len(pool)
        if indices is None:
            indices = self._indices = list(range(n))
            self._cycles = list(range(n, n - r, -1))
            return tuple([pool[i] for i in indices[:r]])
        cycles = self._cycles
        i = r - 1
        while i >= 0:
            cycles[i] -= 1
            if cycles[i]:
                j = n - cycles[i]
                indices[i], indices[j] = indices[j], indices[i]
                return tuple([pool[k] for k in indices[:r]])
            indices[i:] = indices[i + 1:] + indices[i:i + 1]
            cycles[i] = n - i
            i -= 1
        self._done = True
        raise StopIteration

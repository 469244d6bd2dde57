"""Heaps on lists."""


def _list(heap, name, which=" 1"):
    if not isinstance(heap, list):
        raise TypeError(f"{name}() argument{which} must be list, not {type(heap).__name__}")


def _sift_down(heap, start, at):
    item = heap[at]
    while at > start:
        parent = (at - 1) >> 1
        other = heap[parent]
        if not item < other:
            break
        heap[at] = other
        at = parent
    heap[at] = item


def _sift_up(heap, at):
    end = len(heap)
    start = at
    item = heap[at]
    child = 2 * at + 1
    while child < end:
        right = child + 1
        if right < end and not heap[child] < heap[right]:
            child = right
        heap[at] = heap[child]
        at = child
        child = 2 * at + 1
    heap[at] = item
    _sift_down(heap, start, at)


def heappush(heap, item):
    _list(heap, "heappush")
    heap.append(item)
    _sift_down(heap, 0, len(heap) - 1)


def heappop(heap):
    _list(heap, "heappop", "")
    if not heap:
        raise IndexError("index out of range")
    last = heap.pop()
    if heap:
        result = heap[0]
        heap[0] = last
        _sift_up(heap, 0)
        return result
    return last


def heapreplace(heap, item):
    _list(heap, "heapreplace")
    if not heap:
        raise IndexError("index out of range")
    result = heap[0]
    heap[0] = item
    _sift_up(heap, 0)
    return result


def heappushpop(heap, item):
    _list(heap, "heappushpop")
    if heap and heap[0] < item:
        item, heap[0] = heap[0], item
        _sift_up(heap, 0)
    return item


def heapify(x):
    _list(x, "heapify", "")
    for at in range(len(x) // 2 - 1, -1, -1):
        _sift_up(x, at)


def nsmallest(n, iterable, key=None):
    return sorted(iterable, key=key)[:max(n, 0)]


def nlargest(n, iterable, key=None):
    if n <= 0:
        return []
    if n > 1000:
        return sorted(iterable, key=key, reverse=True)[:n]
    # The n largest so far, the smallest of them first in the heap; of equal ones the earlier is larger.
    items = iter(iterable)
    heap = [(value if key is None else key(value), -index, value) for index, value in zip(range(n), items)]
    if len(heap) < n:
        heap.sort(reverse=True)
        return [entry[2] for entry in heap]
    heapify(heap)
    least = heap[0][0]
    index = -n
    for value in items:
        rank = value if key is None else key(value)
        if least < rank:
            heapreplace(heap, (rank, index, value))
            least = heap[0][0]
        index -= 1
    heap.sort(reverse=True)
    return [entry[2] for entry in heap]


def merge(*iterables, key=None, reverse=False):
    """One sorted stream of several; lazily, equal items in the order of the iterables."""
    # The one whose turn is next stands last.
    waiting = []
    for order, iterable in enumerate(iterables):
        advance = iter(iterable).__next__
        try:
            value = advance()
        except StopIteration:
            continue
        waiting.append(None)
        _place(waiting, [value if key is None else key(value), order, value, advance], reverse)
    while waiting:
        entry = waiting[-1]
        yield entry[2]
        try:
            value = entry[2] = entry[3]()
        except StopIteration:
            waiting.pop()
            continue
        entry[0] = value if key is None else key(value)
        _place(waiting, entry, reverse)


def _place(waiting, entry, reverse):
    """Puts an entry in place of the last, then before those whose turn is earlier."""
    rank, order = entry[0], entry[1]
    at = len(waiting) - 1
    while at > 0:
        other = waiting[at - 1]
        if reverse:
            later = rank < other[0] or not other[0] < rank and other[1] < order
        else:
            later = other[0] < rank or not rank < other[0] and other[1] < order
        if not later:
            break
        waiting[at] = other
        at -= 1
    waiting[at] = entry

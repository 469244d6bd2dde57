# Generic classes, protocols, typed dicts and tuples, overloads.
from typing import (Generic, List, NamedTuple, NotRequired, Protocol, Required, SupportsAbs, SupportsIndex, SupportsInt,
                    TypedDict, TypeVar, assert_never, cast, final, get_overloads, is_typeddict, overload,
                    runtime_checkable)

T, K = TypeVar("T"), TypeVar("K")


class Stack(Generic[T]):
    def __init__(self):
        self.items: List[T] = []

    def push(self, item: T) -> None:
        self.items.append(item)


class IntStack(Stack[int]):
    pass


class Pair(Generic[K, T]):
    pass


stack = Stack[int]()
stack.push(1)
print(stack.items, stack.__orig_class__, Stack[int], Stack.__parameters__, Stack.__orig_bases__)
print(IntStack.__orig_bases__, IntStack.__parameters__, [c.__name__ for c in IntStack.__mro__], Pair[int, str])
for action in (lambda: Pair[int], lambda: IntStack[int], lambda: Stack[int][str]):
    try:
        print(action())
    except TypeError as error:
        print(error)


@runtime_checkable
class Closer(Protocol):
    def close(self): ...


class Point(Protocol):
    x: int


class File:
    def close(self):
        return "closed"


class Explicit(Closer):
    def __init__(self, result):
        self.result = result

    def close(self):
        return self.result


print(isinstance(File(), Closer), issubclass(File, Closer), isinstance(3, Closer), isinstance(Explicit(1), Closer))
print(Explicit(3).close(), isinstance(3, SupportsInt), isinstance("a", SupportsIndex), isinstance(1.0, SupportsAbs))
for action in (lambda: isinstance(3, Point), Closer, lambda: runtime_checkable(File)):
    try:
        action()
    except TypeError as error:
        print(error)


class Movie(TypedDict, total=False):
    title: Required[str]
    year: int


class Rated(Movie):
    stars: NotRequired[float]


print(Movie(title="a", year=1), sorted(Movie.__required_keys__), sorted(Movie.__optional_keys__), Movie.__total__)
print(list(Rated.__annotations__), is_typeddict(Rated), is_typeddict(dict), type(Rated(stars=1.0)).__name__)
try:
    isinstance({}, Movie)
except TypeError as error:
    print(error)


class Row(NamedTuple):
    name: str
    size: int = 0

    def double(self):
        return self.size * 2


print(Row("a"), Row("b", 4).double(), Row._field_defaults, list(Row.__annotations__), Row("c") == ("c", 0))
print(NamedTuple("Plain", [("a", int), ("b", str)])(1, "x"))


@overload
def twice(x: int) -> int: ...
@overload
def twice(x: str) -> str: ...
def twice(x):
    return x * 2


print(twice(2), twice("a"), len(get_overloads(twice)), cast(int, "same"))


@final
class Last:
    pass


print(Last.__final__)
try:
    assert_never(3)
except AssertionError as error:
    print(error)

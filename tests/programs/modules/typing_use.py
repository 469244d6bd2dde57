from typing import List, Dict, Optional, Union, Any, Callable, TypeVar, Generic, NamedTuple, Protocol, get_type_hints
T = TypeVar("T")
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: List[T] = []
    def push(self, x: T) -> "Stack[T]": self.items.append(x); return self
print(Stack[int]().push(1).items, list[int], dict[str, int], Optional[int], Union[int, str], int | None, List[int], Callable[[int], str], Dict[str, Any], tuple[int, ...])
class NT(NamedTuple):
    a: int
    b: str = "x"
print(NT(1), NT(1).b, NT.__annotations__)
def f(a: int, b: "str" = "") -> None: x: int = 1
print(f.__annotations__, get_type_hints(f))
x: int = 5
y: str
print(__annotations__, isinstance(5, int | str), list[int] == list[int], list[int].__origin__, list[int].__args__)

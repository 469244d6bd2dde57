# Annotations evaluated and taken apart.
from __future__ import annotations
from typing import (Annotated, Callable, ClassVar, Dict, List, Literal, Optional, Union, get_args, get_origin,
                    get_type_hints, no_type_check)


class Node:
    value: int
    children: List[Node]
    parent: Optional["Node"] = None
    count: ClassVar[int] = 0
    tagged: Annotated[int, "tag"]

    def add(self, child: Node, *more: Node, deep: bool = False) -> None:
        pass


class Leaf(Node):
    value: str


print(Node.__annotations__["children"], Node.add.__annotations__)
print(get_type_hints(Node))
print(get_type_hints(Node, include_extras=True)["tagged"])
print(get_type_hints(Leaf)["value"], get_type_hints(Node.add))
for kind in (List[int], Dict[str, int], Callable[[int], str], Callable[..., str], int | str, Union[int, str],
             Literal[1, 2], List, list[int], tuple[int, ...], int, Optional[int]):
    print(get_origin(kind), get_args(kind))


@no_type_check
def free(a: undefined):
    pass


def broken(a: undefined):
    pass


print(get_type_hints(free))
try:
    get_type_hints(broken)
except NameError as error:
    print(error)

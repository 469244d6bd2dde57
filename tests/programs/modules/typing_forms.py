# What annotations are made of: their texts, equality, substitution, and what they refuse.
import collections.abc
from typing import (Annotated, Any, Callable, ClassVar, Concatenate, Dict, Final, ForwardRef, Generic, Iterable, List,
                    Literal, NewType, Optional, ParamSpec, Sequence, Tuple, Type, TypeVar, TypeVarTuple, Union, Unpack)

T, K = TypeVar("T"), TypeVar("K", bound=int)
P, Ts = ParamSpec("P"), TypeVarTuple("Ts")
print(T, K, P, Ts, P.args, P.kwargs, TypeVar("A", int, str).__constraints__, TypeVar("C", covariant=True))
print(List[int], Dict[str, int], Optional[int], Union[int, str, None], Union[int], Tuple[int, ...], Tuple[()])
print(Callable[[int, str], bool], Callable[..., int], Literal[1, "a"], Annotated[int, "x"], ClassVar[int], Type[int])
print(Any, List, Union[int, Union[str, int]], Final[int], Concatenate[int, P], Unpack[Ts], ForwardRef("a"))
print(List[T][int], Dict[K, T][int, str], Callable[[T], K][str, bool], Optional[T][int], List["X"], Union[int, "Y"])
print(Union[int, str] == Union[str, int], List[int] == List[int], Union[int, str] == (int | str))
print(hash(List[int]) == hash(List[int]), Literal[1, 2] == Literal[2, 1], Literal[1] == Literal[True])
print(int | T, T | None, List[int] | str, Optional[int] | str, None | List[int])
print(isinstance([], List), isinstance(3, Union[int, str]), issubclass(list, Sequence), isinstance(3, Optional[str]))
UserId = NewType("UserId", int)
print(UserId, UserId(5), UserId.__supertype__, UserId.__name__, UserId | str)
for action in (lambda: isinstance([], List[int]), lambda: List[int, str], lambda: Union[()], lambda: Dict[int],
               lambda: List(), lambda: Any(), lambda: isinstance(1, Any), lambda: TypeVar("Q", int), lambda: Union(),
               lambda: Callable[int], lambda: Generic[int], lambda: T(), lambda: Optional[(int, str)]):
    try:
        print(action())
    except TypeError as error:
        print(error)
print(List.__origin__, List[int].__args__, Iterable[T].__parameters__, List[int].__origin__ is list)


class Words(List[str]):
    pass


class Table(Dict[str, T]):
    pass


print(Words(["a"]), Words.__orig_bases__, Table[int], Table.__parameters__, Table(a=1))
print(collections.abc.Callable[[int], str], list[int] | None)

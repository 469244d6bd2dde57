# Dataclasses: kinds of fields, inheritance, hashing, ordering, slots, and what is refused.
import dataclasses
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, make_dataclass, replace
from typing import ClassVar, List


@dataclass
class Item:
    name: str
    scale: InitVar[int] = 2
    tags: List[str] = field(default_factory=list, repr=False, compare=False)
    kind: ClassVar[str] = "item"
    _: KW_ONLY
    price: float = 1.0

    def __post_init__(self, scale):
        self.price *= scale


i = Item("a", 3, ["t"], price=2.0)
print(i, i.tags, Item.kind, Item.__match_args__, [f.name for f in fields(Item)], Item.__doc__)
print(replace(i, name="b", scale=1), asdict(i), astuple(i), i == Item("a", 3, price=2.0))


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0


@dataclass(frozen=True)
class Named(Version):
    name: str = "n"


print(Version(1, 2) < Version(1, 3), sorted([Version(2), Version(1, 9)]), hash(Version(1)) == hash(Version(1)))
print(Named(1), {Version(1): "x"}[Version(1)], Version(1) == Named(1))
for action in (lambda: setattr(Version(1), "major", 2), lambda: delattr(Version(1), "minor"), lambda: Version(),
               lambda: Version(1) < 3, lambda: replace(i, scale=1, extra=2), lambda: replace(i), lambda: asdict(Item),
               lambda: fields(3), lambda: hash(i)):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


@dataclass(slots=True)
class Slotted:
    x: int
    y: int = 5


s = Slotted(1)
print(s, Slotted.__slots__, hasattr(s, "__dict__"))
try:
    s.z = 1
except AttributeError as error:
    print(error)


def refuse(body):
    try:
        exec(body, {"dataclass": dataclass, "field": field, "Version": Version})
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


refuse("@dataclass\nclass A:\n  x: int = 1\n  y: int")
refuse("@dataclass\nclass A:\n  x: list = []")
refuse("@dataclass\nclass A(Version): pass")
refuse("@dataclass(order=True, eq=False)\nclass A: pass")
refuse("@dataclass(order=True)\nclass A:\n  def __lt__(self, o): pass")
refuse("@dataclass\nclass A:\n  x = field()")
refuse("field(default=1, default_factory=list)")
refuse("@dataclass(slots=True)\nclass A:\n  __slots__ = ()")
Made = make_dataclass("Made", ["a", ("b", int), ("c", int, field(default=3))], namespace={"total": lambda self: self.b})
print(Made(1, 2), Made(1, 2).total(), Made.__name__)


@dataclass
class Tree:
    value: int
    left: "Tree" = None
    extra: dict = field(default_factory=dict)


t = Tree(1, Tree(2))
t.extra["me"] = [Tree(3)]
print(asdict(t), dataclasses.is_dataclass(t), dataclasses.is_dataclass(int))
t.left = t
print(t)


@dataclass
class Custom:
    x: int

    def __init__(self):
        self.x = 9

    def __repr__(self):
        return "custom"


print(Custom(), Custom() == Custom(), Custom().x)
match Slotted(3):
    case Slotted(a, b):
        print(a, b)

# Special methods of numbers called by name, and attributes that cannot be set.
import types

print(complex(1, 2).__getnewargs__(), (5).__getnewargs__(), 2.5.__getnewargs__(), (1 + 2j).__complex__())
print((5).__rdivmod__(17), 2.5.__rdivmod__(6), complex.__lt__(1j, 2), (1j).__pos__(), (2j).__rpow__(2))
print(bool.from_bytes(b"\x00\x01", "big"), bool.from_bytes(b"\0", "little"), int.from_bytes(b"\1\0", "big"))
print(float.__getformat__("double").startswith("IEEE"))
for action in (lambda: setattr(1, "real", 2), lambda: setattr(range(1), "start", 2),
               lambda: setattr((n for n in ()), "gi_running", 1), lambda: setattr({}.keys(), "mapping", 1),
               lambda: float.__getformat__("long")):
    try:
        action()
    except (AttributeError, ValueError) as error:
        print(type(error).__name__, error)
print({1: 2}.keys().mapping, {1: 2}.values().mapping[1], list({3: 4}.items().mapping))
print({1: 2}.keys().__ror__({5}) == {1, 5}, {1: 2}.keys().__rsub__([1, 2]) == {2})
cell = types.CellType(1)
print(cell.cell_contents, cell < types.CellType(2), types.CellType() < cell, types.CellType() == types.CellType())
cell.cell_contents = [3]
print(cell.cell_contents)
try:
    types.CellType().cell_contents
except ValueError as error:
    print(error)

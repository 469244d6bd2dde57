class A:
    __slots__ = ()
class B: pass
targets = {"int": 1, "str": "", "list": [], "none": None, "func": lambda: 0, "class": B, "inst": B(), "slots": A(), "builtin": len, "method": [].append, "gen": (i for i in []), "module": __import__("math"), "type": int, "range": range(1), "float": 1.5, "bytes": b"", "dict": {}, "ellipsis": ...}
for name, target in targets.items():
    for action in [lambda: target.nope, lambda: setattr(target, "nope", 1), lambda: delattr(target, "nope2"), lambda: target(), lambda: target[0], lambda: len(target), lambda: iter(target) and None, lambda: target + 1j if not isinstance(target, (int, float)) else None, lambda: -target and None, lambda: target < None]:
        try:
            action()
        except Exception as error:
            text = str(error)
            print(name, type(error).__name__, text if "0x" not in text else "...")

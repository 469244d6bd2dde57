# UserDict, UserList, UserString and ChainMap wrap a container and keep their class.
from collections import ChainMap, UserDict, UserList, UserString
from collections.abc import Mapping, MutableMapping, MutableSequence, Sequence


class Upper(UserDict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __missing__(self, key):
        return "no " + key


u = Upper({"a": 1}, b=2)
u.update(c=3)
print(u, u["z"], "A" in u, "z" in u, u.data, sorted(u), len(u))
print(type(u.copy()).__name__, u | {"d": 4}, type(u | {}).__name__)
print(isinstance(u, MutableMapping), u.pop("A"), u.get("Q", 5), u.setdefault("new", 1), u)
words = UserList([3, 1, 2])
words.sort()
words += (9,)
print(words, words[1:], type(words[1:]).__name__, words + [4], [0] + words, words * 2, 2 in words)
print(isinstance(words, MutableSequence), words == [1, 2, 3, 9], words.index(9), words.copy().data is words.data)
text = UserString("Hello")
print(text, repr(text), text.upper(), type(text.upper()).__name__, text + "!", "<" + text, text[1:3], text == "Hello")
print(text.split("l"), text.replace("l", "L"), "ell" in text, isinstance(text, Sequence), hash(text) == hash("Hello"))
print(text.startswith("He"), text.find("l"), text * 2, UserString("%s-%d") % ("a", 1), int(UserString("12")) + 1)
chain = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(chain["a"], chain["b"], list(chain), len(chain), chain.parents, chain.new_child({"c": 9}))
chain["b"] = 10
del chain["a"]
print(chain, chain.maps, dict(chain), isinstance(chain, Mapping))
for action in (lambda: chain.pop("zz"), lambda: chain["zz"], lambda: chain.__delitem__("a")):
    try:
        action()
    except KeyError as error:
        print(error)

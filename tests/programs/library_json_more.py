import json


def attempt(f, *args, **keywords):
    try:
        print(ascii(f(*args, **keywords)))
    except Exception as error:
        print(type(error).__name__, error)


for text in ["[1,]", '{"a":1,', '{"a"', "{", "[", '{"a":1 "b"}', '"\\u12"', '"abc', '"a\\', '"\\u', "[1", "-", "tru", '{"a":}',
             '"a\tb"', "1 2", "01", "[01]", '"\\uD83D\\u12"', "[1.e5]", "", "  ", '{"a":1,}', "{1:2}", '["a" "b"]', "-Inf",
             "NaN1", "\ufeff[1]", "[é]", '["é", x]', '  [ 1 , 2 ]  ', "[1e400, -1e400, 1E5, 1e-3, -0, -0.0, 12345678901234567890]",
             '{"é": {"a": [], "a": {}}}', '"\\ud83d\\ude00\\u00e9\\/\\b\\f"', "[true, false, null, Infinity, -Infinity]", "[1\n,2",
             '{"a": 1, "a": 2}', "123abc", '\n\n {"k": tru}', "-01", "1.5.5", "1e", "[-]", '"\x1f"', "[] []"]:
    attempt(json.loads, text)
attempt(json.loads, '"a\tb"', strict=False)
attempt(json.loads, "[1, 2.5, NaN, -Infinity]", parse_int=str, parse_float=lambda t: t + "!", parse_constant=lambda t: "<%s>" % t)
attempt(json.loads, '{"a": {"b": 1}, "c": [{"d": 2}]}', object_hook=lambda d: sorted(d.items()))
attempt(json.loads, '{"a": {"b": 1, "b": 2}}', object_pairs_hook=lambda pairs: pairs)
attempt(json.loads, '{"a": 1}', object_hook=lambda d: 1 / 0)
attempt(json.loads, b'\xef\xbb\xbf{"a": "\xc3\xa9"}')
attempt(json.loads, '["é"]'.encode("utf-16"))
attempt(json.loads, '["é"]'.encode("utf-16-le"))
attempt(json.loads, "[" * 100000)
attempt(json.loads, '{"a":' * 100000)
print(len(json.loads("[" * 300 + "]" * 300)))
attempt(json.JSONDecoder().raw_decode, '[1] tail')
attempt(json.JSONDecoder().raw_decode, 'x [1] tail', 2)
attempt(json.JSONDecoder().raw_decode, ' 1')
try:
    json.loads('[\n  1,\n  é\n]')
except json.JSONDecodeError as error:
    print(error.msg, error.pos, error.lineno, error.colno, error.doc == '[\n  1,\n  é\n]', isinstance(error, ValueError))


class Text(str):
    pass


class Whole(int):
    def __repr__(self):
        return "whole"


class Items(dict):
    pass


class Pairs(list):
    pass


class Thing:
    def __init__(self, value):
        self.value = value


def default(thing):
    if isinstance(thing, Thing):
        return thing.value
    if isinstance(thing, set):
        return sorted(thing)
    raise TypeError("no " + type(thing).__name__)


deep = []
for _ in range(2000):
    deep = [deep]
loop = {}
loop["x"] = [loop]
for value in [{"a": [1, 2.5, None, True, False, "x\n\"\\\x7f\x00é\U0001F600\u2028"]}, [], {}, (), (1, (2,)), Text("t"), Whole(3), [Whole(4)],
              Items(a=2), Items(), Pairs([1, [2]]), {1: 2, 1.5: 3, None: 4, True: 5, False: 6, "é": 7}, {(1, 2): 3}, deep, {1: deep}, loop,
              object, {1, 2}, float("nan"), [float("inf"), -float("inf")], 1e100, 1e-7, 10**30, -0.0, Thing(1), {"z": 1, "a": 2}]:
    attempt(json.dumps, value)
    if value is not deep and value is not loop and not (isinstance(value, dict) and 1 in value and value[1] is deep):
        attempt(json.dumps, value, indent=2, ensure_ascii=False)
nested = {"a": [1, {"b": []}, []], "c": {}, "d": [[1]], "e": Items(x=1), "f": Pairs([Thing([1, {"q": {5}}])])}
attempt(json.dumps, nested, default=default)
attempt(json.dumps, nested, default=default, indent="\t", separators=(", ", " : "))
attempt(json.dumps, nested, default=default, indent=0, sort_keys=True)
attempt(json.dumps, [Thing(Thing(Thing(1)))], default=default)
again = Thing(None)
again.value = again
attempt(json.dumps, again, default=default)
attempt(json.dumps, [1j], default=default)
attempt(json.dumps, {"b": 1, "a": {"d": 1, "c": 2}}, sort_keys=True, separators=(",", ":"))
attempt(json.dumps, {1: 1, "a": 2}, sort_keys=True)
attempt(json.dumps, {(1, 2): 3, "a": 4, (): 5}, skipkeys=True)
attempt(json.dumps, [float("nan")], allow_nan=False)


class Encoder(json.JSONEncoder):
    def default(self, thing):
        if isinstance(thing, complex):
            return [thing.real, thing.imag]
        return super().default(thing)


attempt(json.dumps, {"a": 2 + 1j}, cls=Encoder)
attempt(json.dumps, {"a": object}, cls=Encoder)
print("".join(Encoder(indent=1).iterencode([1, 2j])))
data = [{"name": "n%d" % i, "values": list(range(i % 7)), "ok": i % 2 == 0, "x": i / 4} for i in range(300)]
print(json.loads(json.dumps(data)) == data, len(json.dumps(data, indent=1)))

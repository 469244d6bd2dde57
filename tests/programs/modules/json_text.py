import json
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
class I(int): pass
class S(str):
    def __repr__(self): return "S!"
for x in [None, True, 1, -1.5, 1e100, 10**30, "a\"b\\c\n\t\x01é\U0001F600\x7f", [], {}, [1, [2, {"a": None}]], (1, 2), {"b": 1, "a": [1, 2]}, {1: 2, 1.5: 3, True: 4, None: 5}, I(5), S("x"), {S("k"): I(1)}, float("inf"), float("nan"), {"": ""}]:
    t(lambda: json.dumps(x)); t(lambda: json.dumps(x, indent=2)); t(lambda: json.dumps(x, ensure_ascii=False, separators=(",", ":")))
t(lambda: json.dumps({"b": 1, "a": 2}, sort_keys=True)); t(lambda: json.dumps({"b": 1, 2: 2}, sort_keys=True)); t(lambda: json.dumps([1, {"a": []}], indent="\t")); t(lambda: json.dumps(set())); t(lambda: json.dumps({(1,): 2})); t(lambda: json.dumps({(1,): 2, "a": 1}, skipkeys=True)); t(lambda: json.dumps(float("nan"), allow_nan=False)); t(lambda: json.dumps({1, 2}, default=list)); t(lambda: json.dumps(1j, default=lambda o: [o.real, o.imag])); t(lambda: json.dumps([{1}], default=sorted, indent=1))
l = []; l.append(l); t(lambda: json.dumps(l)); d = {}; d["x"] = d; t(lambda: json.dumps(d)); t(lambda: json.dumps(object(), default=lambda o: o))
class E(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex): return str(o)
        return super().default(o)
t(lambda: json.dumps([1j], cls=E)); t(lambda: json.dumps([b"x"], cls=E)); print(list(json.JSONEncoder().iterencode([1])) and "".join(E(indent=1).iterencode([1, 2j])))
for s in ['null', ' [1, 2.5, -3e2, "x"] ', '{"a": {"b": [true, false, null]}}', '"\\u00e9\\ud83d\\ude00\\n\\/"', '1e5', '-0', '0.1', '123456789012345678901234567890', 'NaN', '[Infinity, -Infinity]', '{"a":1,"a":2}', '[]', '{}', '"\x7f"']:
    t(lambda: json.loads(s))
for s in ['', '[', '[1', '[1,', '[1,]', '{', '{"a"', '{"a":', '{"a":1', '{"a":1,}', '{a:1}', '"abc', '"\\x"', '"\\u12"', '"\n"', 'nul', '1 2', '01', '-', '1.', '[1 2]', '{"a" 1}', 'tru', "'a'", '\n\n  x', '{"a":1 "b"}', '"\\']:
    t(lambda: json.loads(s))
t(lambda: json.loads('{"a": 1, "b": [1.5]}', object_hook=lambda d: sorted(d))); t(lambda: json.loads('{"a": 1, "b": 2}', object_pairs_hook=list)); t(lambda: json.loads('[1.5, 2]', parse_float=str, parse_int=lambda s: s + "!")); t(lambda: json.loads('[NaN]', parse_constant=lambda c: c)); t(lambda: json.loads(b'[1]')); t(lambda: json.loads(1)); t(lambda: json.loads('"a\tb"', strict=False)); t(lambda: json.JSONDecoder().raw_decode('[1] x'))
import io
f = io.StringIO(); json.dump({"a": [1]}, f); print(f.getvalue()); print(json.load(io.StringIO(f.getvalue())))
try: json.loads('[1,\n x]')
except json.JSONDecodeError as e: print(e.msg, e.pos, e.lineno, e.colno, e.doc)
print(json.loads(json.dumps({"é": [1, 2, {"z": "\u2028"}]})))

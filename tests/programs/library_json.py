import json
def t(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
x = {"a": [1, 2.5, None, True, "é\n\"\\"], "b": {}, "c": [], "d": {"x": "\U0001F600"}, 5: 1.0, None: float("inf")}
print(json.dumps(x)); print(json.dumps(x, indent=2, ensure_ascii=False)); print(json.dumps([1, [2]], separators=(",", ":")), json.dumps({"b": 1, "a": 2}, sort_keys=True)); t(json.dumps, {1, 2}); t(json.dumps, {(1,): 2}); a = []; a.append(a); t(json.dumps, a); t(json.dumps, object, default=str)
for s in ['{"a": [1, 2.5, null, true, "\\u00e9\\n"], "b": {}}', "[]", " 12 ", "-0.5e3", "1e5", '"\\ud83d\\ude00"', "", "[1,", "[1 2]", '{"a" 1}', "{a}", "tru", "01", '"abc', '"\\x"', "[1] x", "nan", "NaN", '{"a":1,}', '"\n"', "-", "-Infinity", "1.", '"\\u12"']: t(json.loads, s)
t(json.loads, 5); t(json.loads, b"[1]"); t(json.loads, '{"a":1}', object_hook=lambda d: sorted(d)); print(json.loads(json.dumps({"k": [1, 2]})))

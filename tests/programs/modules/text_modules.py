import string, pprint, reprlib, keyword, uuid, secrets, fnmatch, contextvars, unittest, io, sys, timeit
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
T = string.Template
print(T("$a ${b}c $$ $x").safe_substitute(a=1, b=2)); t(lambda: T("$a").substitute({})); t(lambda: T("a $ b").substitute()); t(lambda: T("$a-$b").substitute({"a": 1}, b=3)); print(T("$a ${b} $a").get_identifiers(), T("$").is_valid())
class MyT(T):
    delimiter = "%"
print(MyT("%a $a").substitute(a=5))
F = string.Formatter()
print(F.format("{0} {x!r:>5} {y[0].real:+d} {{}} {z:{w}}", 1, x="a", y=[3], z=7, w=4), F.format("{} {}", 1, 2), list(F.parse("a{b!r:c}d{{")))
t(lambda: F.format("{} {0}", 1)); t(lambda: F.format("{x}")); t(lambda: F.format("{")); t(lambda: F.format("}"))
print(string.capwords("hello wORLD"), string.ascii_letters, string.hexdigits, repr(string.whitespace))
data = {"name": "x" * 30, "list": list(range(30)), "nested": {"a": [1, 2, {"b": "y" * 50}], "c": (1,), "d": {3, 1, 2}}, "e": "word " * 30}
pprint.pprint(data); pprint.pprint(data, width=40, compact=True); pprint.pprint([1, 2, 3]); pprint.pprint({"b": 1, "a": 2}, sort_dicts=False); print(pprint.pformat([["a" * 30] * 3] * 2, indent=4)); pprint.pprint({i: "z" * i for i in range(10)}, width=30); pprint.pprint([[[[1]]]], depth=2); pprint.pprint(("a" * 50, "b" * 50)); pprint.pprint(b"x" * 100)
from collections import *
pprint.pprint(OrderedDict((c, c * 20) for c in "abcd")); pprint.pprint(defaultdict(int, {i: "q" * 20 for i in range(5)})); pprint.pprint(Counter("aabbbc" * 3)); pprint.pprint(deque(range(60))); pprint.pprint({frozenset([i]): 1 for i in range(3)}); pprint.pprint(list(range(1000, 1040)), underscore_numbers=True, compact=True)
l = [1]; l.append(l); print(pprint.pformat(l).replace(str(id(l)), "ID"))
print(reprlib.repr(list(range(100))), reprlib.repr("x" * 100), reprlib.repr({i: i for i in range(10)}), reprlib.repr(10**100), reprlib.repr({3, 1}), reprlib.repr((1,)))
print(keyword.iskeyword("if"), keyword.iskeyword("x"), len(keyword.kwlist), keyword.softkwlist)
u = uuid.UUID("12345678-1234-5678-1234-567812345678"); print(u, repr(u), u.hex, u.int, u.bytes, u.fields, u.version, u.variant, u.urn, uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), uuid.uuid4().version, u == uuid.UUID(int=u.int), u < uuid.UUID(int=0)); t(lambda: uuid.UUID("x"))
print(len(secrets.token_hex(4)), secrets.choice([7]), secrets.randbelow(1), fnmatch.fnmatch("a.py", "*.py"), fnmatch.filter(["ab", "b"], "?"), fnmatch.fnmatch("c", "[!ab]"))
v = contextvars.ContextVar("v", default=3); tok = v.set(5); print(v.get()); v.reset(tok); print(v.get()); c = contextvars.copy_context(); c.run(v.set, 9); print(v.get(), c[v]); t(lambda: contextvars.ContextVar("w").get(7))
class X(unittest.TestCase):
    def test_a(self): self.assertEqual(1, 1)
    def test_b(self): self.assertEqual(1, 2)
    def test_c(self):
        with self.assertRaises(ValueError) as cm: int("x")
        self.assertIn("invalid", str(cm.exception))
    @unittest.skip("no")
    def test_d(self): pass
    def test_e(self): 1/0
    def test_f(self):
        for i in range(3):
            with self.subTest(i=i): self.assertNotEqual(i, 1)
    @unittest.expectedFailure
    def test_g(self): self.assertTrue(0)
r = unittest.TestResult(); unittest.defaultTestLoader.loadTestsFromTestCase(X).run(r)
print(r.testsRun, len(r.failures), len(r.errors), len(r.skipped), len(r.expectedFailures), r.wasSuccessful())
print(timeit.timeit("x = 1", number=10) >= 0)

# `class.__dict__` and types.MappingProxyType: live views that cannot be written to.
import types

class C:
    """doc"""
    x = 1
    def method(self): return self.x

d = C.__dict__
print(type(d), type(d) is types.MappingProxyType)
C.y = 2
print(d['y'], 'y' in d, d.get('z'), d.get('z', 0), 'method' in d)
del C.y
print('y' in d)
for change in (lambda: d.__setitem__('x', 3), lambda: d.clear(), lambda: d.pop('x')):
    try:
        change()
    except AttributeError as error:
        print(error)
try:
    d['x'] = 3
except TypeError as error:
    print(error)
try:
    del d['x']
except TypeError as error:
    print(error)
try:
    C.__dict__ = {}
except (TypeError, AttributeError) as error:
    print(error)
try:
    d['nothing']
except KeyError as error:
    print('KeyError', error)
print([name for name in d if not name.startswith('__')])
print(vars(C)['x'], d['__doc__'], d['__module__'])
copy = dict(d)
C.x = 5
print(copy['x'], d['x'], len(copy) == len(d))
print([name for name in type.__dict__ if name == 'mro'], 'append' in list.__dict__, 'upper' in str.__dict__)

class S:
    __slots__ = ('a', 'b')
print([name for name in S.__dict__ if name in ('a', 'b')], type(S.__dict__['a']).__name__)

inner = {'k': 1, 'l': [2]}
p = types.MappingProxyType(inner)
inner['m'] = 3
print(p, len(p), list(p), list(reversed(p)), p == inner, p != {}, bool(p), bool(types.MappingProxyType({})))
print(p | {'n': 4}, {'n': 4} | p, p.copy(), sorted(p.items(), key=str), list(p.values()))
print({**p}, dict(p, q=1), [*p.keys()])
match p:
    case {'k': k, **rest}:
        print(k, rest)
for bad in ([1], 3, (1, 2), None):
    try:
        types.MappingProxyType(bad)
    except TypeError as error:
        print(error)
try:
    hash(p)
except TypeError as error:
    print(error)
print(isinstance(p, dict), isinstance(p, types.MappingProxyType), repr(types.MappingProxyType(p)))

"""array.array: construction, methods, operators and all messages."""
import array
from array import array as A


def t(f):
    try: print(repr(f()))
    except BaseException as e: print(type(e).__name__, e)


a = A('d',[1,2,3])
b = A('i',[1,2,3])
B = A('B',[1,2])
print(A, A.__name__, A.__module__, A.__qualname__, array.ArrayType, array.typecodes, A.__mro__)
for f in [
    lambda:a<1,
    lambda:hash(a),
    lambda:a+[1],
    lambda:a+b,
    lambda:a*1.5,
    lambda:a['x'],
    lambda:a[5],
    lambda:a[-4],
    lambda:a.__setitem__(5,1),
    lambda:a.__setitem__('x',1),
    lambda:a.__setitem__(0,'x'),
    lambda:b.__setitem__(0,'x'),
    lambda:b.__setitem__(0,1.5),
    lambda:b.__setitem__(0,2**31),
    lambda:b.__setitem__(0,2**80),
    lambda:b.__setitem__(0,-2**31-1),
    lambda:B.__setitem__(0,256),
    lambda:B.__setitem__(0,-1),
    lambda:B.__setitem__(0,2**80),
    lambda:A('b',[128]),
    lambda:A('b',[-129]),
    lambda:A('h',[40000]),
    lambda:A('h',[-40000]),
    lambda:A('H',[-1]),
    lambda:A('H',[70000]),
    lambda:A('I',[-1]),
    lambda:A('I',[2**32]),
    lambda:A('I',[2**70]),
    lambda:A('L',[-1]),
    lambda:A('L',[2**64]),
    lambda:A('l',[2**63]),
    lambda:A('q',[2**63]),
    lambda:A('Q',[2**64]),
    lambda:A('Q',[-1]),
    lambda:A('Q',[1.0]),
    lambda:A('l',[1.0]),
    lambda:A('I',[1.0]),
    lambda:A('i',[1.0]),
    lambda:A('b',['a']),
    lambda:A('f',['a']),
    lambda:A('f',[1e300]),
    lambda:A('d',[2**2000]),
    lambda:A('f',[1.1,2]),
    lambda:A(),
    lambda:A('x'),
    lambda:A(1),
    lambda:A('ab'),
    lambda:A('d',1),
    lambda:A('d','abc'),
    lambda:A('d',b'abc'),
    lambda:A('d',b'12345678'),
    lambda:A('d',1,2),
    lambda:A('d',typecode=3),
    lambda:A('u','abc'),
    lambda:A('u',['a','b']),
    lambda:A('u',['ab']),
    lambda:A('u',[1]),
    lambda:A('u'),
    lambda:A('d',A('i',[1])),
    lambda:A('i',A('d',[1])),
    lambda:A('u',A('i',[1])),
    lambda:A('i',A('u','ab')),
    lambda:A('i',bytearray(b'1234')),
    lambda:A('i',(1,2)),
    lambda:A('i',range(3)),
    lambda:A('i',{1:2}),
    lambda:a.append('x'),
    lambda:a.append(),
    lambda:a.append(1,2),
    lambda:a.extend(1),
    lambda:a.extend(b),
    lambda:a.extend([1,'x']),
    lambda:a,
    lambda:a.fromlist(1),
    lambda:a.fromlist([1,'x']),
    lambda:a,
    lambda:a.frombytes(b'123'),
    lambda:a.frombytes('x'),
    lambda:a.frombytes(1),
    lambda:a.tobytes(),
    lambda:a.tolist(),
    lambda:a.insert('x',1),
    lambda:a.insert(1,'x'),
    lambda:a.insert(1),
    lambda:a.insert(-1,9),
    lambda:a.insert(100,10),
    lambda:a,
    lambda:a.pop(),
    lambda:a.pop(0),
    lambda:a.pop('x'),
    lambda:a.pop(100),
    lambda:A('i').pop(),
    lambda:a.remove(55),
    lambda:a.remove(9),
    lambda:a,
    lambda:a.index(2),
    lambda:a.index(2,1),
    lambda:a.index(55),
    lambda:a.index(2,5),
    lambda:a.index('x'),
    lambda:b.count(1),
    lambda:b.count(1.0),
    lambda:b.reverse(),
    lambda:b,
    lambda:b.byteswap(),
    lambda:b,
    lambda:b.byteswap(),
    lambda:a.typecode,
    lambda:a.itemsize,
    lambda:b.itemsize,
    lambda:setattr(a,'foo','x'),
    lambda:a.foo,
    lambda:a[1:],
    lambda:a[::-1],
    lambda:a.__setitem__(slice(0,1),[1]),
    lambda:a.__setitem__(slice(0,1),b),
    lambda:a.__setitem__(slice(0,1),A('d',[7,8,9])),
    lambda:a,
    lambda:a.__setitem__(slice(0,4,2),A('d',[7])),
    lambda:a.__delitem__(0),
    lambda:a,
    lambda:a.__delitem__(slice(0,2)),
    lambda:a,
    lambda:a.__delitem__(9),
    lambda:a.__delitem__('x'),
    lambda:b*2,
    lambda:2*b,
    lambda:b*0,
    lambda:b*-1,
    lambda:b+b,
    lambda:b*'x',
    lambda:b.__iadd__(a),
    lambda:b.__iadd__([1]),
    lambda:b.__iadd__(b),
    lambda:b.__imul__(2),
    lambda:b.__imul__('x'),
    lambda:b==A('d',[3,2,1]),
    lambda:b<A('d',[3,2,1]),
    lambda:A('i',[1,2])<A('i',[1,3]),
    lambda:A('i',[1,2])==[1,2],
    lambda:A('i',[1,2])!=A('i',[1,2]),
    lambda:A('i',[1])<A('i',[1,2]),
    lambda:A('d',[float('nan')])==A('d',[float('nan')]),
    lambda:1 in b,
    lambda:1.0 in b,
    lambda:'x' in b,
    lambda:list(reversed(b)),
    lambda:bool(A('i')),
    lambda:bool(b),
    lambda:A('u','a\u20acb'),
    lambda:A('u','abc').tounicode(),
    lambda:b.tounicode(),
    lambda:A('u').fromunicode('x'),
    lambda:b.fromunicode('x'),
    lambda:A('f',[1/3]),
    lambda:A('d',[float('inf'),-0.0,1e100]),
    lambda:A('q',[2**62,-2**63]),
    lambda:A('Q',[2**64-1]),
    lambda:bytes(B),
    lambda:memoryview(B).tolist(),
    lambda:b.__copy__(),
    lambda:b.__deepcopy__({}),
    lambda:__import__('copy').deepcopy(b),
    lambda:sum(a),
    lambda:max(b),
    lambda:sorted(b),
    lambda:b'%b'%B,
    lambda:b.buffer_info()[1],
    lambda:A('i',[1])+1,
    lambda:1+A('i',[1]),
    lambda:[1]+A('i',[1]),
    lambda:a/2,
    lambda:-a,
    lambda:a(),
    lambda:len(a),
    lambda:a.tofile(1),
    lambda:a.fromfile(1,2),
    lambda:a.index(1,2,3,4),
    lambda:a.byteswap(1),
    lambda:b'x'+B,
    lambda:b''.join([B,B]),
    lambda:str(b),
    lambda:'%s'%b,
    lambda:format(b),
    lambda:b.__class_getitem__(int),
    lambda:A[int],
    lambda:bytearray(b'x')+B,
    lambda:int.from_bytes(B,'big'),
    lambda:b.index(True),
]:
    t(f)


class Number:
    def __init__(self, n):
        self.n = n

    def __float__(self):
        return float(self.n)

    def __index__(self):
        return self.n

    def __eq__(self, other):
        return self.n == other


class Special(A):
    def __new__(cls, *numbers):
        return A.__new__(cls, "d", numbers)

    def __init__(self, *numbers):
        self.name = "special"

    def total(self):
        return sum(self)


s = Special(1, 2, 3)
print(s, type(s), s.name, s.total(), len(s), s[1], s[-1:], type(s[:]), s + s, isinstance(s, A))
s[0] = Number(7)
s.append(Number(8))
s += A("d", [9])
print(s, type(s), Number(8) in s, s.index(Number(9)), s == A("d", [7, 2, 3, 8, 9]))
print([x for x in s], list(map(int, s)), dict(zip(s, "abcde")))
match A("i", [1, 2, 3]):
    case [first, *rest]:
        print(first, rest)
e = A("q", range(10))
for x in e:
    if 0 < x < 5:
        e.append(x * 100)
print(e)
del e[::2]
print(e, e[::-1][:3])
e[::2] = A("q", [-1] * len(e[::2]))
print(e)
e[2:4] = A("q")
print(e)
e[:] = e + e
print(e)
m = memoryview(A("d", [1.5, 2.5]))
m[0] = 7.25
print(m.format, m.itemsize, m.tolist(), m.nbytes, m.obj)
nan = A("d", bytes.fromhex("0100000000 00f8ff 0000000000 00f87f".replace(" ", "")))
print(nan, nan.tobytes().hex(), nan[0] + 1.0, (nan + nan)[:1].tobytes().hex())
single = A("f", bytes.fromhex("0100c0ff 0000c07f".replace(" ", "")))
print(single, single.tobytes().hex(), single[0] * 2)
print(A("u", "h\u00e9llo")[1], A("u", "ab") + A("u", "cd"), "b" in A("u", "ab"), A("u", "ab").tolist())
print(A("d", [1, 2]) == A("f", [1, 2]), A("d", [2 ** 53]) == A("q", [2 ** 53 + 1]), A("b", [1]) < A("d", [1.5]))
for code in array.typecodes:
    print(code, A(code).itemsize, A(code, b"\1" * 8 if code != "u" else "x"))


class S(set):
    pass


class F(frozenset):
    pass


class B(bytearray):
    pass


print(S([1]), S(), F([1]), F(), B(b"x"), str(S([2])), str(B(b"y")), repr(B(b"y")))


class WithKeywords(A):
    def __init__(self, typecode, items=(), scale=1):
        self.scale = scale


w = WithKeywords("b", [1, 2], scale=3)
print(w, w.scale, isinstance(w, __import__("collections.abc").abc.MutableSequence))
for call in [lambda: A("b", [1], scale=3), lambda: A("u", b"\xff\xff\xff\xff").tounicode()]:
    t(call)
from array import array as A
for c in "bBhHiIlLqQ":
    for v in [300, -300, 70000, -70000, 2**40, -2**40, 2**63, -2**63-1, 2**64, 2**200, -2**200]:
        try:
            A(c, [v])
        except OverflowError as e:
            print(c, v, e)

# What a memoryview looks at does not change its size; what a dead view looked at does.
import array
b = bytearray(b'abcdef')
m = memoryview(b)
for change in (lambda: b.append(1), lambda: b.extend(b'xy'), lambda: b.pop(), lambda: b.clear(), lambda: b.insert(0, 1),
               lambda: b.remove(97), lambda: b.__delitem__(0), lambda: b.__setitem__(slice(0, 1), b'abc'), lambda: b.__iadd__(b'x'), lambda: b.__imul__(2)):
    try:
        change()
        print('changed', b)
    except BufferError as e:
        print(e)
b[0] = 65
b[1:3] = b'BC'
b.reverse()
print(b, m[0], bytes(m))
m.release()
b.append(33)
print(b)
with memoryview(b) as v:
    try: b.append(1)
    except BufferError as e: print(e)
b.append(34); print(b)
a = array.array('i', [1, 2, 3])
v = memoryview(a)
for change in (lambda: a.append(4), lambda: a.pop(), lambda: a.extend([1]), lambda: a.insert(0, 1), lambda: a.remove(1)):
    try:
        change()
        print('changed', a)
    except BufferError as e:
        print(e)
a[0] = 10
print(v[0], v.tolist())
v.release()
a.append(4); print(a)
try: v[0]
except ValueError as e: print(e)
v1 = memoryview(b); v2 = v1[1:3]; v1.release()
try: b.pop()
except BufferError as e: print(e)
v2.release(); b.pop(); print(b)
def f():
    w = memoryview(b)
    return w[0]
f()
b.append(1); print(b)
def grow(target, count):
    refused = 0
    for i in range(count):
        try:
            target.append(i % 100)
        except BufferError:
            refused += 1
        if i == count // 2:
            view = memoryview(target)
    view.release()
    return refused
print(grow(bytearray(), 400), grow(array.array('i'), 400), grow(array.array('d'), 300))

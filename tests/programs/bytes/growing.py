# A bytearray grows and shrinks by every way of assignment while a loop goes on.
store = bytearray()
for i in range(500):
    store.append(i & 255)
    if i % 3 == 0:
        store += b"ab"
    if i % 7 == 0:
        store.extend([1, 2, 3])
    if i % 11 == 0:
        del store[:4]
    if i % 13 == 0:
        store[2:4] = b"longer"
    if i % 17 == 0:
        store.insert(1, 255)
    if i % 19 == 0 and store:
        store.pop(0)
print(len(store), sum(store), store[:12])
store *= 2
print(len(store), store.count(b"ab"), store.find(b"longer"), store[-3:])
store[::2] = bytes(len(store[::2]))
print(sum(store), store[:10].hex())
store.clear()
print(store, bytearray(3), bytearray(b"x") + b"y", b"x" + bytearray(b"y"))

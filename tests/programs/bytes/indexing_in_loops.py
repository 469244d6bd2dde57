# bytes and bytearray are read and written byte by byte.
def checksum(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


data = bytes(i * 7 % 256 for i in range(600))
print(checksum(data), checksum(b""), checksum(bytearray(b"Taipan")))
store = bytearray(len(data))
for i in range(len(data)):
    store[i] = data[-1 - i] ^ 0x5A
print(store[:8], checksum(store))
for i in range(len(store) // 2):
    store[i], store[-1 - i] = store[-1 - i] ^ 0x5A, store[i] ^ 0x5A
print(bytes(store) == data)
for value in (256, -1, "a", 1.0):
    try:
        store[0] = value
    except (ValueError, TypeError) as error:
        print(error)
for index in (600, -601):
    try:
        data[index]
    except IndexError as error:
        print(error)

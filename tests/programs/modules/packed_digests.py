import hashlib, struct, zlib
for n in ["md5","sha1","sha256","sha512","sha3_256","blake2b","blake2s"]:
    print(n, hashlib.new(n, b"hello").hexdigest())
print(hashlib.shake_128(b"a").hexdigest(10))
print(struct.pack("<ihbBQ?3sxd", 1, -2, -3, 200, 2**64-1, True, b"ab", 1.5))
print(struct.unpack("<ihbBQ?3sxd", struct.pack("<ihbBQ?3sxd", 1, -2, -3, 200, 2**64-1, True, b"ab", 1.5)))
print(struct.calcsize("bhilq"), struct.calcsize("=bhilq"), struct.unpack(">e", struct.pack(">e", 1.1)))
for f, a in [("b", 200), ("h", 1<<20), ("<i", 1<<40), ("q", 1<<80), ("B", -1), ("I", -1), ("Q", -1), ("c", 1), ("z", 1), ("f", "x"), ("f", 1e300), ("i", 1.5), ("2i", 1)]:
    try: print(struct.pack(f, a))
    except Exception as e: print(type(e).__name__, e)
s = struct.Struct("<hh"); print(s.size, s.format, s.pack(1,2), list(s.iter_unpack(b"abcdefgh")))
b = bytearray(8); s.pack_into(b, 2, 5, 6); print(b, s.unpack_from(b, 2))
for off in (6, -3, -20):
    try: s.unpack_from(b, off)
    except struct.error as e: print(e)
    try: s.pack_into(b, off, 1, 2)
    except struct.error as e: print(e)
d = zlib.compress(b"hello" * 100); print(zlib.decompress(d) == b"hello" * 100, zlib.crc32(b"abc"), zlib.adler32(b"abc"))

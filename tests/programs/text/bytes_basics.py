b = b"hello\x00\xff"
print(b, len(b), b[0], b[-1:], list(b[:3]), b + b"x", b * 2, b"ell" in b, 104 in b, b.find(b"l"), b.hex(), b.hex(":"), bytes.fromhex("68 69"), bytes(3), bytes([1, 2]), bytes("é", "utf-8"), b.upper(), b.split(b"l"), b.replace(b"l", b"L"), b.decode("latin-1"), b < b"i", hash(b"a") == hash(b"a"), b"%d %s" % (1, b"x"), b"a,b".partition(b","), b"\n".join([b"a", b"b"]))
a = bytearray(b"abc")
a.append(100); a.extend(b"ef"); a[0] = 65; a[1:3] = b"XYZ"; del a[-1]; a.insert(1, 46); a += b"!"
print(a, a.pop(), a.find(b"Y"), bytes(a), a == bytes(a), a.reverse(), a, a.copy() is a, repr(a * 2))

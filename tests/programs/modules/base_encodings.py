import struct, base64, binascii
for f,a in [("<q",1<<80),("<Q",-1),("<Q",1<<64),("q",1<<64),("Q",1<<70),("i",1<<40),("l",1<<70),("<h",1<<20),("<H",-1),("<b",200),("<B",-1),("P",-1),("n",1<<70),("<l",1<<40), ("I", 1<<80), ("H",1<<80),("<I",1<<80)]:
    try: struct.pack(f,a)
    except Exception as e: print(f, a, type(e).__name__, e)
for n in range(8):
    d = bytes(range(200, 200+n))
    for e, dd in [(base64.b64encode, base64.b64decode), (base64.b32encode, base64.b32decode), (base64.b16encode, base64.b16decode), (base64.b85encode, base64.b85decode), (base64.a85encode, base64.a85decode), (base64.urlsafe_b64encode, base64.urlsafe_b64decode)]:
        x = e(d); print(x, dd(x) == d)
print(base64.a85encode(b"abc\0\0\0\0    ", foldspaces=True, adobe=True), base64.encodebytes(b"x"*100))
for bad in ["abc", "a", "abcde", b"ab=c", "a\xe9"]:
    try: print(base64.b64decode(bad))
    except Exception as e: print(type(e).__name__, e)
print(binascii.hexlify(b"abc", "-"), binascii.unhexlify("616263"), binascii.crc32(b"hi"), binascii.crc_hqx(b"abc", 0))
for bad in ["abc", "zz"]:
    try: binascii.unhexlify(bad)
    except binascii.Error as e: print(e)
import hmac
print(hmac.new(b"key", b"msg", "sha256").hexdigest(), hmac.compare_digest("a", "b"))
import hashlib
print(hashlib.pbkdf2_hmac("sha256", b"p", b"s", 3).hex())

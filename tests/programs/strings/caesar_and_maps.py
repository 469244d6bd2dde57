# Ciphers by ord and chr, by translate, and by a dict of characters.
def shift(text, n):
    out = ""
    for c in text:
        if "a" <= c <= "z":
            c = chr((ord(c) - 97 + n) % 26 + 97)
        elif c.isupper():
            c = chr((ord(c) - 65 + n) % 26 + 65)
        out += c
    return out


text = "The Quick brown fox, 42 times!"
print(shift(text, 3), shift(shift(text, 3), -3) == text)
letters = "abcdefghijklmnopqrstuvwxyz"
for n in range(26):
    table = str.maketrans(letters, letters[n:] + letters[:n])
    assert text.lower().translate(table) == shift(text.lower(), n)
print(text.translate({ord("T"): None, 32: "_", ord("x"): "><", 52: 0x20AC}))
print("abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate(str.maketrans({"a": "1", "b": None})))
try:
    chr(0x110000)
except ValueError as error:
    print(error)
try:
    ord("ab")
except TypeError as error:
    print(error)

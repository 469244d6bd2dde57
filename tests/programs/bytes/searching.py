# find, count, split, replace and translate of bytes; ints as needles.
data = b"the cat and the hat and the bat"
print(data.find(b"the", 1), data.rfind(b"the"), data.count(b"at"), data.count(97), data.find(ord("z")), 99 in data)
print(data.split(b" and "), data.partition(b"hat"), data.replace(b"the", b"a", 2))
print(data.translate(None, b"aeiou"), data.translate(bytes.maketrans(b"abc", b"xyz")))
print(data.upper().title(), b" x\t\n".strip(), b"xxaxx".strip(b"x"), b"a,b,,c".split(b","))
total = 0
for i in range(400):
    needle = data[i % 20:i % 20 + 1 + i % 4]
    total += data.find(needle) + data.count(needle) + data.startswith(needle) + (needle in data)
print(total, b"".join([b"a", bytearray(b"b")]), b"-".join([]))
print(b"a" < b"b", b"ab" < b"a", b"a" == bytearray(b"a"), b"a" == "a", sorted([b"b", b"", b"a\xff", b"a"]))
for call in (lambda: "a" in data, lambda: 256 in data, lambda: b",".join(["a"])):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(error)

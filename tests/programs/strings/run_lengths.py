# Run-length packing and unpacking of strs.
def pack(text):
    out = []
    i = 0
    while i < len(text):
        j = i
        while j < len(text) and text[j] == text[i]:
            j += 1
        out.append((text[i], j - i))
        i = j
    return out


def unpack(pairs):
    return "".join(c * n for c, n in pairs)


def sentence(seed, size):
    text = ""
    while len(text) < size:
        seed = (seed * 1103515245 + 12345) % 2**31
        text += "xyz€"[seed >> 16 & 3] * (seed >> 20 & 7)
    return text


for seed in range(6):
    text = sentence(seed, 200)
    pairs = pack(text)
    print(seed, len(text), len(pairs), max(n for _, n in pairs), unpack(pairs) == text, pairs[:3])
print(pack(""), pack("aaa"), unpack([("q", 0), ("r", -1), ("s", 2)]))

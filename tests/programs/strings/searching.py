# find, index, count, in, startswith and their bounds, with a needle of every length.
text = "abracadabra" * 30
total = 0
for size in range(1, 8):
    for start in range(0, 60):
        needle = text[start:start + size]
        total += text.find(needle, start) == start
        total += text.rfind(needle) > start
        total += text.count(needle)
        total += needle in text
        total += text.startswith(needle, start) + text.endswith(needle, 0, start + size)
print(total)
print(text.find("cad"), text.find("cad", 5), text.find("cad", 5, 17), text.rfind("abra", 0, 12), text.find("zzz"))
print("aaaa".count("aa"), "abc".count(""), "".count(""), "abc".find("", 3), "abc".find("", 4))
print("abc".startswith(("x", "ab")), "abc".endswith(()), "ébé".find("é", 1), "😀a😀".rfind("😀"))
for function in ("abc".index, "abc".rindex):
    try:
        function("d")
    except ValueError as error:
        print(error)

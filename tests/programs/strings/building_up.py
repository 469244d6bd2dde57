# A str grows by +=, by join and by formatting; the results agree.
def by_plus(n):
    text = ""
    for i in range(n):
        text += chr(97 + i % 26)
        if i % 50 == 0:
            text += "-"
    return text


def by_join(n):
    parts = []
    for i in range(n):
        parts.append(chr(97 + i % 26))
        if i % 50 == 0:
            parts.append("-")
    return "".join(parts)


def by_format(n):
    text = ""
    for i in range(n):
        text = f"{text}{i % 26 + 97:c}{'-' if i % 50 == 0 else ''}"
    return text


print(by_plus(300) == by_join(300) == by_format(300), len(by_plus(300)))
print(by_plus(60))
text = "ab"
kept = text
for i in range(5):
    text += text
print(len(text), kept, text.count("ab"))
text = ""
for c in "añ€😀" * 60:
    text = c + text
print(len(text), text[:4], len(text.encode()))

# Text that is not ASCII, indexed, sliced and searched at random.
import random
random.seed(5)
letters = 'aé€😀ß\u200b中x'
text = "".join(random.choice(letters) for _ in range(3000))
chars = list(text)
print(len(text), len(chars), text == ''.join(chars))
total = 0
for _ in range(2000):
    i = random.randrange(-len(text), len(text))
    total += ord(text[i])
    assert text[i] == chars[i]
print(total)
for _ in range(60):
    a, b = sorted(random.randrange(len(text) + 1) for _ in range(2))
    assert text[a:b] == ''.join(chars[a:b])
    step = random.randrange(1, 9)
    assert text[a:b:step] == ''.join(chars[a:b:step])
    assert text[::-1][a] == chars[-1 - a] if a < len(text) else True
for _ in range(60):
    a = random.randrange(len(text) - 4)
    part = text[a:a + 4]
    found = text.find(part)
    assert found <= a and text[found:found + 4] == part
    assert text.find(part, a) == a and text.rfind(part, 0, a + 4) == a and text.index(part, a, a + 4) == a
print(text.count('é'), text.find('€', 1500), text.rfind('😀', 0, 900), text.index('ß', 1234))
print(text[63:66] == ''.join(chars[63:66]), text[128], text[-1], text[2999], text[3000:], len(text[64:]))
try:
    text[3000]
except IndexError as error:
    print(error)

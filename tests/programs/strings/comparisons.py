# Comparing and ordering of strs in a loop, of every width of character.
words = ["", "a", "A", "aa", "b", "é", "ß", "€", "😀", "a😀", "aé", "a\0"]
table = []
for left in words:
    row = ""
    for right in words:
        row += "<" if left < right else "=" if left == right else ">"
    table.append(row)
print("\n".join(table))
print(sorted(words))
print([words[i] for i in sorted(range(len(words)), key=words.__getitem__, reverse=True)])
less = equal = 0
for i in range(600):
    a, b = str(i), str(i * 7 % 600)
    less += a < b
    equal += a == b
print(less, equal, max(words), min(words), "a" "b" == "ab", "a" != "a")
print("10" < "9", "Z" < "a", "a" < "a ", "" < "\0")
try:
    "a" < 1
except TypeError as error:
    print(error)

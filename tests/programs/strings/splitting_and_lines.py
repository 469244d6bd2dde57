# split, rsplit, partition and splitlines undo what join does.
total = 0
for i in range(300):
    parts = [str(n) for n in range(i % 9)]
    line = ",".join(parts)
    again = line.split(",")
    total += len(again) + (again == parts)
    head, mark, tail = line.partition(",")
    total += len(tail) + (head + mark + tail == line)
    assert ",".join(line.rsplit(",", 2)) == line
print(total)
print(" a  b ".split(), " a  b ".split(" "), "a b c d".split(None, 2), "a b c d".rsplit(None, 1))
print("a\nb\r\nc\rd\x0be\x1cf\u2028g".splitlines(), "a\n\nb\n".splitlines(True))
print("".split(), "".split(","), "".splitlines(), ",".split(","), "abc".rpartition("z"), "abc".partition("z"))
print("a<>b<>c".split("<>", 1), "a<>b<>c".rsplit("<>", 1), "\u3000x\u2003y".split())
for bad in ("", 1):
    try:
        "abc".split(bad)
    except (ValueError, TypeError) as error:
        print(error)

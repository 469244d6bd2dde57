# Rows as `csv` reads them: quotes, escapes, dialects, dicts.
import csv
import io

SAMPLES = [
    'a,b,c\r\n1,2,3\r\n',
    '"x, y","say ""hi""",\n',
    'a,"two\nlines",b\n',
    '\n\na\n',
    'a,b"c,d\n',
    "one",
    '"open',
]
for sample in SAMPLES:
    print(list(csv.reader(io.StringIO(sample, newline=""))))
print(list(csv.reader(["a;'b;c';d"], delimiter=";", quotechar="'")))
print(list(csv.reader(["a\\,b,c"], escapechar="\\")))
print(list(csv.reader(['1,"2",3.5'], quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader(['a, "b c", d'], skipinitialspace=True)))
print(list(csv.reader(['"a",b'], quoting=csv.QUOTE_NONE)))
rows = csv.DictReader(["name,age", "ann,3", "bob", "cy,4,5"], restkey="more", restval="?")
print(rows.fieldnames)
for row in rows:
    print(row, rows.line_num)
for bad in [dict(delimiter=""), dict(quoting=9), dict(quotechar=None, quoting=csv.QUOTE_ALL), dict(nothing=1)]:
    try:
        csv.reader([], **bad)
    except TypeError as error:
        print(error)
try:
    list(csv.reader(['"a"b'], strict=True))
except csv.Error as error:
    print(error)
try:
    next(csv.reader([b"a"]))
except csv.Error as error:
    print(error)
print(csv.list_dialects(), csv.get_dialect("excel-tab").delimiter == "\t")

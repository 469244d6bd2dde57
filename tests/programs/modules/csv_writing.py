# Rows as `csv` writes them.
import csv
import io


def written(*rows, **options):
    out = io.StringIO()
    csv.writer(out, **options).writerows(rows)
    return out.getvalue()


print(repr(written([1, "a,b", 'c"d', None, 2.5, ""], ["x\ny"], [])))
print(repr(written([""], [None])))
print(repr(written(["a", 1, 2.5], quoting=csv.QUOTE_NONNUMERIC)))
print(repr(written(["a", None], quoting=csv.QUOTE_ALL, lineterminator="\n")))
print(repr(written(["a,b", 'c"'], quoting=csv.QUOTE_NONE, escapechar="\\")))
print(repr(written(['say "x"'], doublequote=False, escapechar="\\")))
print(repr(written(["a", "b c"], delimiter=" ")))
try:
    written(["a,b"], quoting=csv.QUOTE_NONE)
except csv.Error as error:
    print(error)
try:
    written(3)
except csv.Error as error:
    print(error)


class Semicolons(csv.excel):
    delimiter = ";"
    lineterminator = "\n"


csv.register_dialect("semicolons", Semicolons)
out = io.StringIO()
writer = csv.DictWriter(out, ["a", "b"], restval="-", dialect="semicolons")
writer.writeheader()
writer.writerow({"a": 1})
print(repr(out.getvalue()))
try:
    writer.writerow({"c": 1})
except ValueError as error:
    print(error)
csv.unregister_dialect("semicolons")
try:
    csv.get_dialect("semicolons")
except csv.Error as error:
    print(error)

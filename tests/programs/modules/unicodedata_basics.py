# What unicodedata knows of characters.
import unicodedata as u

for c in "Aaǅ1½² \t_-()«»!+$^©\u0301\u0903\u200d中ʰⅧ":
    print(ascii(c), u.category(c), u.combining(c), u.name(c, "?"), u.numeric(c, None), u.digit(c, None), u.decimal(c, None))
for form in ("NFC", "NFD", "NFKC", "NFKD"):
    print(form, ascii(u.normalize(form, "é ﬁ Å ½ 한")), u.is_normalized(form, "é"))
print(u.lookup("GREEK SMALL LETTER ALPHA"), u.lookup("snowman"))
print(u.decomposition("é"), repr(u.decomposition("a")))
print([u.east_asian_width(c) for c in "aＡ中ｱ½"])
for call in [lambda: u.name("\x00"), lambda: u.lookup("NO SUCH"), lambda: u.decimal("x"), lambda: u.numeric("x"),
             lambda: u.digit("½"), lambda: u.category("ab"), lambda: u.category(1), lambda: u.normalize("X", "a")]:
    try:
        print(call())
    except (ValueError, KeyError, TypeError) as error:
        print(type(error).__name__, error)

# Encodings of one byte per character, and escapes.
for name in ("cp437", "cp1252", "cp1251", "iso8859-15", "latin2", "koi8_r"):
    text = bytes(range(160, 256)).decode(name, "replace")
    print(name, ascii(text[:24]), text.encode(name, "replace") == bytes(range(160, 256)))
print("é€".encode("cp1252"), "é".encode("cp437"), b"\x80".decode("cp1252"))
for call in [lambda: "日本".encode("cp1252"), lambda: b"a\x81".decode("cp1252"), lambda: "€".encode("cp437")]:
    try:
        print(call())
    except UnicodeError as error:
        print(type(error).__name__, error, error.start, error.end)
print("a日".encode("cp437", "ignore"), "日".encode("cp437", "backslashreplace"), b"\x81x".decode("cp1252", "replace") == "\ufffdx")
text = "a\n\t\\'\"é日\U0001f600\x00\x7f"
print(text.encode("unicode_escape"), text.encode("raw_unicode_escape"))
print(text.encode("unicode_escape").decode("unicode_escape") == text)
print(ascii(rb"\x41\u00e9\101\N{SNOWMAN}\q\n\\".decode("unicode_escape")))
print(ascii(rb"\u00e9\n\x41".decode("raw_unicode_escape")))
for bad in [rb"\x4", rb"a\u12", rb"\U00110000", rb"\N{NO SUCH NAME}", rb"\N", b"\\"]:
    try:
        print(bad.decode("unicode_escape"))
    except UnicodeDecodeError as error:
        print(error)
print(rb"a\x4z".decode("unicode_escape", "ignore"))

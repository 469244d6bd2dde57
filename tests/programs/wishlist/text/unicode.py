s = "aé中😀z"
print(len(s), s[2], s[3], s[-1], s[1:4], s[::-1], [ord(c) for c in s], s.encode(), s.encode("utf-16-le"), s.encode("latin-1", "replace"), s.encode("ascii", "backslashreplace"), s.encode("ascii", "xmlcharrefreplace"), s.upper(), s.find("😀"), s.index("z"), s.replace("中", "é"), s.split("中"), "😀" in s, s.center(9, "é"), hash(s) == hash("aé中" + "😀z"), sorted(s), max(s), s < "b", s == "aé中😀z", list(s))
print(repr("\x00\t\n\r\\'\"\x7f\x80\xad\u200b\ud800\U0001f600"), "\N{BULLET}", "\x41\u0042\103", "İ".lower(), "ﬁ".upper(), "ΑΣ".lower(), "straße".upper())

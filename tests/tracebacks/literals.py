a = 5
if a is 5: pass
assert (a, "x")
print("abc" is not a)
"abc" (1)

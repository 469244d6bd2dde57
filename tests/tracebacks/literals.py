a = 5
if a is 5: print(1)
assert (a, "x")
"abc" (1)

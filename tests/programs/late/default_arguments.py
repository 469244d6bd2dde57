# The defaults of a function are replaced while it is called in a hot loop.
def scale(value, factor=2, *, bias=1):
    return value * factor + bias


total = 0
for i in range(300):
    if i == 200:
        scale.__defaults__ = (10,)
    if i == 240:
        scale.__kwdefaults__ = {"bias": -1000}
    if i == 280:
        scale.__defaults__ = ("x",)
        scale.__kwdefaults__["bias"] = "!"
    result = scale(i % 4)
    total += len(result) if isinstance(result, str) else result
print(total)
scale.__defaults__ = None
try:
    scale(1)
except TypeError as error:
    print(error)

# A function of a module is replaced, deleted and put back while a loop calls it.
import math
import types

tools = types.ModuleType("tools")
tools.limit = 5
tools.clip = lambda value: min(value, tools.limit)
total = 0
missing = 0
root = math.floor
for i in range(400):
    if i == 150:
        tools.limit = 100
    if i == 200:
        tools.clip = lambda value: -value
    if i == 250:
        del tools.clip
    if i == 300:
        tools.__getattr__ = lambda name: lambda value: len(name)
    if i == 320:
        math.floor = math.ceil
    if i == 350:
        math.floor = root
        tools.clip = abs
    try:
        total += tools.clip(i) + math.floor(i / 2)
    except AttributeError as error:
        missing += 1
        text = str(error)
print(total, missing, text)

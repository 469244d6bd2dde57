# and, or, not and conditional expressions give values, of all sorts of truth.
class Truth:
    def __init__(self, answer):
        self.answer = answer
        self.asked = 0

    def __bool__(self):
        self.asked += 1
        return self.answer


yes, no = Truth(True), Truth(False)
count = 0
for i in range(300):
    count += (yes and i) + (0 if no else 1) + len([yes or no, no or i]) + (not no)
print(count, yes.asked, no.asked)
print([bool(v) for v in (0, 0.0, "", (), [], {}, None, 0j, b"", range(0), -1, "0", [0], range(1))])
print(1 and "" or "x", [] or 0 or {}, not [] and 2, None or False)
try:
    not Truth(1)
except TypeError as error:
    print(error)

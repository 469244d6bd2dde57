# with in a hot loop: order of enter and exit, exceptions kept back now and then.
class Guard:
    def __init__(self, keep):
        self.keep = keep

    def __enter__(self):
        log["in"] += 1
        return self.keep

    def __exit__(self, kind, error, trace):
        log["out"] += 1
        log["bad"] += kind is not None
        return self.keep


log = {"in": 0, "out": 0, "bad": 0}
caught = 0
for i in range(400):
    try:
        with Guard(i % 2 == 0) as outer, Guard(False):
            if i % 5 == 0:
                raise ValueError(i)
            if i % 7 == 0:
                continue
    except ValueError:
        caught += 1
print(log, caught, outer)

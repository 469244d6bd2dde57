# Class: globals, builtins, methods, classes redefined or deleted after compilation.
# An instruction in the middle of an iteration changes what the rest of the same iteration takes for a constant.
STEP = 1


class Rule:
    weight = 2

    def cost(self):
        return 3


def helper(x):
    return x + 1


def run(commands):
    total, rule, log = 0, Rule(), []
    for i in range(len(commands)):
        total += STEP + rule.weight
        exec(commands[i], globals())
        total += STEP * 2 + rule.weight + rule.cost() + helper(i)
        if i % 4 == 1:
            total += STEP
        elif i % 4 == 2:
            total -= rule.cost() + helper(2)
        if i > 90:
            log.append(total)
    return log[:3] + log[8:14] + log[-9:]


quiet = ["0"] * 100
late = ["STEP = 10", "0", "Rule.weight = 500", "0", "helper = lambda x: -x", "Rule.cost = lambda self: 1000", "del Rule.weight; Rule.weight = 1"]
print(run(quiet + late + ["0"] * 9))
print(run(quiet[:40] + ["STEP = 3", "helper = abs", "0"] * 4 + quiet[:60]))


def branches(flags, n):
    total = 0
    for i in range(n):
        if flags[i % len(flags)]:
            total += STEP
        else:
            total -= STEP * 2
        if i == 100:
            exec("STEP = 1000", globals())
    return total


STEP = 1
print(branches([True, False], 99), branches([True, False, True], 160), branches([False, True], 50))

# Frames that a trace makes for recursive calls must not show the collector what stood there before.
class Node:
    def __init__(self, left, right):
        self.left = left
        self.right = right


def make(depth):
    if depth == 0:
        return Node(None, None)
    return Node(make(depth - 1), make(depth - 1))


def check(node):
    if node.left is None:
        return 1
    return 1 + check(node.left) + check(node.right)


for i in range(20):
    print(check(make(4)))

# A loop over something that has no expansion must not be compiled again and again.
total = 0
for text in ["abc" * 20 + str(i) for i in range(200)]:
    for character in text:
        total += 1
print(total)

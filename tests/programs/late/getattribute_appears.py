# A class gets __getattribute__ and __setattr__ late, and loses them again.
class Node:
    def __init__(self):
        self.n = 1

    def next(self):
        self.n = self.n + 1
        return self.n


def reading(self, name):
    reads.append(name)
    return object.__getattribute__(self, name)


def writing(self, name, value):
    object.__setattr__(self, name, value % 50)


reads = []
node = Node()
total = 0
for i in range(300):
    if i == 150:
        Node.__getattribute__ = reading
    if i == 160:
        del Node.__getattribute__
    if i == 200:
        Node.__setattr__ = writing
    if i == 280:
        del Node.__setattr__
    total += node.next()
print(total, len(reads), reads[:4], node.n)

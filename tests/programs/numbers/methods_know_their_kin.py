# What a number's own methods take: the operator asks the other operand, the method says NotImplemented.
print((1).__add__(1.5), (1).__radd__('a'), (1).__eq__(1.0), (1).__lt__(1.5), (1.5).__add__(1), (1.5).__mul__('a'), (1j).__add__('a'), (1).__mul__('a'), (2).__rpow__(3), (1.5).__eq__('a'), (1).__ne__('a'),(1.0).__eq__(1), (1j).__eq__(1))
class I(int): pass
class F(float): pass
print(I(3).__add__(F(2)), F(2).__add__(I(3)), I(3) + F(2), super(I, I(3)).__add__(4), True.__and__(3), (1).__sub__(True), (1).__rsub__(I(5)))
print('a'.__mul__(2), [1].__add__([2]), 'a'.__eq__(1), (1,).__lt__((2,)), {1}.__or__([1]), {1}.__and__({1}))

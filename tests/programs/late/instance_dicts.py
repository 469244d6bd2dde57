# Instances whose `__dict__` is asked for, kept, changed and replaced while loops over them are compiled.
class A:
    def __init__(self, n): self.n=n; self.k=1
    def step(self): self.n+=self.k; return self.n
xs=[A(i) for i in range(20)]
t=0
for r in range(400):
    for x in xs:
        t+=x.step()
    if r==200:
        xs[3].__dict__['k']=5
        hold=xs[4].__dict__
    if r==250: hold['k']=100
    if r==300: hold['step']=lambda: 7
    if r==350: del hold['step']; xs[5].__dict__={'n':0,'k':2}
print(t, [x.n for x in xs], hold)
def f(o,n):
    s=0
    for i in range(n):
        o.v=i
        s+=o.v
        if i==n//2: o.__dict__['extra']=1
        if i>n//2: s+=o.extra
    return s
print(f(A(1),2000), f(A(2),2000))
class B(A):
    pass
b=B(1)
for i in range(3000):
    b.n=i
    if i%500==0:
        d=vars(b)
        d['n']=-1
        assert b.n==-1
        del d
print(vars(b))

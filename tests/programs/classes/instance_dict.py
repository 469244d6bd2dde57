# `obj.__dict__` is the attributes themselves: written to through either, assigned, shared, deleted.
class C:
    def __init__(self): self.x=1; self.y=2
    def m(self): return self.x
c=C()
d=c.__dict__
c.z=3
print(d, c.__dict__ is d, vars(c) is d)
d['w']=5
print(c.w)
del c.x
print(d)
try: c.x
except AttributeError as e: print(e)
d['x']=10
print(c.m(), c.__dict__)
d['m']=lambda: 'shadow'
print(c.m())
c.__dict__={'q':1}
print(c.q, vars(c), hasattr(c,'x'), d['w'])
class Borg:
    s={}
    def __init__(self): self.__dict__=self.s
a=Borg(); b=Borg(); a.v=1; print(b.v, b.__dict__ is Borg.s)
try: c.__dict__=3
except TypeError as e: print(e)
del c.__dict__
print(vars(c))
class S:
    __slots__=('a','__dict__')
s=S(); s.a=1; s.b=2; print(s.__dict__); s.__dict__['a']=7; print(s.a, s.__dict__); s.a=9; print(s.a)
del s.a
try: s.a
except AttributeError as e: print(e)
class L(list): pass
l=L([1,2]); l.k=1; l.__dict__['n']=2; print(l, l.n, len(l)); l.append(3); print(l)
e=ValueError('x'); e.foo=1; print(e.__dict__); e.__dict__['bar']=2; print(e.bar, e.args)
import gc
d=None
o=C(); o.__dict__['t']=5; gc.collect(); print(o.__dict__, o.t)
dd=o.__dict__; gc.collect(); o.u=1; print(dd)
o.__dict__[3]=4; print(o.__dict__); gc.collect(); print(vars(o))
class D: pass
o.__class__=D
print(vars(o) is dd, o.t)
big=D()
for i in range(1000): setattr(big,'a%d'%i,i)
print(len(vars(big)), big.a999, sum(vars(big).values()))
for i in range(0,1000,2): delattr(big,'a%d'%i)
print(len(vars(big)))
print(dir(big)[-3:])
class P:
    def __init__(self, **k): self.__dict__.update(k)
    def __eq__(s,o): return s.__dict__==o.__dict__
print(P(a=1,b=2)==P(b=2,a=1), P(a=1)==P(a=2))
t=0
for i in range(3000):
    p=P(a=i,b=i+1); t+=p.a+p.b; p.a+=1; t+=p.a
print(t)
ps=[P(a=i) for i in range(10)]
for i in range(30000): ps[i%10].a+=1
print([p.a for p in ps])

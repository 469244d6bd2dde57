class V:
    __slots__=()
    pass
class Vec:
    def __init__(self,x,y): self.x=x; self.y=y
    def __add__(self,o):
        if isinstance(o,(int,float,Other)): return NotImplemented
        return Vec(self.x+o.x,self.y+o.y)
    def __radd__(self,o): return Vec(self.x+o,self.y+o)
    def __sub__(self,o): return Vec(self.x-o.x,self.y-o.y)
    def __mul__(self,k): return Vec(self.x*k,self.y*k)
    def __rmul__(self,k): return Vec(k*self.x,k*self.y)
    def __eq__(self,o):
        if not isinstance(o,Vec): return NotImplemented
        return self.x==o.x and self.y==o.y
    def __lt__(self,o): return self.x<o.x
    def __getitem__(self,i): return self.y if i else self.x
    def __setitem__(self,i,v):
        if i: self.y=v
        else: self.x=v
        return 77
    def __call__(self,z): return self.x*z
    @property
    def norm(self): return self.x*self.x+self.y*self.y
    @staticmethod
    def make(a): return Vec(a,a)
    @classmethod
    def cmake(cls,a): return cls(a,2*a)
    def base(self): return 1
class W(Vec):
    def __init__(self,x,y):
        super().__init__(x,y)
        self.z=3
    def base(self): return super(W,self).base()+10
    def __iadd__(self,o): self.x+=1; return self
class Other:
    def __radd__(self,o): return 5
    def __eq__(self,o): return True
def f(n):
    a=Vec(1,2); t=0
    for i in range(n):
        b=Vec(i,i+1)
        c=a+b-b*2
        t+=c.x+c.y+c[0]+c[1]
        c[0]=i; c[1]=t%7
        t+=c(3)+c.norm
        d=3*c
        t+=d.x
        if a==b: t+=1
        if a!=b: t+=2
        if a<b: t+=3
        e=a<b
        t+=e
        w=W(i,1)
        t+=w.base()+w.z
        w+=3
        t+=w.x
        t+=Vec.make(i).norm+Vec.cmake(2).y+w.cmake(3).x if i<0 else Vec.make(i).norm+Vec.cmake(2).y
        if i%40==39:
            t+=(a+Other())
            try:
                a+5
            except TypeError as x:
                t+=len(str(x))
            if a==Other(): t+=100
            if a!=3: t+=100
        t%=1000003
    return t
print(f(50)); print(f(500)); print(f(3000))
def g(xs):
    t=0
    for x in xs:
        y=x+x
        t+=y.x if isinstance(y,Vec) else y
    return t
print(g([Vec(1,2)]*200+[3]*5+[Vec(2,3)]*5+[W(1,2)]*200))
Vec.__add__=lambda s,o: Vec(100,0)
print(g([Vec(1,2)]*100))
class T:
    def __init__(s,v): s.v=v
    def __lt__(s,o): return "yes" if s.v<o.v else ""
    def __getattr__(s,n): return 4
    def __contains__(s,x): return s.v==x
    def __len__(s): return s.v
    def __bool__(s): return s.v>3
    def __iter__(s): return iter([s.v])
def h(n):
    t=0
    for i in range(n):
        a=T(i%5); b=T(3)
        if a<b: t+=1
        if not (a<b): t+=5
        if a: t+=7
        if i in a: t+=11
        t+=len(a)
        for q in a: t+=q
        t+=a.foo
    return t
print(h(300))
def deep(v,n):
    if n==0: return v
    return deep(v+v,n-1)-v
print(deep(Vec(1,1),20).x)
class R:
    def __init__(s,v): s.v=v
    def __add__(s,o):
        if s.v==0: return s
        return R(s.v-1)+o
print([ (R(30)+1).v for _ in range(50)][-1])

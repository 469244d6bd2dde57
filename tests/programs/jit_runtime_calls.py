import math
class A:
    def __init__(s,x): s.x=x
    def __eq__(s,o): return s.x==o.x
    def __hash__(s): return hash(s.x)
class OC(list): pass
def f(n):
    out=[]
    d={}
    s=set()
    oc=OC([1,2,3])
    t=0
    for i in range(n):
        l=[i,i+1,i+2]
        l[:2]=l[1:][::-1][:2]
        l.insert(0,5); l.pop(); l.reverse()
        t+=sum(l)+len(l)+max(l)+min(1,i)+abs(-i)
        d[(i%7,i%3)]=i
        if (i%7,0) in d: t+=d[(i%7,0)] if (i%7,0) in d else 0
        s.add(i%10)
        t+=len(s)
        txt="%d-%s" % (i, "ab") + f"{i:04d}" + str(i) + "x"*(i%3)
        t+=len(txt)
        for c in txt:
            if c=='1': t+=ord(c)
            elif c in "ab": t+=1
        for k,v in enumerate(l): t+=k*v
        for x,y in zip(l,(1,2,3)): t+=x*y
        for k in d: t+=k[0]
        for k,v in d.items(): t+=v
        for x in oc: t+=x
        for x in reversed(l): t=t^x
        if txt: t+=1
        if not d: t+=1
        a,b=i,i+1
        a,b=b,a
        t+=a-b
        p=(a,b)
        x,y=p
        t+=x*y
        if l==[1,2,3] or l<[4]: t+=1
        q=isinstance(i,int), isinstance(l,(list,tuple)), isinstance(oc,list)
        t+=q[0]+q[2]
        z=A(i)
        w={z:1}
        t+=w[A(i)]
        if z==A(i): t+=3
        del l[0]
        l+=[4,5]
        t+=l[-1]
        j=",".join([str(u) for u in l])
        t+=len(j.split(","))
        g={u:u*2 for u in l}
        h={u for u in l}
        t+=len(g)+len(h)
        big=(i<<70)+3
        t+=big&0xff
        big2=(1<<60)+i
        t^=big2&0xff
        t+=hash(big2)%7
        with open_(i) as v: t+=v
        try:
            if i%50==3: raise ValueError(i)
            t+=1
        except ValueError as e:
            t+=e.args[0]
        t&=0xffffffff
    return t
class open_:
    def __init__(s,x): s.x=x
    def __enter__(s): return s.x
    def __exit__(s,*a): return False
print(f(1000))
print(f(3000))

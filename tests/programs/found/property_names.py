# A property is called as the class body did, in messages; one that was set later has no name.
class A:
    def __init__(self): self.x=1
for i in range(300):
    o = A()
    o.__dict__['__class__'] = 5
    o.__dict__['__dict__'] = 6
    if i%100==9: print(o.__class__, o.__dict__, type(o))
class V: pass
V.p = property(lambda self: 7)
for i in range(12):
  try: V().p = 1
  except AttributeError as e: print(e)
  try: del V().p
  except AttributeError as e: print(e)
V.q = property()
try: V().q
except AttributeError as e: print(e)
class W:
  p = V.p
  r = property()
  def x(self): pass
  s = property(x)
W.t=W.s.setter(None)
W.u=W.s.deleter(lambda a:1)
for n in 'prstu':
  for f in (lambda: getattr(W(), n), lambda: setattr(W(), n, 1), lambda: delattr(W(), n)):
      try: print(f())
      except AttributeError as e: print(n, e)

log = []
def t(x): log.append(x); return x
class O:
    def __getitem__(self, k): log.append(("get", k)); return 1
    def __setitem__(self, k, v): log.append(("set", k, v))
    def __setattr__(self, k, v): log.append(("attr", k, v))
    def __getattr__(self, k): log.append(("getattr", k)); return 1
o = O()
def run(action):
    log.clear(); action(); print(log)
def a1(): (o if t("obj") else o)[t("key")] = t("value")
def a2(): o[t("k")] += t(5)
def a3(): o.x, o[t(1)] = t(2), t(3)
def a4(): {t("k1"): t("v1"), t("k2"): t("v2")}
def a5(): (lambda *a, **k: 0)(t(1), *[t(2)], x=t(3), **{"y": t(4)})
def a6(): t(1) < t(2) < t(3)
def a7(): t(1) if t(0) else t(2)
def a8(): [t(i) for i in (t(1), t(2)) if t(i)]
def a9(): o.x += t(1)
def a10(): t(1) + t(2) * t(3) - t(4)
def a11(): [t(1), *[t(2)], t(3)]
def a12(): o[t(1):t(2):t(3)]
def a13(): f"{t(1)} {t(2):{t(3)}}"
def a14(): del_ = {1: 2}; del del_[t(1)]
for action in [a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14]: run(action)
def deco(n): log.append(n); return lambda f: f
log.clear()
@deco(1)
@deco(2)
def f(a=t("default")) -> t("annotation"): pass
class C(t(object), metaclass=t(type)): x: t("int") = t(5)
print(log)

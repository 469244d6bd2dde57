# Subclasses of the module type, as modules too.
def t(name, f):
    try: print(name, f())
    except BaseException as e: print(name, type(e).__name__, e)
import types, sys
class M(types.ModuleType):
    x = 3
    def hello(self): return self.__name__
    @property
    def p(self): return 'p' + self.__name__
m = M('foo')
t('m', lambda: repr(m)); t('m', lambda: m.hello()); t('m', lambda: m.p); t('m', lambda: m.x)
t('m', lambda: m.__doc__); t('m', lambda: sorted(m.__dict__))
m.y = 4
t('m', lambda: m.y); t('m', lambda: vars(m)['y']); t('isi', lambda: isinstance(m, types.ModuleType))
t('m', lambda: m.zz)
class M2(types.ModuleType):
    def __init__(self, name, extra):
        super().__init__(name, 'doc')
        self.extra = extra
    def __getattr__(self, n): return 'got ' + n
m2 = M2('bar', 7)
t('m2', lambda: (m2.extra, m2.__doc__, m2.abc, m2.__name__))
sys.modules['foo'] = m
import foo
t('imp', lambda: foo is m)
from foo import y, hello
t('imp', lambda: (y, hello()))
def fi():
    from foo import nothing
t('imp', fi)
sys.modules['bar'] = m2
from bar import whatever
print(whatever)
t('mm', lambda: type(m).__mro__)
t('mm', lambda: types.ModuleType())
t('mm', lambda: types.ModuleType('a', 'b').__doc__)
t('mm', lambda: types.ModuleType('a', x=1))
t('mm', lambda: sys.__class__)
def sc():
    sys.modules[__name__].__class__ = M
    print(type(sys.modules[__name__]), sys.modules[__name__].hello(), sys.modules[__name__].p)
def gc():
    import weakref
    return weakref.ref(m)() is m
t('weak', gc)

try:
    r = 1/0
    print('1/0', '=>', repr(r)[:60])
except Exception as e:
    print('1/0', '=>', type(e).__name__, e)
try:
    r = 1//0
    print('1//0', '=>', repr(r)[:60])
except Exception as e:
    print('1//0', '=>', type(e).__name__, e)
try:
    r = 1%0
    print('1%0', '=>', repr(r)[:60])
except Exception as e:
    print('1%0', '=>', type(e).__name__, e)
try:
    r = 1.0/0
    print('1.0/0', '=>', repr(r)[:60])
except Exception as e:
    print('1.0/0', '=>', type(e).__name__, e)
try:
    r = 1.0//0
    print('1.0//0', '=>', repr(r)[:60])
except Exception as e:
    print('1.0//0', '=>', type(e).__name__, e)
try:
    r = 1.0%0
    print('1.0%0', '=>', repr(r)[:60])
except Exception as e:
    print('1.0%0', '=>', type(e).__name__, e)
try:
    r = 1/0.0
    print('1/0.0', '=>', repr(r)[:60])
except Exception as e:
    print('1/0.0', '=>', type(e).__name__, e)
try:
    r = divmod(1,0)
    print('divmod(1,0)', '=>', repr(r)[:60])
except Exception as e:
    print('divmod(1,0)', '=>', type(e).__name__, e)
try:
    r = divmod(1.0,0.0)
    print('divmod(1.0,0.0)', '=>', repr(r)[:60])
except Exception as e:
    print('divmod(1.0,0.0)', '=>', type(e).__name__, e)
try:
    r = 0**-1
    print('0**-1', '=>', repr(r)[:60])
except Exception as e:
    print('0**-1', '=>', type(e).__name__, e)
try:
    r = 0.0**-1
    print('0.0**-1', '=>', repr(r)[:60])
except Exception as e:
    print('0.0**-1', '=>', type(e).__name__, e)
try:
    r = 10.0**400
    print('10.0**400', '=>', repr(r)[:60])
except Exception as e:
    print('10.0**400', '=>', type(e).__name__, e)
try:
    r = 10**400*1.0
    print('10**400*1.0', '=>', repr(r)[:60])
except Exception as e:
    print('10**400*1.0', '=>', type(e).__name__, e)
try:
    r = 10**400/3
    print('10**400/3', '=>', repr(r)[:60])
except Exception as e:
    print('10**400/3', '=>', type(e).__name__, e)
try:
    r = 1<<-1
    print('1<<-1', '=>', repr(r)[:60])
except Exception as e:
    print('1<<-1', '=>', type(e).__name__, e)
try:
    r = 1>>-1
    print('1>>-1', '=>', repr(r)[:60])
except Exception as e:
    print('1>>-1', '=>', type(e).__name__, e)
try:
    r = 1<<(1<<70)
    print('1<<(1<<70)', '=>', repr(r)[:60])
except Exception as e:
    print('1<<(1<<70)', '=>', type(e).__name__, e)
try:
    r = 'a'+1
    print("'a'+1", '=>', repr(r)[:60])
except Exception as e:
    print("'a'+1", '=>', type(e).__name__, e)
try:
    r = 1+'a'
    print("1+'a'", '=>', repr(r)[:60])
except Exception as e:
    print("1+'a'", '=>', type(e).__name__, e)
try:
    r = [1]+(1,)
    print('[1]+(1,)', '=>', repr(r)[:60])
except Exception as e:
    print('[1]+(1,)', '=>', type(e).__name__, e)
try:
    r = (1,)+[1]
    print('(1,)+[1]', '=>', repr(r)[:60])
except Exception as e:
    print('(1,)+[1]', '=>', type(e).__name__, e)
try:
    r = b'a'+1
    print("b'a'+1", '=>', repr(r)[:60])
except Exception as e:
    print("b'a'+1", '=>', type(e).__name__, e)
try:
    r = 'a'*'b'
    print("'a'*'b'", '=>', repr(r)[:60])
except Exception as e:
    print("'a'*'b'", '=>', type(e).__name__, e)
try:
    r = 'a'*1.5
    print("'a'*1.5", '=>', repr(r)[:60])
except Exception as e:
    print("'a'*1.5", '=>', type(e).__name__, e)
try:
    r = [1]*'a'
    print("[1]*'a'", '=>', repr(r)[:60])
except Exception as e:
    print("[1]*'a'", '=>', type(e).__name__, e)
try:
    r = 'a'*(1<<70)
    print("'a'*(1<<70)", '=>', repr(r)[:60])
except Exception as e:
    print("'a'*(1<<70)", '=>', type(e).__name__, e)
try:
    r = {1}|[1]
    print('{1}|[1]', '=>', repr(r)[:60])
except Exception as e:
    print('{1}|[1]', '=>', type(e).__name__, e)
try:
    r = {}|[]
    print('{}|[]', '=>', repr(r)[:60])
except Exception as e:
    print('{}|[]', '=>', type(e).__name__, e)
try:
    r = None+1
    print('None+1', '=>', repr(r)[:60])
except Exception as e:
    print('None+1', '=>', type(e).__name__, e)
try:
    r = 1@2
    print('1@2', '=>', repr(r)[:60])
except Exception as e:
    print('1@2', '=>', type(e).__name__, e)
try:
    r = -'a'
    print("-'a'", '=>', repr(r)[:60])
except Exception as e:
    print("-'a'", '=>', type(e).__name__, e)
try:
    r = ~1.5
    print('~1.5', '=>', repr(r)[:60])
except Exception as e:
    print('~1.5', '=>', type(e).__name__, e)
try:
    r = +[]
    print('+[]', '=>', repr(r)[:60])
except Exception as e:
    print('+[]', '=>', type(e).__name__, e)
try:
    r = pow(2,-1,0)
    print('pow(2,-1,0)', '=>', repr(r)[:60])
except Exception as e:
    print('pow(2,-1,0)', '=>', type(e).__name__, e)
try:
    r = pow(2,3,0)
    print('pow(2,3,0)', '=>', repr(r)[:60])
except Exception as e:
    print('pow(2,3,0)', '=>', type(e).__name__, e)
try:
    r = pow(2,-1,4)
    print('pow(2,-1,4)', '=>', repr(r)[:60])
except Exception as e:
    print('pow(2,-1,4)', '=>', type(e).__name__, e)
try:
    r = pow(2.0,3,4)
    print('pow(2.0,3,4)', '=>', repr(r)[:60])
except Exception as e:
    print('pow(2.0,3,4)', '=>', type(e).__name__, e)
try:
    r = 1<'a'
    print("1<'a'", '=>', repr(r)[:60])
except Exception as e:
    print("1<'a'", '=>', type(e).__name__, e)
try:
    r = [1]<[None]
    print('[1]<[None]', '=>', repr(r)[:60])
except Exception as e:
    print('[1]<[None]', '=>', type(e).__name__, e)
try:
    r = (1,)<('a',)
    print("(1,)<('a',)", '=>', repr(r)[:60])
except Exception as e:
    print("(1,)<('a',)", '=>', type(e).__name__, e)
try:
    r = {}<{}
    print('{}<{}', '=>', repr(r)[:60])
except Exception as e:
    print('{}<{}', '=>', type(e).__name__, e)
try:
    r = 1j<2
    print('1j<2', '=>', repr(r)[:60])
except Exception as e:
    print('1j<2', '=>', type(e).__name__, e)
try:
    r = len(5)
    print('len(5)', '=>', repr(r)[:60])
except Exception as e:
    print('len(5)', '=>', type(e).__name__, e)
try:
    r = len(None)
    print('len(None)', '=>', repr(r)[:60])
except Exception as e:
    print('len(None)', '=>', type(e).__name__, e)
try:
    r = 5[0]
    print('5[0]', '=>', repr(r)[:60])
except Exception as e:
    print('5[0]', '=>', type(e).__name__, e)
try:
    r = [1]['a']
    print("[1]['a']", '=>', repr(r)[:60])
except Exception as e:
    print("[1]['a']", '=>', type(e).__name__, e)
try:
    r = [1][1.0]
    print('[1][1.0]', '=>', repr(r)[:60])
except Exception as e:
    print('[1][1.0]', '=>', type(e).__name__, e)
try:
    r = (1,)[5]
    print('(1,)[5]', '=>', repr(r)[:60])
except Exception as e:
    print('(1,)[5]', '=>', type(e).__name__, e)
try:
    r = (1,)['a']
    print("(1,)['a']", '=>', repr(r)[:60])
except Exception as e:
    print("(1,)['a']", '=>', type(e).__name__, e)
try:
    r = 'abc'[5]
    print("'abc'[5]", '=>', repr(r)[:60])
except Exception as e:
    print("'abc'[5]", '=>', type(e).__name__, e)
try:
    r = 'abc'['a']
    print("'abc'['a']", '=>', repr(r)[:60])
except Exception as e:
    print("'abc'['a']", '=>', type(e).__name__, e)
try:
    r = {}[[]]
    print('{}[[]]', '=>', repr(r)[:60])
except Exception as e:
    print('{}[[]]', '=>', type(e).__name__, e)
try:
    r = hash([])
    print('hash([])', '=>', repr(r)[:60])
except Exception as e:
    print('hash([])', '=>', type(e).__name__, e)
try:
    r = hash({})
    print('hash({})', '=>', repr(r)[:60])
except Exception as e:
    print('hash({})', '=>', type(e).__name__, e)
try:
    r = {}['x']
    print("{}['x']", '=>', repr(r)[:60])
except Exception as e:
    print("{}['x']", '=>', type(e).__name__, e)
try:
    r = range(5)[9]
    print('range(5)[9]', '=>', repr(r)[:60])
except Exception as e:
    print('range(5)[9]', '=>', type(e).__name__, e)
try:
    r = range(5)['a']
    print("range(5)['a']", '=>', repr(r)[:60])
except Exception as e:
    print("range(5)['a']", '=>', type(e).__name__, e)
try:
    r = int[0]
    print('int[0]', '=>', repr(r)[:60])
except Exception as e:
    print('int[0]', '=>', type(e).__name__, e)
try:
    r = len[0]
    print('len[0]', '=>', repr(r)[:60])
except Exception as e:
    print('len[0]', '=>', type(e).__name__, e)
try:
    r = None[0]
    print('None[0]', '=>', repr(r)[:60])
except Exception as e:
    print('None[0]', '=>', type(e).__name__, e)
try:
    r = 1 in 5
    print('1 in 5', '=>', repr(r)[:60])
except Exception as e:
    print('1 in 5', '=>', type(e).__name__, e)
try:
    r = 'a' in 5
    print("'a' in 5", '=>', repr(r)[:60])
except Exception as e:
    print("'a' in 5", '=>', type(e).__name__, e)
try:
    r = 1 in 'abc'
    print("1 in 'abc'", '=>', repr(r)[:60])
except Exception as e:
    print("1 in 'abc'", '=>', type(e).__name__, e)
try:
    r = 1 in {1:2}
    print('1 in {1:2}', '=>', repr(r)[:60])
except Exception as e:
    print('1 in {1:2}', '=>', type(e).__name__, e)
try:
    r = [] in {1}
    print('[] in {1}', '=>', repr(r)[:60])
except Exception as e:
    print('[] in {1}', '=>', type(e).__name__, e)
try:
    r = iter(5)
    print('iter(5)', '=>', repr(r)[:60])
except Exception as e:
    print('iter(5)', '=>', type(e).__name__, e)
try:
    r = next(5)
    print('next(5)', '=>', repr(r)[:60])
except Exception as e:
    print('next(5)', '=>', type(e).__name__, e)
try:
    r = list(5)
    print('list(5)', '=>', repr(r)[:60])
except Exception as e:
    print('list(5)', '=>', type(e).__name__, e)
try:
    r = [1].foo
    print('[1].foo', '=>', repr(r)[:60])
except Exception as e:
    print('[1].foo', '=>', type(e).__name__, e)
try:
    r = (5).foo
    print('(5).foo', '=>', repr(r)[:60])
except Exception as e:
    print('(5).foo', '=>', type(e).__name__, e)
try:
    r = None.foo
    print('None.foo', '=>', repr(r)[:60])
except Exception as e:
    print('None.foo', '=>', type(e).__name__, e)
try:
    r = int.foo
    print('int.foo', '=>', repr(r)[:60])
except Exception as e:
    print('int.foo', '=>', type(e).__name__, e)
try:
    r = len.foo
    print('len.foo', '=>', repr(r)[:60])
except Exception as e:
    print('len.foo', '=>', type(e).__name__, e)
try:
    r = 'x'.foo
    print("'x'.foo", '=>', repr(r)[:60])
except Exception as e:
    print("'x'.foo", '=>', type(e).__name__, e)
try:
    r = (lambda:0).foo
    print('(lambda:0).foo', '=>', repr(r)[:60])
except Exception as e:
    print('(lambda:0).foo', '=>', type(e).__name__, e)
try:
    r = isinstance(1,5)
    print('isinstance(1,5)', '=>', repr(r)[:60])
except Exception as e:
    print('isinstance(1,5)', '=>', type(e).__name__, e)
try:
    r = issubclass(1,int)
    print('issubclass(1,int)', '=>', repr(r)[:60])
except Exception as e:
    print('issubclass(1,int)', '=>', type(e).__name__, e)
try:
    r = issubclass(int,1)
    print('issubclass(int,1)', '=>', repr(r)[:60])
except Exception as e:
    print('issubclass(int,1)', '=>', type(e).__name__, e)
try:
    r = b'ab'[9]
    print("b'ab'[9]", '=>', repr(r)[:60])
except Exception as e:
    print("b'ab'[9]", '=>', type(e).__name__, e)
try:
    r = b'ab'['a']
    print("b'ab'['a']", '=>', repr(r)[:60])
except Exception as e:
    print("b'ab'['a']", '=>', type(e).__name__, e)
try:
    r = 'a'%1
    print("'a'%1", '=>', repr(r)[:60])
except Exception as e:
    print("'a'%1", '=>', type(e).__name__, e)
try:
    r = 'a' in [1]
    print("'a' in [1]", '=>', repr(r)[:60])
except Exception as e:
    print("'a' in [1]", '=>', type(e).__name__, e)
try:
    r = 1 in b'ab'
    print("1 in b'ab'", '=>', repr(r)[:60])
except Exception as e:
    print("1 in b'ab'", '=>', type(e).__name__, e)
try:
    r = 'a' in b'ab'
    print("'a' in b'ab'", '=>', repr(r)[:60])
except Exception as e:
    print("'a' in b'ab'", '=>', type(e).__name__, e)
try:
    r = 300 in b'ab'
    print("300 in b'ab'", '=>', repr(r)[:60])
except Exception as e:
    print("300 in b'ab'", '=>', type(e).__name__, e)
try:
    r = [1,2][1:2:0]
    print('[1,2][1:2:0]', '=>', repr(r)[:60])
except Exception as e:
    print('[1,2][1:2:0]', '=>', type(e).__name__, e)
try:
    r = [1,2]['a':]
    print("[1,2]['a':]", '=>', repr(r)[:60])
except Exception as e:
    print("[1,2]['a':]", '=>', type(e).__name__, e)
try:
    r = [1,2][::'a']
    print("[1,2][::'a']", '=>', repr(r)[:60])
except Exception as e:
    print("[1,2][::'a']", '=>', type(e).__name__, e)
try:
    r = round('a')
    print("round('a')", '=>', repr(r)[:60])
except Exception as e:
    print("round('a')", '=>', type(e).__name__, e)
try:
    r = abs('a')
    print("abs('a')", '=>', repr(r)[:60])
except Exception as e:
    print("abs('a')", '=>', type(e).__name__, e)
try:
    r = int.x.y
    print('int.x.y', '=>', repr(r)[:60])
except Exception as e:
    print('int.x.y', '=>', type(e).__name__, e)
try:
    r = 10**5000 and str(10**5000)
    print('10**5000 and str(10**5000)', '=>', repr(r)[:60])
except Exception as e:
    print('10**5000 and str(10**5000)', '=>', type(e).__name__, e)
try:
    r = int('9'*5000)
    print("int('9'*5000)", '=>', repr(r)[:60])
except Exception as e:
    print("int('9'*5000)", '=>', type(e).__name__, e)
try:
    r = float(10**400)
    print('float(10**400)', '=>', repr(r)[:60])
except Exception as e:
    print('float(10**400)', '=>', type(e).__name__, e)
try:
    r = [1]*(1<<62)
    print('[1]*(1<<62)', '=>', repr(r)[:60])
except Exception as e:
    print('[1]*(1<<62)', '=>', type(e).__name__, e)
try:
    r = [1]*(1<<70)
    print('[1]*(1<<70)', '=>', repr(r)[:60])
except Exception as e:
    print('[1]*(1<<70)', '=>', type(e).__name__, e)
try:
    r = object().x
    print('object().x', '=>', repr(r)[:60])
except Exception as e:
    print('object().x', '=>', type(e).__name__, e)
try:
    r = type('A',(),{})().x
    print("type('A',(),{})().x", '=>', repr(r)[:60])
except Exception as e:
    print("type('A',(),{})().x", '=>', type(e).__name__, e)
try:
    r = type('A',(),{})()[0]
    print("type('A',(),{})()[0]", '=>', repr(r)[:60])
except Exception as e:
    print("type('A',(),{})()[0]", '=>', type(e).__name__, e)
try:
    r = type('A',(),{})()+1
    print("type('A',(),{})()+1", '=>', repr(r)[:60])
except Exception as e:
    print("type('A',(),{})()+1", '=>', type(e).__name__, e)
try:
    r = 1+type('A',(),{})()
    print("1+type('A',(),{})()", '=>', repr(r)[:60])
except Exception as e:
    print("1+type('A',(),{})()", '=>', type(e).__name__, e)
try:
    r = len(type('A',(),{})())
    print("len(type('A',(),{})())", '=>', repr(r)[:60])
except Exception as e:
    print("len(type('A',(),{})())", '=>', type(e).__name__, e)
try:
    r = type('A',(),{})()<1
    print("type('A',(),{})()<1", '=>', repr(r)[:60])
except Exception as e:
    print("type('A',(),{})()<1", '=>', type(e).__name__, e)
try:
    r = iter(type('A',(),{})())
    print("iter(type('A',(),{})())", '=>', repr(r)[:60])
except Exception as e:
    print("iter(type('A',(),{})())", '=>', type(e).__name__, e)
try:
    r = type('A',(),{})()()
    print("type('A',(),{})()()", '=>', repr(r)[:60])
except Exception as e:
    print("type('A',(),{})()()", '=>', type(e).__name__, e)
try:
    r = hash(type('A',(),{'__eq__':1})())
    print("hash(type('A',(),{'__eq__':1})())", '=>', repr(r)[:60])
except Exception as e:
    print("hash(type('A',(),{'__eq__':1})())", '=>', type(e).__name__, e)
try:
    r = 1 in type('A',(),{})()
    print("1 in type('A',(),{})()", '=>', repr(r)[:60])
except Exception as e:
    print("1 in type('A',(),{})()", '=>', type(e).__name__, e)
try:
    r = bool(type('A',(),{'__bool__':lambda s:5})())
    print("bool(type('A',(),{'__bool__':lambda s:5})())", '=>', repr(r)[:60])
except Exception as e:
    print("bool(type('A',(),{'__bool__':lambda s:5})())", '=>', type(e).__name__, e)
try:
    r = bool(type('A',(),{'__len__':lambda s:-5})())
    print("bool(type('A',(),{'__len__':lambda s:-5})())", '=>', repr(r)[:60])
except Exception as e:
    print("bool(type('A',(),{'__len__':lambda s:-5})())", '=>', type(e).__name__, e)
try:
    r = len(type('A',(),{'__len__':lambda s:'a'})())
    print("len(type('A',(),{'__len__':lambda s:'a'})())", '=>', repr(r)[:60])
except Exception as e:
    print("len(type('A',(),{'__len__':lambda s:'a'})())", '=>', type(e).__name__, e)
try:
    r = hash(type('A',(),{'__hash__':lambda s:'a'})())
    print("hash(type('A',(),{'__hash__':lambda s:'a'})())", '=>', repr(r)[:60])
except Exception as e:
    print("hash(type('A',(),{'__hash__':lambda s:'a'})())", '=>', type(e).__name__, e)
try:
    r = [][0]
    print('[][0]', '=>', repr(r)[:60])
except Exception as e:
    print('[][0]', '=>', type(e).__name__, e)
try:
    r = ()[0]
    print('()[0]', '=>', repr(r)[:60])
except Exception as e:
    print('()[0]', '=>', type(e).__name__, e)
try:
    r = ''[0]
    print("''[0]", '=>', repr(r)[:60])
except Exception as e:
    print("''[0]", '=>', type(e).__name__, e)
try:
    r = {1}[0]
    print('{1}[0]', '=>', repr(r)[:60])
except Exception as e:
    print('{1}[0]', '=>', type(e).__name__, e)
try:
    r = iter(type('A',(),{'__iter__':lambda s:1})())
    print("iter(type('A',(),{'__iter__':lambda s:1})())", '=>', repr(r)[:60])
except Exception as e:
    print("iter(type('A',(),{'__iter__':lambda s:1})())", '=>', type(e).__name__, e)
try:
    r = 2**-1
    print('2**-1', '=>', repr(r)[:60])
except Exception as e:
    print('2**-1', '=>', type(e).__name__, e)
try:
    r = (-8)**0.5
    print('(-8)**0.5', '=>', repr(r)[:60])
except Exception as e:
    print('(-8)**0.5', '=>', type(e).__name__, e)
try:
    r = 0j**-1
    print('0j**-1', '=>', repr(r)[:60])
except Exception as e:
    print('0j**-1', '=>', type(e).__name__, e)
try:
    r = 1j//2
    print('1j//2', '=>', repr(r)[:60])
except Exception as e:
    print('1j//2', '=>', type(e).__name__, e)
try:
    r = 1j%2
    print('1j%2', '=>', repr(r)[:60])
except Exception as e:
    print('1j%2', '=>', type(e).__name__, e)
try:
    r = 1j/0
    print('1j/0', '=>', repr(r)[:60])
except Exception as e:
    print('1j/0', '=>', type(e).__name__, e)
try:
    r = dict[0]
    print('dict[0]', '=>', repr(r)[:60])
except Exception as e:
    print('dict[0]', '=>', type(e).__name__, e)
try:
    r = float('nan')==float('nan')
    print("float('nan')==float('nan')", '=>', repr(r)[:60])
except Exception as e:
    print("float('nan')==float('nan')", '=>', type(e).__name__, e)
try:
    r = '%d'%'a'
    print("'%d'%'a'", '=>', repr(r)[:60])
except Exception as e:
    print("'%d'%'a'", '=>', type(e).__name__, e)
try:
    5[0]=1
    print('5[0]=1', '=> ok')
except Exception as e:
    print('5[0]=1', '=>', type(e).__name__, e)
try:
    (1,)[0]=1
    print('(1,)[0]=1', '=> ok')
except Exception as e:
    print('(1,)[0]=1', '=>', type(e).__name__, e)
try:
    'a'[0]=1
    print("'a'[0]=1", '=> ok')
except Exception as e:
    print("'a'[0]=1", '=>', type(e).__name__, e)
try:
    [1][5]=1
    print('[1][5]=1', '=> ok')
except Exception as e:
    print('[1][5]=1', '=>', type(e).__name__, e)
try:
    [1]['a']=1
    print("[1]['a']=1", '=> ok')
except Exception as e:
    print("[1]['a']=1", '=>', type(e).__name__, e)
try:
    {}[[]]=1
    print('{}[[]]=1', '=> ok')
except Exception as e:
    print('{}[[]]=1', '=>', type(e).__name__, e)
try:
    del [1][5]
    print('del [1][5]', '=> ok')
except Exception as e:
    print('del [1][5]', '=>', type(e).__name__, e)
try:
    del {}[1]
    print('del {}[1]', '=> ok')
except Exception as e:
    print('del {}[1]', '=>', type(e).__name__, e)
try:
    del (1,)[0]
    print('del (1,)[0]', '=> ok')
except Exception as e:
    print('del (1,)[0]', '=>', type(e).__name__, e)
try:
    del 'a'[0]
    print("del 'a'[0]", '=> ok')
except Exception as e:
    print("del 'a'[0]", '=>', type(e).__name__, e)
try:
    del 5[0]
    print('del 5[0]', '=> ok')
except Exception as e:
    print('del 5[0]', '=>', type(e).__name__, e)
try:
    [1,2,3][::2]=[1]
    print('[1,2,3][::2]=[1]', '=> ok')
except Exception as e:
    print('[1,2,3][::2]=[1]', '=>', type(e).__name__, e)
try:
    [1][0:1]=5
    print('[1][0:1]=5', '=> ok')
except Exception as e:
    print('[1][0:1]=5', '=>', type(e).__name__, e)
try:
    (5).x=1
    print('(5).x=1', '=> ok')
except Exception as e:
    print('(5).x=1', '=>', type(e).__name__, e)
try:
    [].x=1
    print('[].x=1', '=> ok')
except Exception as e:
    print('[].x=1', '=>', type(e).__name__, e)
try:
    None.x=1
    print('None.x=1', '=> ok')
except Exception as e:
    print('None.x=1', '=>', type(e).__name__, e)
try:
    int.x=1
    print('int.x=1', '=> ok')
except Exception as e:
    print('int.x=1', '=>', type(e).__name__, e)
try:
    len.x=1
    print('len.x=1', '=> ok')
except Exception as e:
    print('len.x=1', '=>', type(e).__name__, e)
try:
    object().x=1
    print('object().x=1', '=> ok')
except Exception as e:
    print('object().x=1', '=>', type(e).__name__, e)
try:
    del (5).x
    print('del (5).x', '=> ok')
except Exception as e:
    print('del (5).x', '=>', type(e).__name__, e)
try:
    del [].x
    print('del [].x', '=> ok')
except Exception as e:
    print('del [].x', '=>', type(e).__name__, e)
try:
    del object().x
    print('del object().x', '=> ok')
except Exception as e:
    print('del object().x', '=>', type(e).__name__, e)
try:
    del type('A',(),{})().x
    print("del type('A',(),{})().x", '=> ok')
except Exception as e:
    print("del type('A',(),{})().x", '=>', type(e).__name__, e)
try:
    del int.x
    print('del int.x', '=> ok')
except Exception as e:
    print('del int.x', '=>', type(e).__name__, e)
try:
    range(3)[0]=1
    print('range(3)[0]=1', '=> ok')
except Exception as e:
    print('range(3)[0]=1', '=>', type(e).__name__, e)
try:
    type('A',(),{})()[0]=1
    print("type('A',(),{})()[0]=1", '=> ok')
except Exception as e:
    print("type('A',(),{})()[0]=1", '=>', type(e).__name__, e)
try:
    del type('A',(),{})()[0]
    print("del type('A',(),{})()[0]", '=> ok')
except Exception as e:
    print("del type('A',(),{})()[0]", '=>', type(e).__name__, e)
try:
    x=1
    x+='a'
    print("x=1;x+='a'", '=> ok')
except Exception as e:
    print("x=1;x+='a'", '=>', type(e).__name__, e)
try:
    x=[]
    x+=5
    print('x=[];x+=5', '=> ok')
except Exception as e:
    print('x=[];x+=5', '=>', type(e).__name__, e)
try:
    x='a'
    x+=1
    print("x='a';x+=1", '=> ok')
except Exception as e:
    print("x='a';x+=1", '=>', type(e).__name__, e)
try:
    x={1}
    x|=[1]
    print('x={1};x|=[1]', '=> ok')
except Exception as e:
    print('x={1};x|=[1]', '=>', type(e).__name__, e)
try:
    x={}
    x|=5
    print('x={};x|=5', '=> ok')
except Exception as e:
    print('x={};x|=5', '=>', type(e).__name__, e)
try:
    x={}
    x|=[1]
    print('x={};x|=[1]', '=> ok')
except Exception as e:
    print('x={};x|=[1]', '=>', type(e).__name__, e)
try:
    x=(1,)
    x+=[1]
    print('x=(1,);x+=[1]', '=> ok')
except Exception as e:
    print('x=(1,);x+=[1]', '=>', type(e).__name__, e)
try:
    (lambda:0).__name__=5
    print('(lambda:0).__name__=5', '=> ok')
except Exception as e:
    print('(lambda:0).__name__=5', '=>', type(e).__name__, e)
try:
    type('A',(),{'p':property()})().p
    print("type('A',(),{'p':property()})().p", '=> ok')
except Exception as e:
    print("type('A',(),{'p':property()})().p", '=>', type(e).__name__, e)
try:
    type('A',(),{'p':property()})().p=1
    print("type('A',(),{'p':property()})().p=1", '=> ok')
except Exception as e:
    print("type('A',(),{'p':property()})().p=1", '=>', type(e).__name__, e)
try:
    del type('A',(),{'p':property()})().p
    print("del type('A',(),{'p':property()})().p", '=> ok')
except Exception as e:
    print("del type('A',(),{'p':property()})().p", '=>', type(e).__name__, e)
try:
    x=1
    x**='a'
    print("x=1;x**='a'", '=> ok')
except Exception as e:
    print("x=1;x**='a'", '=>', type(e).__name__, e)
try:
    x=1
    x<<='a'
    print("x=1;x<<='a'", '=> ok')
except Exception as e:
    print("x=1;x<<='a'", '=>', type(e).__name__, e)
try:
    x=1
    x//='a'
    print("x=1;x//='a'", '=> ok')
except Exception as e:
    print("x=1;x//='a'", '=>', type(e).__name__, e)
try:
    x=range(5)
    x.start=5
    print('x=range(5);x.start=5', '=> ok')
except Exception as e:
    print('x=range(5);x.start=5', '=>', type(e).__name__, e)
try:
    del [1]['a']
    print("del [1]['a']", '=> ok')
except Exception as e:
    print("del [1]['a']", '=>', type(e).__name__, e)
try:
    del [1][1:2:0]
    print('del [1][1:2:0]', '=> ok')
except Exception as e:
    print('del [1][1:2:0]', '=>', type(e).__name__, e)
try:
    x=[]
    x*='a'
    print("x=[];x*='a'", '=> ok')
except Exception as e:
    print("x=[];x*='a'", '=>', type(e).__name__, e)
try:
    x=1
    x@=2
    print('x=1;x@=2', '=> ok')
except Exception as e:
    print('x=1;x@=2', '=>', type(e).__name__, e)

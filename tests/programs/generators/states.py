# The states of generators and coroutines as inspect names them.
import inspect
def g():
    x = 1
    yield inspect.getgeneratorstate(me)
    yield 2
me = g()
print(inspect.getgeneratorstate(me))
print(next(me), inspect.getgeneratorstate(me))
me.close()
print(inspect.getgeneratorstate(me), me.gi_frame)
async def c(): return 1
k = c()
print(inspect.getcoroutinestate(k))
k.close()
print(inspect.getcoroutinestate(k), k.cr_frame)
me = g()
print([next(me), next(me), next(me, 5)])
print(me.gi_suspended, me.gi_running, me.gi_frame, inspect.getgeneratorstate(me), me.gi_code.co_name, me.gi_yieldfrom)

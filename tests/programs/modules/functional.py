import operator, functools, string, copy, heapq, bisect
print(operator.add(1, 2), operator.itemgetter(1, 0)("ab"), operator.attrgetter("real")(5), operator.methodcaller("upper")("a"), operator.mul(2, 3), operator.contains([1], 1), operator.not_(1), operator.truth([]), operator.concat("a", "b"), operator.neg(1))
h = [5, 2, 8]; heapq.heapify(h); heapq.heappush(h, 1); print(heapq.heappop(h), heapq.nsmallest(2, h), heapq.nlargest(1, h), list(heapq.merge([1, 4], [2, 3])), h)
b = [1, 3, 5]; bisect.insort(b, 4); print(b, bisect.bisect_left(b, 3), bisect.bisect(b, 3))
print(string.ascii_lowercase, string.digits, string.punctuation, string.capwords("a b"), string.Template("$a ${b}").substitute(a=1, b=2))
x = [1, [2]]; y = copy.copy(x); z = copy.deepcopy(x); x[1].append(3); print(y, z)
print(functools.cached_property.__name__, functools.reduce(operator.add, range(5)))

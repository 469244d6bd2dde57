import statistics as st
def t(f):
    try: r = f()
    except Exception as e: print(type(e).__name__, e)
    else: print(repr(r))
print(st.mean([1,2,3,4]), st.mean([1.5, 2.5]), st.median([3,1,2]), st.median([4,1,2,3]), st.mode("aabbb"), st.stdev([1,2,3,4,5]), st.pstdev([1,2,3]), st.variance([2.75, 1.75, 1.25, 0.25]), st.quantiles(range(10)), st.harmonic_mean([40, 60]), st.geometric_mean([54, 24, 36]), st.multimode("aabb"), st.fmean([1,2]), st.correlation([1,2,3],[1,2,4]), st.linear_regression([1,2,3],[2,4,7]), st.NormalDist(1, 2).cdf(2), round(st.NormalDist().inv_cdf(0.975), 12))
from fractions import Fraction
print(st.mean([Fraction(1,2), Fraction(1,3)]))
t(lambda: st.mean([])); t(lambda: st.median([])); t(lambda: st.variance([1])); t(lambda: st.mean(["a"]))

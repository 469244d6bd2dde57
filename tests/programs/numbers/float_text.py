for x in [0.0, -0.0, 1.0, 0.1, 1e15, 1e16, 1e17, 1e-4, 1e-5, 123456789.123456789, 1e100, 5e-324, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 2/3]:
    print(x, repr(x), str(x), f"{x:g}", f"{x:e}", f"{x:.3f}" if abs(x) < 1e20 else "", f"{x:%}" if abs(x) < 1e5 else "", f"{x:10.4}|")

def f(a,
      b):
    return (a +
            b /
            0)


x = [
    f(1,
      2),
    3,
]

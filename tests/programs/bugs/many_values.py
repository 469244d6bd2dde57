# Class: forty ints and forty floats live at once.
# More values than registers, all read again behind a late exit and at the end.


def ints(n):
    a = b = c = d = e = f = g = h = 1
    k = l = m = o = p = q = r = s = 2
    t = u = v = w = x = y = z = A = 3
    B = C = D = E = F = G = H = I = 4
    J = K = L = M = N = O = P = Q = 5
    for i in range(n):
        a += b; b ^= i; c += d; d -= i; e += f; f ^= a; g += h; h -= c
        k += l; l ^= e; m += o; o -= g; p += q; q ^= k; r += s; s -= m
        t += u; u ^= p; v += w; w -= r; x += y; y ^= t; z += A; A -= v
        B += C; C ^= x; D += E; E -= z; F += G; G ^= B; H += I; I -= D
        J += K; K ^= F; L += M; M -= H; N += O; O ^= J; P += Q; Q -= L
        if i == n - 2:
            a, b, c = 0.5, None, "c"
            break
    return [a, b, c, d, e, f, g, h, k, l, m, o, p, q, r, s, t, u, v, w, x, y, z, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q]


def floats(n):
    a = b = c = d = e = f = g = h = 1.5
    k = l = m = o = p = q = r = s = 2.25
    t = u = v = w = x = y = z = A = 0.125
    B = C = D = E = F = G = H = I = 3.0
    J = K = L = M = N = O = P = Q = 0.75
    for i in range(n):
        a += b; b *= 0.5; c += d; d -= a; e += f; f *= 0.25; g += h; h -= c
        k += l; l *= 0.5; m += o; o -= e; p += q; q *= 0.25; r += s; s -= g
        t += u; u *= 0.5; v += w; w -= k; x += y; y *= 0.25; z += A; A -= m
        B += C; C *= 0.5; D += E; E -= p; F += G; G *= 0.25; H += I; I -= r
        J += K; K *= 0.5; L += M; M -= t; N += O; O *= 0.25; P += Q; Q -= v
        if i == n - 2:
            break
    return [a, b, c, d, e, f, g, h, k, l, m, o, p, q, r, s, t, u, v, w, x, y, z, A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P, Q]


print(ints(90))
print([round(x, 6) for x in floats(70)])

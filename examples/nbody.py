"""The sun and the four big planets, for some steps: run with --jit off to see what traces are worth."""
import sys
import time


class Body:
    def __init__(self, position, velocity, mass):
        self.x, self.y, self.z = position
        self.vx, self.vy, self.vz = velocity
        self.mass = mass


YEAR = 365.24
SUN = 39.47841760435743


def system():
    rows = [
        ((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), 1.0),
        ((4.84143144246472, -1.16032004402743, -0.103622044471123), (0.00166007664274404, 0.00769901118419740, -0.0000690460016972063), 0.000954791938424327),
        ((8.34336671824458, 4.12479856412430, -0.403523417114321), (-0.00276742510726411, 0.00499852801234917, 0.0000230417297573764), 0.000285885980666131),
        ((12.8943695621391, -15.1111514016986, -0.223307578892656), (0.00296460137564762, 0.00237847173959481, -0.0000296589568540238), 0.0000436624404335156),
        ((15.3796971148509, -25.9193146099880, 0.179258772950371), (0.00268067772490389, 0.00162824170038242, -0.0000951592254519716), 0.0000515138902046611),
    ]
    bodies = []
    for position, velocity, mass in rows:
        bodies.append(Body(position, [v * YEAR for v in velocity], mass * SUN))
    return bodies


def energy(bodies):
    total = 0.0
    for i in range(len(bodies)):
        a = bodies[i]
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for j in range(i + 1, len(bodies)):
            b = bodies[j]
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            total -= a.mass * b.mass / (dx * dx + dy * dy + dz * dz) ** 0.5
    return total


def advance(bodies, dt, steps):
    count = len(bodies)
    for step in range(steps):
        for i in range(count):
            a = bodies[i]
            for j in range(i + 1, count):
                b = bodies[j]
                dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
                square = dx * dx + dy * dy + dz * dz
                strength = dt / (square * square ** 0.5)
                pull = b.mass * strength
                a.vx -= dx * pull
                a.vy -= dy * pull
                a.vz -= dz * pull
                pull = a.mass * strength
                b.vx += dx * pull
                b.vy += dy * pull
                b.vz += dz * pull
        for body in bodies:
            body.x += dt * body.vx
            body.y += dt * body.vy
            body.z += dt * body.vz


if __name__ == "__main__":
    steps = int(sys.argv[1]) if len(sys.argv) > 1 else 200000
    bodies = system()
    print("energy before %.9f" % energy(bodies))
    start = time.perf_counter()
    advance(bodies, 0.01, steps)
    print("energy after  %.9f" % energy(bodies))
    print(f"{steps} steps in {time.perf_counter() - start:.3f} s")

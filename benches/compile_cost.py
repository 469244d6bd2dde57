#!/usr/bin/env python3
"""What compiling costs: nanoseconds per recorded uop for each stage, bytes per uop, and how that grows with the
length of the trace (straight-line loop bodies that give about 100 to 10,000 uops).

  compile_cost.py [--taipan PATH]
"""
import argparse, json, os, subprocess, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))


def program(statements):
    lines = ["def f(n):", "    a = 1.5", "    b = 2.5", "    c = 0.5", "    i = 0", "    while i < n:"]
    body = ["        a = b * c - a", "        b = a + c * 0.25", "        c = c - b * 0.125", "        i = i + 1"]
    for number in range(statements):
        lines.append(body[number % 3] if number else body[3])
    lines += ["    return a + b + c", "f(300)"]
    return "\n".join(lines) + "\n"


def statistics(taipan, text):
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(text)
        file.flush()
        run = subprocess.run([taipan, "--stats", "json", file.name], capture_output=True, text=True)
    return json.loads(run.stderr.strip().splitlines()[-1])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--taipan", default=os.path.join(HERE, "..", "target", "release", "taipan"))
    options = parser.parse_args()
    print("| statements | uops recorded | record+optimize ns/uop | allocate | emit | all | bytes/uop |")
    print("|---|---|---|---|---|---|---|")
    for count in (50, 150, 500, 1500, 5000):
        best = None
        for _ in range(5):
            found = statistics(options.taipan, program(count))
            total = found["record_nanos"] + found["allocate_nanos"] + found["emit_nanos"]
            if best is None or total < best[0]:
                best = (total, found)
        total, found = best
        uops = max(1, found["uops_recorded"])
        print("| %d | %d | %.0f | %.0f | %.0f | %.0f | %.1f |" % (
            count, uops, found["record_nanos"] / uops, found["allocate_nanos"] / uops, found["emit_nanos"] / uops,
            total / uops, found["bytes_of_code"] / uops))


if __name__ == "__main__":
    main()

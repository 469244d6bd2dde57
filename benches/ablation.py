#!/usr/bin/env python3
"""The kernels in every mode, as a table of CPU time per run and ratios to `scan`.

  ablation.py [--taipan PATH] [--rounds N] [kernel ...]

Modes: off (interpreter alone), oracle (traces by the reference interpreter), spill (machine code, every
value through memory), scan (machine code as it is meant). Rounds are interleaved; medians are printed.
Also per kernel, in spill and scan: loads and stores of spill slots in the loop bodies, from the emitted code.
"""
import argparse, os, re, statistics, subprocess

HERE = os.path.dirname(os.path.abspath(__file__))
PEERS = os.path.join(HERE, "peers")
KERNELS = ["x_nbody", "x_spectral", "x_fannkuch", "x_mandelbrot", "x_fib", "x_sieve", "x_bintrees", "x_wordcount"]
MODES = {
    "off": {"TAIPAN_JIT": "off"},
    "oracle": {"TAIPAN_JIT": "oracle"},
    "spill": {"TAIPAN_REGALLOC": "spill"},
    "scan": {},
}


def environment(mode):
    env = dict(os.environ)
    env.update({"PYTHONPATH": os.path.join(PEERS, "stub"), "PB_CLOCK_CPU": "1"})
    env.update(MODES[mode])
    return env


def seconds(taipan, kernel, mode):
    env = environment(mode)
    env["PB_CURVE"] = "1" if mode == "oracle" else "5"
    run = subprocess.run([taipan, os.path.join(PEERS, "py", kernel + ".py")], env=env, capture_output=True, text=True)
    for line in run.stdout.splitlines():
        if line.startswith("CURVE"):
            return statistics.median(float(word) for word in line.split()[2:])
    return float("nan")


def memory_accesses(taipan, kernel, mode):
    """Loads and stores between each `loop:` label and its back-edge, over all loops."""
    env = environment(mode)
    env["PB_CURVE"] = "1"
    command = [taipan, "--dump", "asm", os.path.join(PEERS, "py", kernel + ".py")]
    text = subprocess.run(command, env=env, capture_output=True, text=True).stderr
    counts, inside = [], False
    for line in text.splitlines():
        if line.strip() == "loop:":
            inside, count = True, 0
        elif inside and line.strip().startswith("loop"):
            inside = False
            counts.append(count)
        elif inside and re.match(r"\s+[0-9a-f]{4,}\s+(?!lea|nop)", line) and "[" in line:
            count += 1
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--taipan", default=os.path.join(HERE, "..", "target", "release", "taipan"))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--modes", default=",".join(MODES))
    parser.add_argument("kernels", nargs="*", default=KERNELS)
    options = parser.parse_args()
    modes = options.modes.split(",")
    times = {}
    for _ in range(options.rounds):
        for kernel in options.kernels:
            for mode in modes:
                times.setdefault((kernel, mode), []).append(seconds(options.taipan, kernel, mode))
    ratios = ["%s / scan" % mode for mode in modes if mode != "scan"]
    print("| kernel | " + " | ".join("%s ms" % mode for mode in modes) + " | " + " | ".join(ratios) +
          " | accesses per loop, spill | scan |")
    print("|---" * (len(modes) + len(ratios) + 3) + "|")
    for kernel in options.kernels:
        medians = {mode: statistics.median(times[kernel, mode]) for mode in modes}
        cells = ["%.2f" % (medians[mode] * 1e3) for mode in modes]
        cells += ["%.2f" % (medians[mode] / medians["scan"]) for mode in modes if mode != "scan"]
        for mode in ("spill", "scan"):
            counts = memory_accesses(options.taipan, kernel, mode)
            cells.append("%d in %d" % (sum(counts), len(counts)))
        print("| " + kernel + " | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()

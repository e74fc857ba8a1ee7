#!/usr/bin/env python3
"""table.py FOLDER: what bench/run measured, as a table."""

import sys
from collections import defaultdict
from statistics import median

folder = sys.argv[1]
rounds = defaultdict(list)
with open(f"{folder}/figures") as file:
    for line in file:
        name, *figures = line.rstrip("\n").split("\t")
        rounds[name].append([float(figure) for figure in figures])

cpu = {name: sorted(row[0] for row in rows) for name, rows in rounds.items()}
print("| scenario | CPU µs a request: min / median / max | × inline peer | × peer on another thread | requests/s | p50 / p99 ms | trips to the database | refused |")
print("|---|---|---|---|---|---|---|---|")
for name, rows in rounds.items():
    own = median(cpu[name])
    ratios = [f"{own / median(cpu[peer]):.2f}" for peer in ("peer, read inline", "peer, read on another thread")]
    middle = [median(row[at] for row in rows) for at in range(1, 5)]
    trips = "–" if name.startswith("peer") else f"{middle[3]:.2f}"
    refused = int(sum(row[5] for row in rows))
    print(f"| {name} | {cpu[name][0]:.1f} / {own:.1f} / {cpu[name][-1]:.1f} | {' | '.join(ratios)} | {middle[0]:.0f} | {middle[1]:.2f} / {middle[2]:.2f} | {trips} | {refused} |")
for name in ("ready", "memory"):
    with open(f"{folder}/{name}") as file:
        print("\n" + file.read().rstrip())

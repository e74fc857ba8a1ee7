"""SIGKILL at random instants under load, as a machine does that runs out of memory."""

import random
import time

from .client import World
from .ledger import LEASE_BOUND, check_ledger
from .load import Load
from .program import Program
from .report import say

# Seconds until a killed server is ready again, on a busy machine; it takes a tenth of that.
START_BOUND = 15


def run(ctx, report, engine):
    program = Program(ctx.program, ctx.folder(f"kill-{engine}"), ctx.database(engine, "shop_kill"))
    world = World(program)
    dice = random.Random(f"{ctx.seed} {engine}")
    load = Load(world, ctx.seed)
    starts, barren = [], 0
    for number in range(ctx.kills):
        began = time.monotonic()
        if number % 3 == 2:
            # While it starts.
            time.sleep(dice.uniform(0, 0.4))
        else:
            time.sleep(dice.uniform(0.3, 2.0))
            barren += load.first_success(began) is None
        program.kill()
        if number % 3 == 1:
            program.launch()
        else:
            starts.append(program.start(START_BOUND))
    say(f"  killed {ctx.kills} times")
    if program.ready() != 200:
        starts.append(program.start(START_BOUND) if not program.lives() else 0.0)
    began = time.monotonic()
    time.sleep(1.5)
    report.check(load.first_success(began), "writes go on after the last start")
    known = load.stop()
    report.figure("kills, starts, slowest start in seconds", f"{ctx.kills}, {program.starts}, {max(starts):.1f}")
    report.check(len(load.unanswered()) > 0, "the kills cut requests off")
    report.check(barren < ctx.kills / 2, "writes were made between kills", f"none before {barren} of them")
    check_ledger(report, load, program, known, LEASE_BOUND)
    code, took = program.stop(20)
    report.check(code == 0, "SIGTERM ends it with 0", f"{code} after {took:.1f} s")

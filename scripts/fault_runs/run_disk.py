"""A full disk with data and log on it; file descriptors that run out while standard error is a closed pipe."""

import os
import signal
import socket
import sqlite3
import subprocess
import time

from .client import World
from .ledger import LEASE_BOUND, check_ledger, worker_goes_on
from .load import Load
from .program import Program, Readiness
from .report import Skipped, say, until

FULL_SECONDS = 8
# Seconds until /readyz has noticed: its look at the database may be a second old, and one look takes a moment.
READY_BOUND = 4
# Seconds until writes go on after the disk was freed.
AFTER_BOUND = 15


def disk(ctx, report):
    """Data and log on one file system of 64 MB that is full for eight seconds."""
    if os.getuid() != 0:
        raise Skipped("a small file system of its own needs root")
    mount = ctx.folder("disk")
    mount.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64m,mode=0700", "tmpfs", str(mount)], check=True)
    try:
        full_disk(ctx, report, mount)
    finally:
        unmount(ctx)


def unmount(ctx):
    """Takes the small file system away, if it is there."""
    if os.path.ismount(ctx.folder("disk")):
        subprocess.run(["umount", "--lazy", str(ctx.folder("disk"))], check=True)


def full_disk(ctx, report, mount):
    database = ctx.servers.database("sqlite", "disk", mount / "data")
    # With a line for each request, the log is in need of the disk, too.
    program = Program(ctx.program, mount, database, {"log.access_log_percent": 100})
    world = World(program)
    readiness, load = Readiness(program), Load(world, ctx.seed)
    time.sleep(3)
    begin = fill(mount, database.folder / "aqad.db")
    say("  the disk is full")
    time.sleep(FULL_SECONDS)
    (mount / "filler").unlink()
    freed = time.monotonic()
    say("  the disk is freed")
    went_on = until(lambda: load.first_success(freed), AFTER_BOUND)
    report.check(went_on, f"writes go on within {AFTER_BOUND} s")
    if went_on:
        report.figure("seconds until a write succeeded after the disk was freed", went_on - freed)
    worker_goes_on(report, database)
    time.sleep(3)
    known = load.stop()
    ready_again = readiness.first(200, freed)
    readiness.end()
    report.check(program.lives(), "the process lives")
    during = load.between(begin, freed)
    refused = [a for a in during if a.status == 503]
    report.figure("tries while the disk was full, refused with 503", f"{len(during)}, {len(refused)}")
    report.check(refused, "the disk was full indeed")
    report.check(
        not load.unanswered(),
        "no request stays without an answer",
        f"{len(load.unanswered())}: {[a.detail for a in load.unanswered()[:2]]}",
    )
    truthful(report, load, readiness, (begin, freed), ready_again)
    # A job whose end could not be written is begun again when its lease has ended.
    check_ledger(report, load, program, known, LEASE_BOUND)
    code, took = program.stop(40)
    report.check(code == 0, "SIGTERM ends it with 0", f"{code} after {took:.1f} s")


def fill(mount, database):
    """Takes the last byte; the write-ahead log must grow for every write from then on."""
    try:
        with sqlite3.connect(database, timeout=2) as connection:
            connection.execute("pragma wal_checkpoint(truncate)")
        connection.close()
    except sqlite3.Error:
        pass  # Then the space in its log is used up first.
    begin = time.monotonic()
    with open(mount / "filler", "wb", buffering=0) as filler:
        for size in (1 << 20, 4096, 1):
            try:
                while filler.write(b"\0" * size):
                    pass
            except OSError:
                continue
    return begin


def truthful(report, load, readiness, full, ready_again):
    """/readyz says 503 once writes fail, and not before all of them would."""
    begin, freed = full
    failing = [a.at for a in load.between(begin, freed) if a.status == 503]
    since = failing[0] if failing else begin
    first = readiness.first(503, begin)
    report.check(
        first and first <= since + READY_BOUND,
        f"/readyz is 503 within {READY_BOUND} s of the first refused write",
        f"after {first - since:.1f} s" if first else "never",
    )
    # Writes may succeed again in between where something was freed.
    lies = [status for status in readiness.statuses(since + READY_BOUND, freed) if status == 200]
    worked = load.between(since + READY_BOUND - 1, freed)
    worked = any(a.status and a.status < 300 for a in worked)
    report.check(worked or not lies, "/readyz stays 503 while no write succeeds", f"{len(lies)} times 200")
    report.check(
        ready_again and ready_again <= freed + READY_BOUND,
        f"/readyz is 200 within {READY_BOUND} s of the disk's being freed",
        f"after {ready_again - freed:.1f} s" if ready_again else "never",
    )


def files(ctx, report):
    """Every line of the log fails, then no connection can be accepted; it listens again, and obeys signals."""
    program = Program(
        ctx.program, ctx.folder("files"), ctx.database("sqlite", "files"), {"log.access_log_percent": 100}
    )
    world = World(program)
    code, _ = program.stop(20)
    report.check(code == 0, "SIGTERM ends it with 0", code)
    reader, writer = os.pipe()
    program.start(stderr=writer)
    os.close(reader)
    os.close(writer)
    load = Load(world, ctx.seed)
    time.sleep(2)
    report.check(load.first_success(0), "it serves with a log that cannot be written")
    held = run_out(report, program)
    for connection in held:
        connection.close()
    freed = time.monotonic()
    listens = until(lambda: not program.lives() or program.get("/livez")[0] == 200, 10)
    report.check(listens and program.lives(), "it listens again within 10 s")
    went_on = until(lambda: load.first_success(freed), 10)
    report.check(went_on, "writes go on within 10 s")
    worker_goes_on(report, program.database)
    if program.lives():
        program.signal(signal.SIGHUP)
        time.sleep(1)
    report.check(program.lives(), "SIGHUP does not end it", f"exit code {program.process.poll()}")
    known = load.stop(15)
    code, took = program.stop(40)
    report.check(code == 0, "SIGTERM ends it with 0", f"{code} after {took:.1f} s")
    program.start()
    check_ledger(report, load, program, known or load.resolve())
    program.stop(20)


def run_out(report, program):
    """Connections until there is no file descriptor left, and for three seconds more."""
    number = program.open_files() + 10
    program.limit_files(number)
    held = []
    for _ in range(60):
        try:
            held.append(socket.create_connection(("127.0.0.1", program.port), timeout=2))
        except OSError:
            break  # Nothing listens.
    time.sleep(3)
    report.check(program.lives(), "it lives without file descriptors")
    if program.lives():
        used = program.open_files()
        report.check(used >= number - 1, "file descriptors ran out indeed", f"{used} of {number}")
        program.limit_files(4096)
    return held

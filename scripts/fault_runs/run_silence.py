"""Peers that go silent: no answer, no end of the connection. First the connections of now, then all, then SIGTERM."""

import time

from .client import World
from .ledger import LEASE_BOUND, check_ledger, worker_goes_on
from .load import Load
from .program import Program, Readiness
from .proxy import Proxy
from .report import say, until

# Bounds of docs/operations.md ("Nothing waits for ever"), shortened so that the run is.
ACQUIRE, CONNECT, STATEMENT, COMMIT, DRAIN = 2, 2, 4, 4, 5
SETTINGS = {
    "database.acquire_timeout_seconds": ACQUIRE,
    "database.connect_timeout_seconds": CONNECT,
    "database.statement_timeout_seconds": STATEMENT,
    "database.commit_timeout_seconds": COMMIT,
    "server.drain_timeout_seconds": DRAIN,
    "database.max_connections": 8,
}
# One wait for a connection, making it, one statement (a second more until its answer is given up), and a rollback; the
# rest is for a busy machine.
ANSWER_BOUND = ACQUIRE + CONNECT + STATEMENT + 1 + COMMIT + 5
# Requests that run, then closing the database; the rest is for a busy machine.
STOP_BOUND = DRAIN + 10 + STATEMENT + 1 + 5
# Seconds until /readyz says what is so: its look at the database may be a second old, and has the bounds of a statement.
READY_BOUND = ACQUIRE + CONNECT + STATEMENT + 1 + 3
SILENT_SECONDS = 12


def database(ctx, report, engine):
    base = ctx.database(engine, "shop_silent")
    proxy = Proxy(base.port())
    try:
        program = Program(
            ctx.program, ctx.folder(f"silent-{engine}"), base, SETTINGS | {"database.url": base.url(proxy.port)}
        )
        world = World(program)
        readiness, load = Readiness(program), Load(world, ctx.seed, buyers=6)
        time.sleep(2)
        old_ones(report, proxy, load, program)
        all_of_them(report, proxy, load, readiness)
        readiness.end()
        told = end_while_silent(report, proxy, load, program)
        report.check(
            load.slowest() <= ANSWER_BOUND, f"every request is answered within {ANSWER_BOUND} s", load.slowest_words()
        )
        cut_off = [a.detail for a in load.unanswered() if a.at + a.seconds < told]
        report.check(not cut_off, "no request stays without an answer before SIGTERM", cut_off[:2])
        report.figure("slowest answer in seconds", load.slowest_words())
        check_ledger(report, load, program, load.stop(), LEASE_BOUND)
        program.stop(STOP_BOUND)
    finally:
        proxy.end()


def old_ones(report, proxy, load, program):
    """What a firewall does that forgets its connections."""
    number = proxy.tell("silence-old")
    silent = time.monotonic()
    say(f"  {number} connections went silent")
    # One that was acknowledged at this moment used none of them.
    went_on = until(lambda: load.first_success(silent + 0.1), ANSWER_BOUND)
    report.check(went_on, f"writes go on within {ANSWER_BOUND} s by new connections")
    if went_on:
        report.figure("seconds until a write succeeded by a new connection", went_on - silent)
    worker_goes_on(report, program.database)


def all_of_them(report, proxy, load, readiness):
    """What a lost network does: new connections are made and say nothing either."""
    proxy.tell("silence-all")
    silent = time.monotonic()
    say("  all connections are silent")
    time.sleep(SILENT_SECONDS)
    during = [a for a in load.between(silent + 0.1, silent + SILENT_SECONDS) if a.status and a.status < 300]
    report.check(not during, "the database was silent indeed", len(during))
    noticed = readiness.first(503, silent) or readiness.first(None, silent)
    report.check(
        noticed and noticed <= silent + READY_BOUND,
        f"/readyz is not 200 within {READY_BOUND} s",
        f"{noticed and noticed - silent}",
    )
    proxy.tell("talk")
    talks = time.monotonic()
    went_on = until(lambda: load.first_success(talks), ANSWER_BOUND)
    report.check(went_on, f"writes go on within {ANSWER_BOUND} s when it talks again")
    if went_on:
        report.figure("seconds until a write succeeded when it talked again", went_on - talks)
    ready = until(lambda: readiness.first(200, talks), ANSWER_BOUND)
    report.check(ready, f"/readyz is 200 within {ANSWER_BOUND} s when it talks again")


def end_while_silent(report, proxy, load, program):
    """SIGTERM with requests and the worker waiting for a peer that says nothing; the instant of it."""
    time.sleep(2)
    proxy.tell("silence-all")
    time.sleep(2)
    told = time.monotonic()
    code, took = program.stop(STOP_BOUND + 30)
    report.figure("seconds until it ended after SIGTERM with a silent database", took)
    report.check(took <= STOP_BOUND, f"SIGTERM ends it within {STOP_BOUND} s whatever is silent", f"{took:.1f} s")
    report.check(code == 0, "with 0", code)
    proxy.tell("talk")
    program.start()
    started = time.monotonic()
    report.check(until(lambda: load.first_success(started), ANSWER_BOUND), "writes go on after the next start")
    return told


# A call of Redis has 20 and 50 ms; the rest is a busy machine. Waiting for Redis itself would take much longer.
REDIS_ANSWER_BOUND = 5
REDIS_BACK_BOUND = 15


def redis(ctx, report):
    """The Redis of cache and limits: nobody waits for it, and nobody gets an error."""
    ctx.servers.start()
    proxy = Proxy(ctx.servers.ports["redis"])
    try:
        url = f"redis://127.0.0.1:{proxy.port}/"
        program = Program(
            ctx.program,
            ctx.folder("silent-redis"),
            ctx.database("postgres", "shop_redis"),
            {"limits.redis_url": url, "cache.redis_url": url, "cache.single_node": False},
        )
        world = World(program)
        readiness, load = Readiness(program), Load(world, ctx.seed)
        time.sleep(2)
        report.check(links_up(program), "Redis is used")
        for command, seconds in (("silence-old", 6), ("silence-all", 8)):
            proxy.tell(command)
            silent = time.monotonic()
            say(f"  {command}")
            time.sleep(seconds)
            report.check(load.first_success(silent + 1), "writes go on without Redis")
            if command == "silence-all":
                down = program.metric("aqad_ratelimit_redis_up") == 0 and program.metric("aqad_cache_trusted") == 0
                report.check(down, "metrics say that Redis does not answer")
                proxy.tell("talk")
            talks = time.monotonic()
            report.check(
                until(lambda: links_up(program), REDIS_BACK_BOUND, 0.2),
                f"Redis is used again within {REDIS_BACK_BOUND} s",
            )
            report.figure("seconds until Redis was used again", time.monotonic() - talks)
        known = load.stop()
        readiness.end()
        wrong = [status for _, status, _ in readiness.seen if status != 200]
        report.check(not wrong, "/readyz is 200 all the time", wrong[:3])
        failed = [a.status for a in load.attempts if a.status is None or a.status >= 500]
        report.check(not failed, "nobody gets an error", failed[:3])
        report.check(
            load.slowest() <= REDIS_ANSWER_BOUND,
            f"every request is answered within {REDIS_ANSWER_BOUND} s",
            f"{load.slowest():.1f} s",
        )
        report.figure("slowest answer in seconds", load.slowest())
        check_ledger(report, load, program, known)
        proxy.tell("silence-all")
        code, took = program.stop(40)
        report.check(
            code == 0 and took <= DRAIN + 10,
            f"SIGTERM ends it with 0 within {DRAIN + 10} s while Redis is silent",
            f"{code} after {took:.1f} s",
        )
    finally:
        proxy.end()


def links_up(program):
    return program.metric("aqad_ratelimit_redis_up") == 1 and program.metric("aqad_cache_trusted") == 1

"""A primary that takes no writes any more: until that is lifted, and until new connections reach one that does."""

import time

from .client import World
from .ledger import LEASE_BOUND, check_ledger
from .load import Load
from .program import Program, Readiness
from .report import say, until

READ_ONLY_SECONDS = 6
# Connections to the old primary are left at most once a second, and one write is refused for each second in between.
WRITES_BOUND = 6
READY_BOUND = 4
# A begin or commit may wait for the server as long as `commit_timeout_seconds` says.
ANSWER_BOUND = 20


def run(ctx, report, engine):
    program = Program(
        ctx.program,
        ctx.folder(f"demotion-{engine}"),
        ctx.database(engine, "shop_demoted"),
        {"database.max_connections": 8},
    )
    world = World(program)
    readiness, load = Readiness(program), Load(world, ctx.seed)
    time.sleep(2)
    server = {"mariadb": Mariadb, "postgres": Postgres}[engine](program.database)
    phases = {
        "the server is made read-only, and that is lifted": (server.read_only, server.lift),
        "all connections are to an old primary, new ones reach another": (server.old_primary, server.new_primary),
    }
    for name, (begin, end) in phases.items():
        say(f"  {engine}: {name}")
        if begin:
            phase(report, load, readiness, begin, end, name)
    known = load.stop()
    readiness.end()
    report.check(not load.unanswered(), "no request stays without an answer", [a.detail for a in load.unanswered()[:2]])
    report.check(
        load.slowest() <= ANSWER_BOUND, f"every request is answered within {ANSWER_BOUND} s", load.slowest_words()
    )
    report.figure("slowest answer in seconds", load.slowest_words())
    # A job that was begun before writes failed is begun again when its lease has ended.
    check_ledger(report, load, program, known, LEASE_BOUND)
    code, took = program.stop(30)
    report.check(code == 0, "SIGTERM ends it with 0", f"{code} after {took:.1f} s")


def phase(report, load, readiness, begin, end, name):
    began = time.monotonic()
    begin()
    demoted = time.monotonic()
    # MariaDB waits for transactions that run, which wait for it; what AQAD bounds is its commits.
    report.figure(f"{name}: seconds that the server took for it", demoted - began)
    time.sleep(READ_ONLY_SECONDS)
    # From here on it may be lifted any moment.
    ending = time.monotonic()
    end()
    lifted = time.monotonic()
    during = load.between(demoted + 1, ending - 0.5)
    report.check(
        during and not [a for a in during if a.status and a.status < 300],
        f"{name}: no write succeeds meanwhile",
        [f"{a.write.kind} at {a.at - demoted:.1f} s" for a in during if a.status and a.status < 300][:3],
    )
    read = load.world.api(load.world.retailer)
    report.check(read.send("GET", "/api/orders").status == 200, f"{name}: reads succeed")
    went_on = until(lambda: load.first_success(lifted), WRITES_BOUND + 20)
    report.check(
        went_on and went_on - lifted <= WRITES_BOUND,
        f"{name}: writes go on within {WRITES_BOUND} s",
        f"{went_on and went_on - lifted:.1f} s",
    )
    first = readiness.first(503, demoted)
    report.check(
        first and first <= demoted + READY_BOUND,
        f"{name}: /readyz is 503 within {READY_BOUND} s",
        f"after {first - demoted:.1f} s" if first else "never",
    )
    lies = [status for status in readiness.statuses(demoted + READY_BOUND, ending) if status == 200]
    report.check(not lies, f"{name}: /readyz stays 503 meanwhile", f"{len(lies)} times 200")
    ready = until(lambda: readiness.first(200, lifted), READY_BOUND + 10)
    report.check(
        ready and ready <= lifted + READY_BOUND,
        f"{name}: /readyz is 200 within {READY_BOUND} s",
        f"{ready and ready - lifted}",
    )
    if went_on:
        report.figure(f"{name}: seconds until a write succeeded", went_on - lifted)
    time.sleep(2)


class Mariadb:
    """read_only for the first, sessions that are read-only from their start for the second."""

    def __init__(self, database):
        self.database, self.sql = database, database.servers.mariadb

    def read_only(self):
        self.sql("set global read_only = 1;")

    def lift(self):
        self.sql("set global read_only = 0;")

    def old_primary(self):
        self.sql("set global init_connect = 'set session transaction read only';")
        for [number] in self.sql(f"select id from information_schema.processlist where user = '{self.database.name}';"):
            try:
                self.sql(f"kill {number};")
            except RuntimeError:
                pass  # It ended by itself.

    def new_primary(self):
        self.sql("set global init_connect = '';")


class Postgres:
    """Transactions are read-only from their start, as on a standby; in sessions of now or in new ones only."""

    def __init__(self, database):
        self.database, self.sql = database, database.servers.postgres
        # A standby refuses sessions that were there already; here only new ones know, so they are made anew.
        self.read_only, self.lift = self.old_primary, self.new_and_ended

    def old_primary(self):
        self.sql(f"alter database {self.database.name} set default_transaction_read_only = on;")
        self.end_sessions()
        # One that was being made meanwhile was not listed yet.
        time.sleep(0.3)
        self.end_sessions()

    def new_primary(self):
        self.sql(f"alter database {self.database.name} reset default_transaction_read_only;")

    def new_and_ended(self):
        self.new_primary()
        self.end_sessions()

    def end_sessions(self):
        self.sql(
            f"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{self.database.name}' and pid <> pg_backend_pid();"
        )

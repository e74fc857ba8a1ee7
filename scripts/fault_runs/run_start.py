"""What must refuse to start: a second process on one SQLite folder, and a secret that does not open what is there."""

import secrets
import subprocess
import time

from .client import World
from .ledger import check_ledger
from .load import Load
from .program import ENVIRONMENT, RUNNING, Program, free_port
from .report import say

REFUSE_BOUND = 20


def run(ctx, report):
    program = Program(ctx.program, ctx.folder("start"), ctx.database("sqlite", "start"))
    world = World(program)
    load = Load(world, ctx.seed, buyers=3)
    time.sleep(1)
    second_process(ctx, report, program)
    code, said = program.run("doctor", check=False)
    report.check(code == 0, "aqad doctor looks at it while it is served", said[-600:])
    time.sleep(1)
    known = load.stop()
    check_ledger(report, load, program, known)
    for engine in ("sqlite", "mariadb"):
        if engine != "sqlite":
            program = Program(ctx.program, ctx.folder("start-mariadb"), ctx.database(engine, "shop_start"))
            world = World(program)
        wrong_secret(report, program, world, engine)


def serve_briefly(report, program, config, what):
    """Starts `aqad serve` and expects it to end by itself; what it said."""
    process = subprocess.Popen(
        [program.path, "serve", "--config", str(config)],
        cwd=program.folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    RUNNING.add(process)
    began = time.monotonic()
    try:
        said, _ = process.communicate(timeout=REFUSE_BOUND)
        report.check(
            process.returncode not in (0, None) and process.returncode > 0,
            f"{what} refuses to start",
            f"exit code {process.returncode}",
        )
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
        report.check(False, f"{what} refuses to start", f"it runs after {REFUSE_BOUND} s")
    report.figure(f"{what}: seconds until it ended", time.monotonic() - began)
    RUNNING.discard(process)
    return said


def second_process(ctx, report, program):
    other = Program(
        ctx.program, ctx.folder("second"), program.database, {"auth.secret": program.settings["auth.secret"]}
    )
    said = serve_briefly(report, other, other.config, "a second process on the folder")
    report.check(str(program.process.pid) in said, "and names the process that has it", said[-400:])
    report.check(program.ready() == 200, "the first goes on")


def wrong_secret(report, program, world, engine):
    """Neither serve nor doctor write anything, and the right secret works as before."""
    code, took = program.stop(20)
    report.check(code == 0, f"{engine}: SIGTERM ends it with 0", f"{code} after {took:.1f} s")
    keys = "select kid, verify_until from signing_keys order by kid"
    before, right = program.database.rows(keys), program.settings["auth.secret"]
    program.configure(auth__secret=secrets.token_hex(32), server__listen=f"127.0.0.1:{free_port()}")
    said = serve_briefly(report, program, program.config, f"{engine}: another secret")
    report.check("secret" in said, f"{engine}: and says that it is the secret", said[-400:])
    code, said = program.run("doctor", check=False)
    report.check(code != 0, f"{engine}: doctor says that something is wrong", said[-400:])
    report.check(program.database.rows(keys) == before, f"{engine}: no signing key was made or ended")
    program.configure(auth__secret=right, server__listen=f"127.0.0.1:{program.port}")
    program.start()
    say(f"  {engine}: started with the right secret")
    report.check(
        world.api(world.retailer).send("GET", "/api/me").status == 200, f"{engine}: tokens from before are good"
    )
    try:
        world.sign_in("owner@retailer.example")
        signs_in = True
    except RuntimeError:
        signs_in = False
    report.check(signs_in, f"{engine}: people can sign in")
    program.stop(20)

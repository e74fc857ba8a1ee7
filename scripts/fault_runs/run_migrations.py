"""`aqad migrate` is killed at random instants, goes on, and the schema is that of one go. scripts/kill-migrations, a
part of the tests, also begins with the schema of each earlier step; this needs the program alone."""

import random
import signal
import subprocess
import time

from .program import ENVIRONMENT, Program

SHAPES = {
    "sqlite": "select type || ' ' || name || ' ' || coalesce(sql, '') from sqlite_master where name not like 'sqlite_stat%'",
    "mariadb": "select concat_ws(' ', table_name, column_name, column_type, is_nullable, coalesce(column_default, '-')) from information_schema.columns where table_schema = database()"
    " union all select concat_ws(' ', table_name, index_name, seq_in_index, column_name, coalesce(sub_part, '-'), non_unique) from information_schema.statistics where table_schema = database()"
    " union all select concat_ws(' ', table_name, constraint_name, check_clause) from information_schema.check_constraints where constraint_schema = database()",
    "postgres": "select concat_ws(' ', table_name, column_name, data_type, character_maximum_length, is_nullable, column_default) from information_schema.columns where table_schema = 'public'"
    " union all select indexdef from pg_indexes where schemaname = 'public'"
    " union all select concat_ws(' ', c.conrelid::regclass::text, c.conname, pg_get_constraintdef(c.oid)) from pg_constraint c join pg_namespace n on n.oid = c.connamespace where n.nspname = 'public'",
}
STEPS = "select name from schema_migrations order by 1"


def run(ctx, report, engine):
    database = ctx.database(engine, "shop_steps")
    program = Program(ctx.program, ctx.folder(f"migrations-{engine}"), database)
    began = time.monotonic()
    program.run("migrate")
    takes = time.monotonic() - began
    whole = shape(database)
    report.check(
        len(whole[0]) > 100 and len(whole[1]) > 10,
        "there is a schema to compare with",
        f"{len(whole[0])}, {len(whole[1])}",
    )
    dice = random.Random(f"{ctx.seed} {engine}")
    killed = 0
    for _ in range(ctx.migrations):
        database.empty()
        after, how = dice.uniform(0, takes), dice.choice([signal.SIGKILL, signal.SIGTERM])
        killed += interrupted(program, after, how)
        instant = f"after {after * 1000:.0f} ms, {how.name}"
        code, said = program.run("migrate", check=False)
        report.check(code == 0, f"goes on at the next start ({instant})", said[-400:])
        report.check(shape(database) == whole, f"the schema is that of one go ({instant})")
    report.figure("kills, of these before the end", f"{ctx.migrations}, {killed}")
    report.check(killed >= ctx.migrations / 4, "kills came in the middle", killed)


def shape(database):
    return sorted(database.rows(SHAPES[database.engine])), database.rows(STEPS)


def interrupted(program, after, how):
    """Whether it was still at work."""
    process = subprocess.Popen(
        [program.path, "migrate", "--config", str(program.config)],
        cwd=program.folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    time.sleep(after)
    works = process.poll() is None
    process.send_signal(how)
    process.wait(timeout=60)
    return works

"""The master secret is replaced under load, on two nodes where the engine bears them, and the rotation is killed at
random instants: nobody is signed out, everything is sealed again, and the old secret is refused at the end."""

import hashlib
import hmac
import http.client
import json
import random
import secrets
import signal
import sqlite3
import subprocess
import threading
import time

from .client import PASSWORD, NoAnswer, World
from .ledger import LEASE_BOUND, check_ledger
from .load import Load
from .program import ENVIRONMENT, Program

from .run_kill import START_BOUND
from .run_start import serve_briefly

# Not those who trade: on MariaDB, orders of somebody hold the row that their sign-in wants.
PEOPLE = ["one@reader.example", "two@reader.example", "three@reader.example"]
# People whose hashes have to be sealed besides: thirty portions.
CROWD = 6_000
# Longest time until a rotation that nobody interrupts has ended: its portions, and fifteen seconds for the nodes.
ROTATION_BOUND = 180
# A repeated refresh is answered for so long after the first; beyond it the session ends, as it should.
GRACE = 8


def run(ctx, report, engine):
    old, new = secrets.token_hex(32), secrets.token_hex(32)
    database = ctx.database(engine, "shop_rotation")
    if engine != "mariadb":
        earlier_release(ctx, database, old)
    nodes = [node(ctx, database, f"rotation-{engine}-{at}", old) for at in range(1 if engine == "sqlite" else 2)]
    world = World(nodes[0])
    for other in nodes[1:]:
        other.configure(server__public_url=nodes[0].settings["server.public_url"])
        other.start()
    for email in PEOPLE:
        register(world, email)
    add_crowd(database)
    (kept,) = database.rows(f"select password_hash from users where email = '{PEOPLE[2]}'")[0]
    dice = random.Random(f"{ctx.seed} {engine}")
    load, people = Load(world, ctx.seed), Everybody(nodes)
    try:
        restart(nodes, auth__secret=new, auth__previous_secrets=[old])
        killed = interrupt(ctx, nodes, dice, kept)
        report.figure("kills of the rotation, of these before its end", f"{ctx.rotations}, {killed}")
        report.check(killed >= ctx.rotations / 2, "kills came in the middle", killed)
        began = time.monotonic()
        code, said = nodes[-1].run("keys", "rotate", "--master", timeout=ROTATION_BOUND, check=False)
        report.figure("seconds of the last rotation", time.monotonic() - began)
        report.check(code == 0 and "Everything is sealed" in said, "the rotation comes to its end", said[-600:])
        time.sleep(1)
        sealed(report, database, said)
        code, said = nodes[0].run("doctor", check=False)
        report.check("nothing needs auth.previous_secrets any more" in said, "doctor says so", said[-900:])
        restart(nodes, auth__previous_secrets=[])
        time.sleep(3)
        _, said = nodes[0].run("doctor", check=False)
        report.check("everything is sealed by auth.secret" in said, "and afterwards, too", said[-900:])
    finally:
        people.stop()
    people.tell(report)
    known = load.stop()
    out = [a for a in load.attempts if a.status == 401]
    report.check(not out, "nobody who trades was signed out", len(out))
    check_ledger(report, load, nodes[0], known, LEASE_BOUND)
    for program in nodes:
        code, took = program.stop(20)
        report.check(code == 0, "SIGTERM ends it with 0", f"{code} after {took:.1f} s")
    nodes[0].configure(auth__secret=old)
    said = serve_briefly(report, nodes[0], nodes[0].config, "the old secret")
    report.check("secret" in said, "and says that it is the secret", said[-400:])


def node(ctx, database, name, secret):
    settings = {"auth.secret": secret, "cache.single_node": False, "log.level": "warn"}
    return Program(ctx.program, ctx.folder(name), database, settings)


def earlier_release(ctx, database, secret):
    """Sets the database up as a release did that knew one secret: hashes have a pepper, and nothing names its key."""
    node(ctx, database, f"earlier-{database.engine}", secret).run("migrate")

    def mac(key, text):
        return hmac.new(key, text.encode(), "sha256").digest()

    key = mac(hashlib.sha256(secret.encode()).digest(), "aqad/v1/check-value")
    check = mac(key, "of the master secret").hex()
    text = f"decode('{check}', 'hex')" if database.engine == "postgres" else f"x'{check}'"
    change(database, f"insert into master_secret (id, check_value, made_at) values (1, {text}, 0)")


def restart(nodes, **changes):
    """One after the other, as a fleet is: the others go on."""
    for program in nodes:
        program.configure(**changes)
        program.stop(20)
        program.start(START_BOUND)


def interrupt(ctx, nodes, dice, kept):
    """Kills the rotation; every other time a server, too. How often it was still at work."""
    killed = 0
    for number in range(ctx.rotations):
        # As if much of it had been sealed by the old secret since: each one has something to do.
        change(nodes[0].database, f"update users set password_hash = '{kept}' where email like 'crowd-%'")
        by = dice.choice(nodes)
        rotation = subprocess.Popen(
            [by.path, "keys", "rotate", "--master", "--config", str(by.config)],
            cwd=by.folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(dice.uniform(0.05, 1.5))
        killed += rotation.poll() is None
        if number % 2 == 1:
            dies = dice.choice(nodes)
            dies.kill()
            rotation.send_signal(signal.SIGKILL)
            rotation.wait(timeout=60)
            dies.start(START_BOUND)
        else:
            rotation.send_signal(signal.SIGKILL)
            rotation.wait(timeout=60)
    return killed


def register(world, email):
    """Somebody of a company that nobody has approved: they can sign in."""
    body = {
        "kind": "retailer",
        "legal_name": f"{email.split('@')[0]} Reading Limited",
        "display_name": email.split("@")[0],
        "currency": "INR",
        "address": {"line": "1 Harbour Road", "city": "Kochi", "postcode": "682001", "country": "IN"},
        "name": "Asha Menon",
        "email": email,
        "password": PASSWORD,
    }
    world.api().must(202, "POST", "/api/auth/register", body)


def add_crowd(database):
    """People who have the same hash as one who is there; nobody signs in as one of them."""
    people = f"from users where email = '{PEOPLE[2]}'"
    numbered = {
        "sqlite": (
            "randomblob(16), 'crowd-' || n.n",
            f"(with recursive c(n) as (select 1 union all select n + 1 from c where n < {CROWD}) select n from c) n",
        ),
        "mariadb": ("unhex(lpad(hex(n.seq), 32, '0')), concat('crowd-', n.seq)", f"seq_1_to_{CROWD} n"),
        "postgres": ("lpad(to_hex(n), 32, '0')::uuid, 'crowd-' || n", f"generate_series(1, {CROWD}) n"),
    }
    named, numbers = numbered[database.engine]
    change(
        database,
        "insert into users (id, email, name, password_hash, state, created_at, version)"
        f" select {named}, name, password_hash, state, created_at, version {people.replace('users', f'users, {numbers}')}",
    )


def change(database, sql):
    """Changes rows past the program."""
    if database.engine != "sqlite":
        database.rows(sql)
        return
    connection = sqlite3.connect(f"{database.folder}/aqad.db", timeout=30)
    with connection:
        connection.execute(sql)
    connection.close()


def sealed(report, database, said):
    """Everything that is sealed names the new secret."""
    key = said.split("master secret ")[1].split()[0]
    people = database.number("select count(*) from users")
    hashes = database.number(f"select count(*) from users where password_hash like '$sealed$k={key}$%'")
    report.check(people > CROWD and hashes == people, "every hash is sealed by the new secret", f"{hashes} of {people}")
    shown = {"sqlite": "hex({0})", "mariadb": "hex({0})", "postgres": "encode({0}, 'hex')"}[database.engine]
    for table, column in [
        ("signing_keys", "sealed_private"),
        ("refresh_tokens", "sealed_successor"),
        ("retired_secrets", "sealed_tags"),
    ]:
        rows = database.rows(f"select {shown.format(column)} from {table} where {column} is not null")
        wrong = [row[0] for row in rows if not row[0].lower().startswith("02" + key)]
        report.check(not wrong, f"everything in {table} is sealed by the new secret", f"{len(wrong)} of {len(rows)}")


class Everybody:
    """People who are signed in by tokens and with browsers, ask all nodes in turn, renew their tokens, and sign in."""

    def __init__(self, nodes):
        self.nodes, self.lock, self.going = nodes, threading.Lock(), True
        self.refused, self.crashed, self.counts = [], [], {}
        self.kept = [self.enter(nodes[0].port, email) for email in PEOPLE for _ in range(2)]
        works = [self.ask, self.ask, self.renew, self.sign_in, self.sign_in]
        self.threads = [threading.Thread(target=self.work, args=(work, at), daemon=True) for at, work in enumerate(works)]
        for thread in self.threads:
            thread.start()

    def enter(self, port, email):
        status, headers, body = request(port, "POST", "/api/auth/login", {"email": email, "password": PASSWORD})
        assert status == 200, (status, body)
        status, headers, _ = request(port, "POST", "/api/auth/session", {"email": email, "password": PASSWORD})
        assert status == 200, status
        cookie = next(line for line in headers.get_all("set-cookie") if "aqad-session=" in line).split(";")[0]
        return {"email": email, "access": body["access_token"], "refresh": body["refresh_token"], "cookie": cookie}

    def work(self, work, number):
        try:
            dice = random.Random(number)
            while self.going:
                work(dice)
                time.sleep(0.03)
        except Exception as mistake:
            self.crashed.append(f"{work.__name__}: {mistake!r}")

    def answered(self, what, status, body):
        with self.lock:
            self.counts[what] = self.counts.get(what, 0) + 1
            if status in (401, 403):
                self.refused.append(f"{what}: {status} {body.get('code')}")

    def send(self, dice, what, method, path, body=None, headers=None):
        try:
            status, _, answer = request(dice.choice(self.nodes).port, method, path, body, headers)
        except NoAnswer:
            time.sleep(0.1)
            return None, {}
        self.answered(what, status, answer)
        return status, answer

    def ask(self, dice):
        # Whoever signed in before it all: their first access token, and their browser.
        who = dice.choice(self.kept)
        self.send(dice, "access token", "GET", "/api/me", headers={"Authorization": f"Bearer {who['access']}"})
        self.send(dice, "browser", "GET", "/api/me", headers={"Cookie": who["cookie"]})

    def renew(self, dice):
        who = dice.choice(self.kept)
        if who["refresh"] is None:
            return
        began = time.monotonic()
        while self.going:
            if time.monotonic() - began > GRACE:
                # What became of the first try is not known, and too long ago: the session may end.
                who["refresh"] = None
                return
            try:
                port = dice.choice(self.nodes).port
                status, _, answer = request(port, "POST", "/api/auth/refresh", {"refresh_token": who["refresh"]})
            except NoAnswer:
                time.sleep(0.1)
                continue
            if status >= 500:
                time.sleep(0.1)
                continue
            self.answered("refresh token", status, answer)
            who["refresh"] = answer.get("refresh_token")
            return

    def sign_in(self, dice):
        body = {"email": dice.choice(PEOPLE), "password": PASSWORD}
        self.send(dice, "password", "POST", "/api/auth/login", body)
        time.sleep(0.2)

    def stop(self):
        time.sleep(1)
        self.going = False
        for thread in self.threads:
            thread.join(30)

    def tell(self, report):
        report.figure("answers", json.dumps(self.counts))
        report.check(not self.refused, "nobody was signed out", self.refused[:5])
        report.check(not self.crashed, "the clients went on to the end", self.crashed[:3])
        few = {what: count for what, count in self.counts.items() if count < 20}
        report.check(len(self.counts) == 4 and not few, "everybody asked often enough", self.counts)
        left = sum(who["refresh"] is not None for who in self.kept)
        report.check(left >= 1, "somebody could renew to the end", left)


def request(port, method, path, body=None, headers=None):
    """One request on a connection of its own: status, headers, and the answer as JSON."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"User-Agent": "faults"} | (headers or {})
    if body is not None:
        headers |= {"Content-Type": "application/json", "Sec-Fetch-Site": "same-origin"}
    try:
        connection.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, answer.headers, json.loads(text) if text else {}
    except (OSError, http.client.HTTPException, ValueError) as broken:
        raise NoAnswer(str(broken)) from broken
    finally:
        connection.close()

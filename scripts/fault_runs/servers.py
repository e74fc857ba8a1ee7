"""MariaDB, PostgreSQL and Redis of this command's own, started by scripts/services in a folder of its own."""

import os
import random
import shutil
import sqlite3
import subprocess
import threading
from pathlib import Path

from .report import say

SCRIPTS = Path(__file__).resolve().parent.parent


class Servers:
    """All three servers; started when the first run asks for them."""

    def __init__(self, base):
        self.base = base / "servers"
        self.ports, self.lock = {}, threading.Lock()
        self.env = os.environ | {
            "AQAD_SERVICES": str(self.base),
            # Away from where scripts/services begins, so that two searches at once do not meet.
            "AQAD_SERVICES_PORT": str(random.randrange(24_000, 30_000)),
            "AQAD_DURABLE": "0",
        }

    def _services(self, *arguments):
        done = subprocess.run(
            [SCRIPTS / "services", *arguments], env=self.env, capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        if done.returncode != 0:
            raise RuntimeError(f"scripts/services {' '.join(arguments)}: {done.stderr.strip()}")
        return done.stdout

    def start(self):
        with self.lock:
            if not self.ports:
                say("starting MariaDB, PostgreSQL and Redis of our own")
                self._services("start")
                lines = [line.split("=", 1) for line in self._services("env").splitlines()]
                self.ports = {
                    name.split("_")[2].lower(): int(url.rsplit(":", 1)[1].split("/")[0]) for name, url in lines
                }

    def wipe(self):
        if self.base.exists():
            self._services("wipe")

    def _as(self, user):
        if os.getuid() != 0:
            return []
        group = subprocess.run(["id", "-g", user], capture_output=True, text=True, check=True).stdout.strip()
        return ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", "env", f"HOME={self.base}"]

    def mariadb(self, sql):
        """Runs statements as MariaDB's administrator; the rows as lists of texts."""
        command = ["mariadb", "--no-defaults", f"--socket={self.base}/mariadb/tmp/s", "-BN"]
        return _rows(subprocess.run(self._as("mysql") + command, input=sql, capture_output=True, text=True, timeout=60))

    def postgres(self, sql, database="postgres"):
        """Runs statements as PostgreSQL's administrator."""
        command = [
            "psql",
            "-Xq",
            "-h",
            f"{self.base}/postgres/s",
            "-p",
            str(self.ports["postgres"]),
            "-U",
            "postgres",
            "-d",
            database,
            "-v",
            "ON_ERROR_STOP=1",
            "-At",
            "-F",
            "\t",
        ]
        return _rows(subprocess.run(command, input=sql, capture_output=True, text=True, timeout=60))

    def database(self, engine, name, folder):
        """An empty database of one run."""
        if engine != "sqlite":
            self.start()
        return Database(self, engine, name, folder)


def _rows(done):
    if done.returncode != 0:
        raise RuntimeError(done.stderr.strip())
    return [line.split("\t") for line in done.stdout.splitlines()]


class Database:
    """One database, asked past the program. Its user owns it and has no right of an administrator."""

    def __init__(self, servers, engine, name, folder):
        self.servers, self.engine, self.name, self.folder = servers, engine, name, folder
        self.empty()

    def empty(self):
        """Drops what there is and makes it anew."""
        if self.engine == "mariadb":
            self.servers.mariadb(
                f"drop database if exists {self.name}; create database {self.name};"
                f"create user if not exists {self.name}@'127.0.0.1' identified by 'shop';"
                f"grant all on {self.name}.* to {self.name}@'127.0.0.1';"
            )
        elif self.engine == "postgres":
            self.servers.postgres(f"drop database if exists {self.name} with (force);")
            self.servers.postgres(
                f"do $$ begin if not exists (select from pg_roles where rolname = '{self.name}') then"
                f" create role {self.name} login password 'shop'; end if; end $$;"
            )
            self.servers.postgres(f"create database {self.name} owner {self.name};")
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
            self.folder.mkdir(parents=True)

    def url(self, port=None):
        """As the configuration wants it; through a proxy where its port is given."""
        if self.engine == "sqlite":
            return ""
        scheme = {"mariadb": "mysql", "postgres": "postgres"}[self.engine]
        return f"{scheme}://{self.name}:shop@127.0.0.1:{port or self.port()}/{self.name}"

    def port(self):
        return self.servers.ports[self.engine]

    def rows(self, sql):
        if self.engine == "mariadb":
            return self.servers.mariadb(f"use {self.name}; {sql};")
        if self.engine == "postgres":
            return self.servers.postgres(sql, self.name)
        connection = sqlite3.connect(f"file:{self.folder}/aqad.db?mode=ro", uri=True, timeout=10)
        try:
            return [[str(value) for value in row] for row in connection.execute(sql)]
        finally:
            connection.close()

    def number(self, sql):
        return int(self.rows(sql)[0][0])

    def waiting_events(self):
        """Events of committed changes that were not relayed yet."""
        return self.number("select count(*) from outbox where published_at is null")

"""AQAD itself: a process with a configuration file, a log and a port."""

import http.client
import json
import os
import resource
import secrets
import signal
import socket
import subprocess
import threading
import time
from pathlib import Path

from .report import until

TOP = Path(__file__).resolve().parent.parent.parent
RUNNING = set()
ENDED = threading.Event()

# Far above what the clients here ask for: what is tried is not the limits, but they are on.
FREE = {"requests": 1_000_000, "seconds": 3600, "burst": 0}
LIMITS = [
    "probe",
    "address",
    "user",
    "login_address",
    "login_accounts",
    "registration",
    "token",
    "read",
    "write",
    "order",
    "order_company",
    "listing",
    "admin",
    "catalogue",
    "search",
    "search_user",
    "search_burst",
    "bad_token",
]

# The program reads settings from its environment; a developer's own are none of its business here.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key in ("PATH", "HOME", "TMPDIR", "RUST_BACKTRACE")}


def find_program():
    """AQAD_PROGRAM, or what `cargo build` makes."""
    if named := os.environ.get("AQAD_PROGRAM"):
        if not os.access(named, os.X_OK):
            raise SystemExit(f"scripts/faults: AQAD_PROGRAM={named} is not a program")
        return str(Path(named).resolve())
    subprocess.run(["cargo", "build", "--locked", "--bin", "aqad"], cwd=TOP, check=True, stdin=subprocess.DEVNULL)
    described = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--no-deps", "--locked"],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    return json.loads(described.stdout)["target_directory"] + "/debug/aqad"


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def as_toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {as_toml(inner)}" for key, inner in value.items()) + " }"
    return json.dumps(value)


class Program:
    """A server in a folder. `settings` are keys of the configuration with their values."""

    def __init__(self, path, folder, database, settings=None):
        self.path, self.folder, self.database = path, folder, database
        self.port, self.metrics_port = free_port(), free_port()
        self.process = None
        self.starts = 0
        folder.mkdir(parents=True, exist_ok=True)
        self.log = folder / "log"
        self.settings = (
            {
                "data_dir": str(database.folder if database.engine == "sqlite" else folder / "data"),
                "server.listen": f"127.0.0.1:{self.port}",
                "server.metrics_listen": f"127.0.0.1:{self.metrics_port}",
                "server.public_url": f"http://127.0.0.1:{self.port}",
                "server.drain_timeout_seconds": 5,
                "database.url": database.url(),
                "auth.secret": secrets.token_hex(32),
                "auth.access_token_seconds": 3600,
                "auth.max_sessions": 1000,
                "trade.unaccepted_packs": 1_000_000,
                "trade.unaccepted_value": 0,
                "trade.price_guard_burst": 1_000_000,
                "cache.single_node": database.engine != "sqlite",
            }
            | {f"limits.{name}": FREE for name in LIMITS}
            | (settings or {})
        )
        self.config = folder / "aqad.toml"
        self.configure()

    def configure(self, **changes):
        """Writes the configuration file; `changes` have doubled underscores for dots."""
        self.settings |= {key.replace("__", "."): value for key, value in changes.items()}
        sections = {}
        for key, value in self.settings.items():
            section, _, name = key.rpartition(".")
            sections.setdefault(section, []).append(f"{name} = {as_toml(value)}")
        text = ""
        for section in sorted(sections):
            text += (f"[{section}]\n" if section else "") + "\n".join(sections[section]) + "\n"
        self.config.write_text(text)
        self.config.chmod(0o600)

    def run(self, *arguments, input=None, timeout=60, check=True):
        """Runs another of its commands to the end; the exit code and all it printed."""
        done = subprocess.run(
            [self.path, *arguments, "--config", str(self.config)],
            input=input,
            capture_output=True,
            text=True,
            timeout=timeout,
            cwd=self.folder,
            env=ENVIRONMENT,
        )
        if check and done.returncode != 0:
            raise RuntimeError(f"aqad {' '.join(arguments)}: {done.stdout}{done.stderr}")
        return done.returncode, done.stdout + done.stderr

    def launch(self, stderr=None):
        """Starts it and does not wait."""
        if ENDED.is_set():
            raise RuntimeError("this command ends")
        self.starts += 1
        log = stderr if stderr is not None else open(self.log, "ab")
        self.process = subprocess.Popen(
            [self.path, "serve", "--config", str(self.config)],
            cwd=self.folder,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=log,
        )
        RUNNING.add(self.process)
        if stderr is None:
            log.close()

    def start(self, seconds=30, stderr=None):
        """Starts it and waits until it is ready; the seconds that took."""
        began = time.monotonic()
        self.launch(stderr)
        if not until(lambda: not self.lives() or self.ready() == 200, seconds, 0.02) or not self.lives():
            raise RuntimeError(f"aqad serve is not ready after {seconds} s; {self.log} ends: {self.log_end()}")
        return time.monotonic() - began

    def lives(self):
        return self.process is not None and self.process.poll() is None

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        self.process.kill()
        self.process.wait()
        RUNNING.discard(self.process)

    def stop(self, seconds):
        """SIGTERM; the exit code (None: it had to be killed) and the seconds until the end."""
        began = time.monotonic()
        self.signal(signal.SIGTERM)
        try:
            code = self.process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return None, time.monotonic() - began
        RUNNING.discard(self.process)
        return code, time.monotonic() - began

    def get(self, path, port=None, timeout=5):
        """One GET on a connection of its own; the status and the text, (None, "") without an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", port or self.port, timeout=timeout)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException):
            return None, ""
        finally:
            connection.close()

    def ready(self):
        return self.get("/readyz")[0]

    def metric(self, name):
        """A metric without labels, or None."""
        for line in self.get("/metrics", self.metrics_port)[1].splitlines():
            if line.startswith(name + " "):
                return float(line.split()[1])
        return None

    def limit_files(self, number):
        hard = resource.prlimit(self.process.pid, resource.RLIMIT_NOFILE)[1]
        resource.prlimit(self.process.pid, resource.RLIMIT_NOFILE, (min(number, hard), hard))

    def open_files(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def log_text(self):
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def log_end(self):
        return self.log_text()[-1500:]

    def panics(self):
        """Lines of the log that tell of a panic."""
        return [line for line in self.log_text().splitlines() if "panicked" in line]


class Readiness(threading.Thread):
    """Asks /readyz four times a second until it is ended; `seen` has (time asked, status or None, time answered)."""

    def __init__(self, program):
        super().__init__(daemon=True)
        self.program, self.seen, self.going = program, [], True
        self.start()

    def run(self):
        while self.going:
            at = time.monotonic()
            status = self.program.ready()
            self.seen.append((at, status, time.monotonic()))
            time.sleep(max(0, 0.25 - (time.monotonic() - at)))

    def first(self, status, after):
        """When /readyz was first answered with this status at or after an instant, or None."""
        return next((at for at, seen, _ in self.seen if at >= after and seen == status), None)

    def statuses(self, begin, end):
        """Of those asked since one instant and answered before another: what is answered later may be of later."""
        return [status for at, status, answered in self.seen if begin <= at and answered < end]

    def end(self):
        self.going = False
        self.join()


def end_all(for_good=False):
    """Kills what still runs, at the end of a group of runs or of the command."""
    if for_good:
        ENDED.set()
    for process in list(RUNNING):
        if process.poll() is None:
            process.kill()
            process.wait()
    RUNNING.clear()

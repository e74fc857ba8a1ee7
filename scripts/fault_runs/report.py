"""What a run found: checks that held or not, and figures."""

import sys
import time

BEGAN = time.monotonic()


def say(text):
    """One line of progress, with the seconds since the start."""
    sys.stderr.write(f"[{time.monotonic() - BEGAN:6.1f}] {text}\n")


class Skipped(Exception):
    """A run that cannot be done here; the text says why."""


class Report:
    """The checks and figures of one run."""

    def __init__(self, name):
        self.name = name
        self.failed = []
        self.held = 0
        self.figures = []
        self.skipped = None

    def check(self, holds, what, seen=""):
        """Notes whether something holds; a run goes on after what does not."""
        if holds:
            self.held += 1
            return True
        text = f"{what}: {seen}" if seen != "" else what
        self.failed.append(text)
        say(f"  {self.name}: FAILED: {text}")
        return False

    def figure(self, name, value):
        """A number for the summary."""
        value = f"{value:.1f}" if isinstance(value, float) else str(value)
        self.figures.append(f"{name} {value}")
        say(f"  {self.name}: {name} {value}")

    def verdict(self):
        if self.failed:
            return "FAILED"
        if self.skipped:
            return "SKIPPED"
        return "ok"

    def summary(self):
        """The verdict, the figures and what failed, as lines."""
        lines = [
            f"{self.verdict():8} {self.name}: {self.held} checks held"
            + (f", {len(self.failed)} did not" if self.failed else "")
        ]
        if self.skipped:
            lines = [f"SKIPPED  {self.name}: {self.skipped}"]
        lines += [f"           {figure}" for figure in self.figures]
        lines += [f"         ! {text}" for text in self.failed]
        return "\n".join(lines)


def until(condition, seconds, pause=0.1):
    """Waits for a condition; its value, or None after that many seconds."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= end:
            return None
        time.sleep(pause)

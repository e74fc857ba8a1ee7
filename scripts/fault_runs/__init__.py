"""The parts of scripts/faults: what runs, what it runs against, and what is expected of it."""

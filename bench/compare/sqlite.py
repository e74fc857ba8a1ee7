#!/usr/bin/env python3
"""sqlite.py FILE: statements from standard input, answers with tabs; blobs as hexadecimal.

sqlite.py FILE --session: the same, at once; a line of "." is answered by such a line.
"""

import sqlite3
import sys


def shown(row):
    return "\t".join(value.hex().upper() if isinstance(value, bytes) else "" if value is None else str(value) for value in row)


db = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
statement = ""
for line in sys.stdin:
    if line == ".\n" and sys.argv[2:] == ["--session"]:
        print(".", flush=True)
        continue
    statement += line
    if sqlite3.complete_statement(statement):
        for row in db.execute(statement):
            print(shown(row))
        statement = ""
if statement.strip():
    for row in db.execute(statement):
        print(shown(row))

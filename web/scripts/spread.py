"""Moves the runs of a stopped server's database apart, as if they had been made over the last days: for screenshots only.

Usage: python3 spread.py JOBLOGS_DB
"""
import sqlite3
import sys
import time

DAYS = 6.6
MICROS = 1_000_000

database = sqlite3.connect(sys.argv[1])
now = int(time.time() * MICROS)
for (job,) in database.execute("SELECT job FROM jobs").fetchall():
    runs = database.execute("SELECT run, created_at, started_at, finished_at, status FROM runs WHERE job = ? ORDER BY run", (job,)).fetchall()
    for place, (run, created, started, finished, status) in enumerate(runs):
        at = int(now - (len(runs) - 1 - place) * DAYS * 86_400 * MICROS / max(1, len(runs)) - 60 * MICROS)
        # A run that an external program executes takes as long as its entries say; here, between half a minute and two.
        length = None if finished is None else max(finished - (started or created), (28 + (run * 37) % 90) * MICROS)
        database.execute(
            "UPDATE runs SET created_at = ?, ready_at = ?, started_at = ?, finished_at = ? WHERE run = ?",
            (at, at, at, None if length is None else at + length, run),
        )
database.commit()

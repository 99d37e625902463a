"""Real calendar apps, each in a process of its own that does what a member would do in it: a line of JSON in, one out.
usage: apps.py caldav|khal|evolution FOLDER ADDRESS EMAIL PASSWORD [CALENDAR]

From the bare address of the host each finds its own way, and works on that calendar of those it finds, or on the first. Every
app can: calendars, create, move, move_once, delete, delete_once, sync, occurrences. Times are local times of Berlin,
"2026-12-07T09:00"; an occurrence is [start, title]. `Remote` speaks to one of them.
"""
import importlib
import json
import os
import select
import subprocess
import sys
import time
from pathlib import Path

ZONE = "Europe/Berlin"
NAMES = ("caldav", "khal", "evolution")


class Remote:
    """An app in its process: remote.create(…) is done when it returns; what the app refuses is raised."""

    def __init__(self, name, folder, *words):
        Path(folder).mkdir(parents=True, exist_ok=True)
        self.log = open(Path(folder) / "log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            ["/usr/bin/python3", __file__, name, str(folder), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True)

    def ask(self, what, *words):
        try:
            self.process.stdin.write(json.dumps([what, *words]) + "\n")
            self.process.stdin.flush()
            ready, _, _ = select.select([self.process.stdout], [], [], 60)
            line = self.process.stdout.readline() if ready else ""
            answer = json.loads(line or '{"error": "no answer within a minute"}')
        except OSError as error:
            answer = {"error": repr(error)}
        if "error" in answer:
            raise RuntimeError(f"{what}{words}: {answer['error']}\n{self.said()}")
        return answer["is"]

    def __getattr__(self, what):
        return lambda *words: self.ask(what, *words)

    def said(self):
        self.log.flush()
        return Path(self.log.name).read_text(encoding="utf-8", errors="replace")[-3000:]

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise
        finally:
            self.process.stdout.close()
            self.log.close()


def be_at_home(folder):
    """Nothing of who runs the test reaches the app; before it is imported, since libraries look once."""
    kept = {"PATH": os.environ["PATH"], "HOME": folder, "TZ": ZONE, "LC_ALL": "C.UTF-8"}
    os.environ.clear()
    os.environ.update(kept)
    time.tzset()


def main(name, folder, *words):
    be_at_home(folder)
    app = importlib.import_module(f"app_{name}").App(folder, *words)
    try:
        for line in sys.stdin:
            what, *given = json.loads(line)
            try:
                answer = {"is": getattr(app, what)(*given)}
            except Exception as error:  # the test decides what a refusal means
                answer = {"error": f"{type(error).__name__}: {error}"}
            print(json.dumps(answer), flush=True)
    finally:
        app.close()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A server to measure, and how a figure is printed."""
from pathlib import Path

import tandem
from load import load

DAY = {"starts_on": "2026-11-22", "ends_on": "2026-11-23"}


def line(what, cpu, wall, bar="", kept=None):
    verdict = {None: "", True: "  kept", False: "  MISSED"}[kept]
    print(f"{what:<46}{cpu:>20}{wall:>24}   {bar}{verdict}", flush=True)


class Workspace:
    """A server with raised limits, one admin and one empty calendar."""

    def __init__(self, folder):
        tandem.add_admin(folder / "data")
        self.server = tandem.Server(folder / "data", "--config", Path(__file__).with_name("limits.toml"))
        self.client = tandem.Client(self.server.port).sign_in()
        self.target = (self.server.port, self.server.pid, self.client.cookie)
        self.calendar = self.add_calendar("Load")

    def add_calendar(self, name):
        return self.do("calendar.create", name=name, color="#7a3ff2")["id"]

    def add_entry(self, calendar, title):
        return self.do("entry.create", calendar_id=calendar, kind="push", title=title, summary="Measured, not shown.", when=DAY)

    def do(self, command, **args):
        status, answer = self.client.command(command, args)
        if status != 200:
            raise RuntimeError(f"{command}: {status} {answer}")
        return answer

    def cpu(self):
        """Nanoseconds of all threads so far."""
        return sum(int((task / "schedstat").read_text().split()[0])
                   for task in Path(f"/proc/{self.server.pid}/task").iterdir())

    def stream(self, in_flight, count, **more):
        return load("commands", self.target, calendar=self.calendar, in_flight=in_flight, count=count, **more)

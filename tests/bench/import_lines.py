"""The lines about imports: 10 MB as a page sends it, and how long another member's commands wait meanwhile."""
import threading
import time

import tandem
from import_file import file_of, send
from workspace import line

BYTES = 10_000_000 - 1_000


class Other(threading.Thread):
    """Another member, who writes one thing after the other and remembers how long each took."""

    def __init__(self, workspace, calendar):
        super().__init__()
        self.client = tandem.Client(workspace.server.port, workspace.client.cookie)
        self.calendar, self.waits, self.stopping = calendar, [], False

    def run(self):
        number = 0
        while not self.stopping:
            number += 1
            began = time.perf_counter()
            status, answer = self.client.command(
                "entry.create", {"calendar_id": self.calendar, "kind": "push", "title": f"Other {number}"})
            self.waits.append((time.perf_counter() - began) * 1e3)
            if status != 200:
                raise RuntimeError(f"entry.create: {status} {answer}")
        self.client.close()

    def stop(self):
        self.stopping = True
        self.join()
        self.waits.sort()
        return self.waits[int(0.99 * (len(self.waits) - 1))], self.waits[-1]


def import_ten_megabytes(workspace, _):
    text, events = file_of(BYTES)
    calendar = workspace.add_calendar("Import")
    other, before = Other(workspace, workspace.calendar), workspace.cpu()
    other.start()
    answer, took = send(workspace.client, calendar, text)
    p99, most = other.stop()
    cpu = (workspace.cpu() - before) / 1e9
    if answer["created"] != events:
        raise RuntimeError(f"import: {answer['created']} of {events} were made")
    line(f"import of 10 MB, {events:,} events", f"{cpu:.2f} s", f"{took:.2f} s", "≤ 3 s", took <= 3)
    line(f"another's {len(other.waits):,} commands meanwhile", "", f"p99 {p99:.1f} ms, most {most:.1f} ms", "≤ 50 ms",
         most <= 50)

"""The lines about imports: 10 MB as a page sends it, a table of 100,000 rows, and how long another member's commands wait
meanwhile."""
import re
import threading
import time

import tandem
from import_file import file_of, send, send_table, table_of
from workspace import line

BYTES = 10_000_000 - 1_000
ROWS = 100_000


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


def import_table(workspace, _):
    """Accounts of a table: what is wrong with one at its end is told, and the rest is read, written and taken back."""
    wrong = table_of(ROWS).split("\n")
    wrong[ROWS - 2] = wrong[ROWS - 2].replace(";10;", ";many;")  # a spreadsheet calls it row 99,999
    answer, took = send_table(workspace.client, "\n".join(wrong), "&preview=true")
    told = [(error["row"], error["column"]) for error in answer["errors"]]
    if told != [(ROWS - 1, "Employees")] or answer["error_count"] != 1:
        raise RuntimeError(f"import: told {told} of a wrong row")
    line(f"a wrong row among {ROWS:,} is told", "", f"{took:.2f} s", "≤ 3 s", took <= 3)
    text, before = table_of(ROWS), peak_memory(workspace)
    def whole():
        answer, _ = send_table(workspace.client, text)
        return answer["created"], answer["import_id"]
    import_id = beside_another(workspace, f"import of {ROWS:,} accounts", 10, whole)
    line("  memory at most, more than before", "", f"{(peak_memory(workspace) - before) / 1024:.0f} MiB", "≤ 400 MiB",
         peak_memory(workspace) - before <= 400 * 1024)
    def back():
        return workspace.do("import.undo", id=import_id)["taken_back"]["entries"], ""
    beside_another(workspace, "  taken back", 15, back)


def beside_another(workspace, what, bar, work):
    other, before = Other(workspace, workspace.calendar), workspace.cpu()
    other.start()
    began = time.perf_counter()
    count, answer = work()
    took = time.perf_counter() - began
    p99, most = other.stop()
    cpu = (workspace.cpu() - before) / 1e9
    if count != ROWS:
        raise RuntimeError(f"{what}: {count}")
    line(what, f"{cpu:.2f} s", f"{took:.2f} s", f"≤ {bar} s CPU", cpu <= bar)
    line(f"  another's {len(other.waits):,} commands meanwhile", "", f"p99 {p99:.1f} ms, most {most:.1f} ms", "≤ 50 ms",
         most <= 50)
    return answer


def peak_memory(workspace):
    """KiB"""
    with open(f"/proc/{workspace.server.pid}/status", encoding="ascii") as status:
        return int(re.search(r"VmHWM:\s+(\d+)", status.read())[1])

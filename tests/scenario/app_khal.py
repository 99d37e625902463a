"""khal on the folder of files that vdirsyncer keeps like the server. What khal has no word for on its command line (one
occurrence moved or taken out) reaches it as an .ics file, by `khal import`."""
import os
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from apps import ZONE

VDIRSYNCER = """[general]
status_path = "{folder}/status"
[pair plan]
a = "files"
b = "server"
collections = ["from b"]
metadata = ["displayname", "color"]
[storage files]
type = "filesystem"
path = "{folder}/files"
fileext = ".ics"
[storage server]
type = "caldav"
url = "{address}"
username = "{email}"
password = "{password}"
"""
YES = "y\n" * 100  # as often as vdirsyncer asks whether to make a folder
KHAL = """[calendars]
[[plan]]
path = {files}
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = {zone}
default_timezone = {zone}
[default]
default_calendar = plan
[sqlite]
path = {folder}/khal.db
"""


def span(start, minutes):
    begins = datetime.fromisoformat(start)
    ends = begins + timedelta(minutes=minutes)
    return f"{begins:%Y-%m-%d %H:%M}", f"{ends:%Y-%m-%d %H:%M}"


def compact(text):
    return f"{datetime.fromisoformat(text):%Y%m%dT%H%M%S}"


class App:
    def __init__(self, folder, address, email, password, calendar=None):
        self.folder = Path(folder)
        (self.folder / "vdirsyncer").write_text(VDIRSYNCER.format(folder=folder, address=address, email=email,
                                                                  password=password))
        self._run("vdirsyncer", "discover")
        self._run("vdirsyncer", "metasync")
        self.found = {(each / "displayname").read_text(): each for each in (self.folder / "files").iterdir()}
        self.files = self.found[calendar or min(self.found)]
        (self.folder / "khal").write_text(KHAL.format(folder=folder, files=self.files, zone=ZONE))
        self.sync()

    def _run(self, *words, text=YES):
        done = subprocess.run(words, input=text, text=True, capture_output=True, timeout=50, check=False,
                              env={**os.environ, "VDIRSYNCER_CONFIG": str(self.folder / "vdirsyncer")})
        if done.returncode != 0:
            raise RuntimeError(f"{words}: {done.returncode} {done.stdout[-1000:]} {done.stderr[-1000:]}")
        return done.stdout

    def _khal(self, *words, text=""):
        return self._run("khal", "-c", str(self.folder / "khal"), *words, text=text)

    def calendars(self):
        return sorted(self.found)

    def create(self, title, start, minutes, until=None):
        repeat = ["--repeat", "weekly", "--until", until[:10]] if until else []
        self._khal("new", *repeat, *" ".join(span(start, minutes)).split(), title)
        self.sync()

    def move(self, title, start, minutes):
        self._khal("edit", "--show-past", title, text="t\n" + " ".join(span(start, minutes)) + "\nq\n")
        self.sync()

    def delete(self, title):
        self._khal("edit", "--show-past", title, text="D\ny\nq\n")
        self.sync()

    def _import(self, title, change):
        [path] = [each for each in self.files.glob("*.ics") if f"SUMMARY:{title}" in each.read_text()]
        changed = self.folder / "changed.ics"
        changed.write_text(change(path.read_text().replace("\r\n", "\n")))
        self._khal("import", "--batch", str(changed))
        self.sync()

    def move_once(self, title, occurrence, start, minutes):
        def add(text):
            uid = next(line for line in text.splitlines() if line.startswith("UID:"))
            begins, ends = (moment.replace(" ", "T") for moment in span(start, minutes))
            once = (f"BEGIN:VEVENT\n{uid}\nDTSTAMP:20260101T000000Z\nRECURRENCE-ID;TZID={ZONE}:{compact(occurrence)}\n"
                    f"DTSTART;TZID={ZONE}:{compact(begins)}\nDTEND;TZID={ZONE}:{compact(ends)}\nSUMMARY:{title}\nEND:VEVENT\n")
            return text.replace("END:VCALENDAR", once + "END:VCALENDAR")
        self._import(title, add)

    def delete_once(self, title, occurrence):
        left_out = f"EXDATE;TZID={ZONE}:{compact(occurrence)}\n"

        def leave_out(text):  # of the event that has the rule; a zone has some, too
            events = [left_out + part if "\nRRULE:" in part.split("END:VEVENT")[0] else part
                      for part in text.split("BEGIN:VEVENT\n")[1:]]
            return "BEGIN:VEVENT\n".join([text.split("BEGIN:VEVENT\n")[0], *events])
        self._import(title, leave_out)

    def sync(self):
        self._run("vdirsyncer", "sync", f"plan/{self.files.name}")

    def occurrences(self, first, last, _wanted=None):
        listed = self._khal("list", "--day-format", "", "--format", "{start-date}T{start-time}\t{title}", first[:10], last[:10])
        return sorted(line.split("\t") for line in listed.splitlines() if "\t" in line)

    def close(self):
        pass

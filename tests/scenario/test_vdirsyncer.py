"""CalDAV with vdirsyncer, which keeps a folder of files (khal's) and a server alike: discovery from the bare host through
/.well-known, both directions, and quiet once both are the same."""
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import tandem
from load import sign_in_fresh
from test_caldav import event

CONFIG = """[general]
status_path = "{folder}/status"
[pair plan]
a = "files"
b = "server"
collections = [["plan", "{calendar}", "{calendar}"]]
[storage files]
type = "filesystem"
path = "{folder}/files"
fileext = ".ics"
[storage server]
type = "caldav"
url = "http://127.0.0.1:{port}/"
username = "{email}"
password = "{password}"
"""


class Vdirsyncer(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.server, self.page, self.calendar = sign_in_fresh(self.folder / "data")
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.kill())
        self.addCleanup(lambda: self.page.close())
        _, ack = self.page.command("token.create", {"name": "Laptop", "scope": "dav"})
        (self.folder / "config").write_text(CONFIG.format(
            folder=self.folder, calendar=self.calendar, port=self.server.port, email=tandem.ADMIN["email"],
            password=ack["secrets"]["token"]))
        self.files = self.folder / "files" / self.calendar

    def run_it(self, *words):
        done = subprocess.run(["vdirsyncer", *words], input="y\ny\n", text=True, capture_output=True, timeout=60, check=False,
                              env={**os.environ, "VDIRSYNCER_CONFIG": str(self.folder / "config"), "LC_ALL": "C.UTF-8"})
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def titles(self):
        return sorted(entry["title"] for entry in self.page.snapshot()["entries"])

    def test_a_folder_of_files_and_the_page_become_alike(self):
        self.run_it("discover")
        when = {"starts_at": "2026-01-14T10:00:00", "ends_at": "2026-01-14T11:00:00", "zone": "Europe/Berlin"}
        _, ack = self.page.command("entry.create", {"calendar_id": self.calendar, "kind": "event", "status": "planned",
                                                    "title": "In the page", "when": when})
        self.run_it("sync")
        [from_page] = self.files.glob("*.ics")
        from_page.write_text(from_page.read_text().replace("In the page", "Changed in the file"))
        from_file = self.files / "new.ics"
        from_file.write_text(event("local@test", "From the file").replace("\r\n", "\n"))
        self.run_it("sync")
        self.assertEqual(["Changed in the file", "From the file"], self.titles())
        self.assertNotIn("Copying", self.run_it("sync"), "what it wrote is kept as it is, so nothing comes back")
        self.page.command("entry.delete", {"id": ack["id"]})
        from_file.unlink()
        self.run_it("sync")
        self.assertEqual([], self.titles())
        self.assertEqual([], list(self.files.glob("*.ics")))

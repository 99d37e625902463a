"""R2: a full disk is answered with 507 and never with an ack; the server goes on when space returns."""
import os
import tempfile
import unittest
from pathlib import Path

import tandem
from load import LIMITS

SMALL = 24 << 20


class FullDisk(unittest.TestCase):
    """The data folder is a small tmpfs in the server's own mount namespace: no trace of it is left afterwards."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name) / "data"
        self.data.mkdir()
        inside = (f'mount -t tmpfs -o size={SMALL},mode=700 none "{self.data}" && '
                  f'"{tandem.BINARY}" member add --data "{self.data}" --email {tandem.ADMIN["email"]} --name Ada '
                  f'--team marketing --role admin --password-stdin <<<"{tandem.ADMIN["password"]}" >/dev/null && exec "$@"')
        options = ["--mount"] if os.getuid() == 0 else ["--mount", "--map-root-user"]
        self.server = tandem.Server(self.data, "--config", LIMITS,
                                    around=["unshare", *options, "bash", "-c", inside, "bash"])
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.kill())
        self.inside = Path(f"/proc/{self.server.pid}/root") / self.data.relative_to("/")
        self.client = tandem.Client(self.server.port).sign_in()
        self.calendar = self.client.command("calendar.create", {"name": "Load", "color": "#7a3ff2"})[1]["id"]

    def create(self, title):
        return self.client.command("entry.create", {"calendar_id": self.calendar, "kind": "push", "title": title,
                                                    "status": "idea", "summary": "x" * 4000})

    def fill_up(self):
        """Takes every byte that is left."""
        with open(self.inside / "filler", "wb", buffering=0) as filler:
            try:
                while filler.write(b"\0" * 65536):
                    pass
            except OSError:
                pass

    def create_until_refused(self, limit=2000):
        acked = []
        for number in range(limit):
            status, answer = self.create(f"Full {number}")
            if status != 200:
                return acked, status, answer
            acked.append(f"Full {number}")
        self.fail("the disk never became full")

    def test_no_ack_while_full_and_on_again_when_space_returns(self):
        self.fill_up()
        acked, status, answer = self.create_until_refused()
        self.assertEqual((507, "storage_full"), (status, answer["code"]))
        for number in range(20):
            self.assertEqual(507, self.create(f"Still full {number}")[0])
        self.assertEqual(503, self.client.ask("GET", "/healthz")[0])
        self.assertEqual(acked, self.titles(), "reading goes on, and shows what was acknowledged and no more")
        (self.inside / "filler").unlink()
        status, answer = self.create("Room again")
        self.assertEqual(200, status, answer)
        self.assertEqual(200, self.client.ask("GET", "/healthz")[0])
        self.assertEqual([*acked, "Room again"], self.titles())
        self.client.close()
        self.assertEqual(0, self.server.stop())

    def titles(self):
        entries = self.client.snapshot()["entries"]
        return [entry["title"] for entry in sorted(entries, key=lambda entry: entry["created_at"] + entry["id"])]

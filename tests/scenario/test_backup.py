"""R18: a backup taken while members write is whole; restored, it holds all that was acknowledged before it began."""
import tempfile
import unittest
from pathlib import Path

import tandem
from load import LIMITS, Writers, sign_in_fresh, titles


class Backup(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.data, self.file = self.folder / "data", self.folder / "tandem.backup"
        self.server, self.client, self.calendar = sign_in_fresh(self.data)
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.kill())

    def test_a_backup_under_load_is_restored_whole(self):
        epoch = self.client.snapshot()["epoch"]
        writers = Writers(self.server.port, self.client.cookie, self.calendar, "backup")
        writers.wait_for(200)
        before = list(writers.acked)
        tandem.run("backup", "--data", self.data, self.file)
        writers.wait_for(len(writers.acked) + 50)
        writers.stop()
        self.assertEqual([], writers.refused)
        self.assertEqual(0o600, self.file.stat().st_mode & 0o777)
        self.client.close()
        self.assertEqual(0, self.server.stop())
        restored = self.folder / "restored"
        tandem.run("restore", "--data", restored, self.file)
        self.assertEqual(0, tandem.run("check", "--data", restored, check=False).returncode)
        with tandem.Server(restored, "--config", LIMITS) as server:
            client = tandem.Client(server.port).sign_in()
            snapshot = client.snapshot()
            client.close()
        found = titles(snapshot)
        self.assertEqual(len(found), len(set(found)))
        self.assertEqual(set(), set(before) - set(found))
        self.assertEqual(set(), set(found) - set(writers.acked))
        self.assertNotEqual(epoch, snapshot["epoch"], "no client may resume across a restore")

    def test_a_running_server_is_not_restored_over(self):
        tandem.run("backup", "--data", self.data, self.file)
        done = tandem.run("restore", "--data", self.data, self.file, check=False)
        self.assertNotEqual(0, done.returncode)
        self.client.close()
        self.assertEqual(0, self.server.stop())

    def test_a_damaged_backup_is_refused_and_the_data_stay(self):
        tandem.run("backup", "--data", self.data, self.file)
        self.client.close()
        self.assertEqual(0, self.server.stop())
        self.file.write_bytes(self.file.read_bytes()[:5000])
        self.assertNotEqual(0, tandem.run("restore", "--data", self.data, self.file, check=False).returncode)
        self.assertEqual(0, tandem.run("check", "--data", self.data, check=False).returncode)

"""The page of the radar does not wait for what a worker has read when the server began."""
import datetime
import sqlite3
import tempfile
import unittest
from pathlib import Path

import tandem


class Radar(unittest.TestCase):
    def test_accounts_are_read_before_anyone_asks_for_the_page(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        data, config = Path(folder.name) / "data", Path(folder.name) / "config.toml"
        config.write_text("workers = 1\n")  # so that what is answered later was also asked later
        tandem.add_admin(data)
        with tandem.Server(data, "--config", config) as server:
            client = tandem.Client(server.port).sign_in()
            self.assertEqual(200, client.command("account.create", {"name": "Adler"})[0])
            client.close()
        with tandem.Server(data, "--config", config) as server:
            client = tandem.Client(server.port).sign_in()
            client.snapshot()
            # Behind its back: only who reads the accounts from now on is told this name.
            with sqlite3.connect(data / "tandem.db") as database:
                database.execute("UPDATE account SET name = 'Read too late'")
            database.close()
            today = datetime.date.today()
            board = client.get(f"/api/radar?from={today}&to={today + datetime.timedelta(days=7)}")
            self.assertEqual(["Adler"], [row["name"] for row in board["rows"]])
            client.close()

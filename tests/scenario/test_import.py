"""An import is whole or gone: kill -9 in the middle of one leaves nothing of it, and the next one is whole. A calendar file,
and a table of accounts."""
import tempfile
import threading
import unittest
from pathlib import Path

import tandem
from import_file import file_of, send, send_table, table_of
from load import LIMITS, sign_in_fresh, titles


ROUNDS = 3


class Import(unittest.TestCase):
    def test_a_kill_in_the_middle_leaves_nothing_of_it(self):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            server, client, calendar = sign_in_fresh(data)
            text, events = file_of(2_000_000)
            for number in range(ROUNDS):
                self.kill_when_begun(server, client, lambda: send(client, calendar, text), 50 + 400 * number)
                client.close()
                server = tandem.Server(data, "--config", LIMITS)
                client = tandem.Client(server.port, client.cookie)
                self.assertEqual([], titles(self.window(client)))
            answer, _ = send(client, calendar, text)
            self.assertEqual(events, answer["created"])
            status, ack = client.command("import.undo", {"id": answer["import_id"]})
            self.assertEqual(200, status, ack)
            self.assertEqual({"entries": events, "kept_count": 0, "kept": []}, ack["taken_back"])
            self.assertEqual([], titles(self.window(client)))
            client.close()
            self.assertEqual(0, server.stop())
            done = tandem.run("check", "--data", data, check=False)
            self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    def test_a_kill_in_the_middle_of_a_table_leaves_nothing_of_it(self):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            server, client, _ = sign_in_fresh(data)
            text = table_of(4_000)
            for number in range(ROUNDS):
                self.kill_when_begun(server, client, lambda: send_table(client, text), 50 + 1_000 * number)
                client.close()
                server = tandem.Server(data, "--config", LIMITS)
                client = tandem.Client(server.port, client.cookie)
                self.assertEqual(0, self.accounts(client))
            answer, _ = send_table(client, text)
            self.assertEqual((4_000, 4_000), (answer["created"], self.accounts(client)))
            client.close()
            self.assertEqual(0, server.stop())
            done = tandem.run("check", "--data", data, check=False)
            self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    def accounts(self, client):
        return len(self.window(client)["accounts"])

    def window(self, client, days="from=2026-01-01&to=2026-12-31"):
        return client.get(f"/api/snapshot?{days}")

    def kill_when_begun(self, server, client, send_it, changes):
        """Kills the server when so many changes of the import are there."""
        before = self.window(client, "from=2000-01-01&to=2000-01-02")["seq"]
        sending = threading.Thread(target=self.send_unheard, args=(send_it,))
        sending.start()
        while self.window(client, "from=2000-01-01&to=2000-01-02")["seq"] < before + changes:
            self.assertTrue(sending.is_alive(), "the import was over before the kill")
        server.kill()
        sending.join()

    def send_unheard(self, send_it):
        try:
            send_it()
        except OSError:
            pass  # the server was killed
        except Exception:  # noqa: BLE001 - half an answer
            pass

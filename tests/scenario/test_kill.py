"""R1: what was acknowledged survives kill -9, once; a command repeated after it has no second effect."""
import random
import tempfile
import unittest
from collections import Counter
from pathlib import Path

import tandem
from load import LIMITS, Writers, sign_in_fresh, titles

ROUNDS = 20


class Kill(unittest.TestCase):
    def test_every_acknowledged_command_is_there_once(self):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            server, client, calendar = sign_in_fresh(data)
            cookie, acked = client.cookie, {}
            client.close()
            seed = random.randrange(1 << 32)
            random.seed(seed)
            print(f"seed {seed}", flush=True)
            for number in range(ROUNDS):
                writers = Writers(server.port, cookie, calendar, f"round{number}")
                writers.wait_for(random.randint(1, 150))
                server.kill()
                writers.join()
                self.assertEqual([], writers.refused)
                acked.update(writers.acked)
                self.check_data(data)
                server = tandem.Server(data, "--config", LIMITS)
                self.check_round(server.port, cookie, writers, acked)
            self.assertEqual(0, server.stop())
            self.check_data(data)
            print(f"{ROUNDS} rounds, {len(acked)} acknowledged", flush=True)

    def check_data(self, data):
        done = tandem.run("check", "--data", data, check=False)
        self.assertEqual(0, done.returncode, done.stdout + done.stderr)

    def check_round(self, port, cookie, writers, acked):
        """All acknowledged so far are there; the unanswered ones, and some answered ones, are asked again."""
        client = tandem.Client(port, cookie)
        self.check_once(client, acked)
        again = dict(writers.open)
        again.update(random.sample(sorted(writers.acked.items()), min(5, len(writers.acked))))
        for title, command_id in again.items():
            status, answer = client.command("entry.create", writers.args_of(title), command_id)
            self.assertEqual(200, status, answer)
            acked[title] = command_id
        self.check_once(client, acked)
        client.close()

    def check_once(self, client, acked):
        counts = Counter(titles(client.snapshot()))
        self.assertEqual([], [title for title in acked if counts[title] != 1])
        self.assertEqual([], [title for title, count in counts.items() if count > 1])

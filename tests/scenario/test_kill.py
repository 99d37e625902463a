"""R1: what was acknowledged survives kill -9, once; a command repeated after it has no second effect. What one command makes
is there whole or not at all."""
import random
import tempfile
import unittest
from collections import Counter
from pathlib import Path

import tandem
from load import LIMITS, Writers, sign_in_fresh, titles

ROUNDS = 20
ITEMS = 50


class Uses(Writers):
    """Each use of the template makes a campaign and ITEMS entries under it."""

    command, template = "template.use", ""

    def args_of(self, title):
        return {"template_id": self.template, "calendar_id": self.calendar, "title": title, "starts_on": "2026-03-02"}


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

    def test_a_use_of_a_template_is_there_whole_or_not_at_all(self):
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            server, client, calendar = sign_in_fresh(data)
            self.make_template(client)
            cookie, acked = client.cookie, {}
            client.close()
            for number in range(5):
                writers = Uses(server.port, cookie, calendar, f"round{number}")
                writers.wait_for(1 + number)
                server.kill()
                writers.join()
                self.assertEqual([], writers.refused)
                acked.update(writers.acked)
                self.check_data(data)
                server = tandem.Server(data, "--config", LIMITS)
                client = tandem.Client(server.port, cookie)
                self.check_uses(client, acked)
                for title, command_id in writers.open.items():
                    status, answer = client.command(Uses.command, writers.args_of(title), command_id)
                    self.assertEqual(200, status, answer)
                    acked[title] = command_id
                self.assertEqual(len(acked), self.check_uses(client, acked))
                client.close()
            self.assertEqual(0, server.stop())
            self.check_data(data)

    def make_template(self, client):
        status, answer = client.command("template.create", {"name": "Webinar", "days": 20})
        self.assertEqual(200, status, answer)
        Uses.template = answer["id"]
        for number in range(ITEMS):
            item = {"template_id": Uses.template, "title": f"Step {number}", "kind": "event", "day": number % 20}
            status, answer = client.command("template_item.create", item)
            self.assertEqual(200, status, answer)

    def check_uses(self, client, acked):
        """How many there are; each once and whole, and all that were acknowledged."""
        entries = client.get("/api/snapshot?from=2026-03-01&to=2026-04-01")["entries"]
        campaigns = {entry["id"]: entry["title"] for entry in entries if not entry["parent_id"]}
        self.assertEqual(len(campaigns), len(set(campaigns.values())))
        self.assertEqual(set(), set(acked) - set(campaigns.values()))
        children = Counter(entry["parent_id"] for entry in entries if entry["parent_id"])
        self.assertEqual({campaign: ITEMS for campaign in campaigns}, dict(children))
        return len(campaigns)

"""A calendar that is filled from another address: subscribed, seen in the page, followed as the feed changes; and a restart
asks neither too early nor anew."""
import http.server
import tempfile
import threading
import unittest
from pathlib import Path

import tandem

HEAD, TAIL = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//fairs//EN\r\n", "END:VCALENDAR\r\n"


def fair(uid, day):
    return f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTART;VALUE=DATE:{day}\r\nSUMMARY:{uid}\r\nEND:VEVENT\r\n"


class Fairs(http.server.BaseHTTPRequestHandler):
    """The feed of somebody else. The server object holds what each path answers, and what was asked for."""

    def do_GET(self):
        body, tag = self.server.feeds[self.path]
        self.server.asked.append(self.path)
        is_known = self.headers.get("If-None-Match") == tag
        self.send_response(304 if is_known else 200)
        self.send_header("ETag", tag)
        if not is_known:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if not is_known:
            self.wfile.write(body.encode())

    def log_message(self, *_):
        pass


class Subscription(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.fairs = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Fairs)
        self.fairs.feeds, self.fairs.asked = {}, []
        thread = threading.Thread(target=self.fairs.serve_forever, daemon=True)
        thread.start()
        self.addCleanup(lambda: (self.fairs.shutdown(), thread.join(), self.fairs.server_close()))
        self.options = self.config('outbound_networks = ["127.0.0.1"]')

    def config(self, *lines):
        """Options for a server with these settings, where a page may look as often as it likes."""
        (self.folder / "config.toml").write_text("\n".join([*lines, "requests_per_minute = 1000000"]))
        return "--config", self.folder / "config.toml"

    def serve(self):
        tandem.add_admin(self.folder / "data")
        self.server = tandem.Server(self.folder / "data", *self.options)
        self.page = tandem.Client(self.server.port).sign_in()
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.kill())
        self.addCleanup(lambda: self.page.close())

    def put(self, path, *events, tag):
        self.fairs.feeds[path] = (HEAD + "".join(events) + TAIL, f'"{tag}"')

    def subscribe(self, path, name):
        status, ack = self.page.command("subscription.create", {
            "url": f"http://127.0.0.1:{self.fairs.server_port}{path}", "name": name})
        self.assertEqual(200, status, ack)
        return ack["id"]

    def wait_for(self, subscription, **fields):
        """Until the record in the page's snapshot has these values; the snapshot."""
        for _ in range(20000):
            snapshot = self.page.snapshot()
            record = next(s for s in snapshot["subscriptions"] if s["id"] == subscription)
            if all(record[name] == value for name, value in fields.items()) and (
                    record["asked_at"] is None or (record["checked_at"] or "") >= record["asked_at"]):
                return snapshot, record
        self.fail(f"{fields} never came: {record}")

    def titles(self, snapshot):
        return sorted(entry["title"] for entry in snapshot["entries"])

    def test_entries_come_change_and_go_with_the_feed_and_a_restart_keeps_the_schedule(self):
        self.serve()
        self.put("/fairs", fair("Pumps", "20260112"), fair("Valves", "20260119"), tag=1)
        mine = self.subscribe("/fairs", "Fairs")
        snapshot, _ = self.wait_for(mine, state="fresh")
        self.assertEqual(["Pumps", "Valves"], self.titles(snapshot))
        status, refusal = self.page.command("entry.update", {"id": snapshot["entries"][0]["id"], "title": "x"})
        self.assertEqual((403, "forbidden"), (status, refusal["code"]))

        self.put("/fairs", fair("Valves", "20260120"), fair("Seals", "20260126"), tag=2)
        self.page.command("subscription.refresh", {"id": mine})
        snapshot, before = self.wait_for(mine, state="fresh")
        self.assertEqual(["Seals", "Valves"], self.titles(snapshot))

        self.assertEqual(0, self.server.stop())
        self.page.close()
        self.server = tandem.Server(self.folder / "data", *self.options)
        self.page = tandem.Client(self.server.port).sign_in()
        asked = self.fairs.asked.count("/fairs")
        self.put("/days", fair("Epiphany", "20260106"), tag=1)
        other = self.subscribe("/days", "Holidays")
        snapshot, _ = self.wait_for(other, state="fresh")  # so that a round was made since the start
        self.assertEqual(["Epiphany", "Seals", "Valves"], self.titles(snapshot))
        after = next(s for s in snapshot["subscriptions"] if s["id"] == mine)
        self.assertEqual(before["next_at"], after["next_at"])
        self.assertEqual(asked, self.fairs.asked.count("/fairs"))

        self.page.command("subscription.delete", {"id": mine})
        self.assertEqual(["Epiphany"], self.titles(self.page.snapshot()))

    def test_a_private_address_is_refused_unless_it_is_allowed(self):
        self.options = self.config()
        self.serve()
        self.put("/fairs", fair("Pumps", "20260112"), tag=1)
        mine = self.subscribe("/fairs", "Fairs")
        _, record = self.wait_for(mine, state="failing")
        self.assertEqual("The address leads to a network that is not asked from here.", record["error"])
        self.assertEqual([], self.fairs.asked)

"""A workspace whose server writes mail to a server of the test's own, and who is told of something there."""
import tempfile
import unittest
from pathlib import Path

import tandem
from mail_sink import Sink

ROB = {"name": "Rob Größe", "email": "rob@example.com", "password": "correct horse battery"}


class MailCase(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.config_file = self.folder / "config.toml"
        self.log = tandem.Log()
        self.addCleanup(self.log.close)

    def open_sink(self, **how):
        self.sink = Sink(**how)
        self.addCleanup(self.sink.close)

    def config(self, *lines, host="127.0.0.1"):
        self.config_file.write_text("\n".join([
            f'smtp_host = "{host}"', f"smtp_port = {self.sink.port}", 'smtp_from = "tandem@plan.example"',
            "mail_delay_seconds = 1", "mail_gap_seconds = 1", "requests_per_minute = 1000000", *lines, ""]))

    def prepare(self):
        tandem.add_admin(self.folder / "data")
        tandem.run("member", "add", "--data", self.folder / "data", "--email", ROB["email"], "--name", ROB["name"],
                   "--team", "sales", "--role", "member", "--password-stdin", text=ROB["password"] + "\n")

    def serve(self):
        self.server = tandem.Server(self.folder / "data", "--config", self.config_file, log=self.log)
        self.page = tandem.Client(self.server.port).sign_in()
        self.addCleanup(self.end, self.server, self.page)

    def end(self, server, page):
        page.close()
        if server.process.poll() is None:
            server.kill()

    def command(self, name, args):
        status, ack = self.page.command(name, args)
        self.assertEqual(200, status, ack)
        return ack["id"]

    def name_rob(self, title, text):
        """An entry whose comment names Rob; its id."""
        members = {member["email"]: member["id"] for member in self.page.snapshot()["members"]}
        calendar = self.command("calendar.create", {"name": title})
        entry = self.command("entry.create", {"calendar_id": calendar, "kind": "event", "title": title})
        self.command("comment.create", {"entry_id": entry, "text": text, "mention_ids": [members[ROB["email"]]]})
        return entry

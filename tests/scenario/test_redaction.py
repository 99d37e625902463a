"""R8: nobody is told what they may not see, on any path that leaves the server, whatever their team and role.

The matrix: every address × every member of each team and role × every text of every kind that may be hidden."""
import json
import re
import sqlite3
import tempfile
import unittest
from pathlib import Path

import tandem
from load import LIMITS
from page_socket import PageSocket
from redaction_paths import APP_PATHS, JSON_PATHS, SILENT, Visit
from redaction_world import VIEWERS, World, add_members


class Redaction(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.data = Path(folder.name) / "data"
        add_members(cls.data)
        server = cls.serve()
        world = cls.world = World(cls.data, server)
        sockets = {viewer: PageSocket(server.port, client.cookie, client.snapshot())
                   for viewer, client in world.clients.items()}
        cls.addClassCleanup(world.close)
        world.fill()
        cls.told = {("the page's socket", viewer): socket.read_until(world.last_words)
                    for viewer, socket in sockets.items()}
        for socket in sockets.values():
            socket.close()
        server.stop()
        cls.make_older()
        world.move_to(cls.serve())
        for name, ask in {**APP_PATHS, **JSON_PATHS}.items():
            for viewer in VIEWERS:
                cls.told[name, viewer] = ask(Visit(world, viewer)).replace("\r\n ", "")

    @classmethod
    def serve(cls):
        server = tandem.Server(cls.data, "--config", LIMITS)
        cls.addClassCleanup(lambda: server.process.poll() is None and server.kill())
        return server

    @classmethod
    def make_older(cls):
        """Two days, so that there is a past plan to ask for."""
        database = sqlite3.connect(cls.data / "tandem.db")
        database.execute("UPDATE change SET at = at - 2 * 86400 * 1000")
        database.commit()
        database.close()

    def words_told(self, name, viewer):
        return set(re.findall(r"zq\d{5}q", self.told[name, viewer])) & self.world.words.keys()

    def test_every_kind_that_may_be_hidden_is_in_the_matrix(self):
        there = {kind for kind, _ in self.world.ids} | {"session", "notification"}
        hidden = {kind for kind, table in self.world.tables.items() if table["audience"] != "everyone"}
        self.assertEqual(set(), hidden - there)

    def test_every_address_is_in_the_matrix(self):
        titles = set()
        for path in (tandem.ROOT / "schemas/api").glob("*.json"):
            for part in re.split(r", (?:and the answer of )?(?=GET|POST)", json.loads(path.read_text())["title"]):
                titles.add(part)
        addresses = {title for title in titles if title.startswith(("GET ", "POST "))}
        self.assertEqual(set(), addresses - JSON_PATHS.keys() - APP_PATHS.keys() - SILENT)

    def test_no_word_is_told_to_who_may_not_read_it(self):
        for name, viewer in self.told:
            for word in self.words_told(name, viewer):
                if not self.world.may_read(viewer, word, name in APP_PATHS):
                    self.fail(f"{name} tells {' '.join(viewer)} {self.world.words[word]}")

    def test_no_id_is_told_to_who_may_not_know_of_it(self):
        for name, viewer in self.told:
            for (kind, situation), ids in self.world.ids.items():
                if not self.world.may_know(viewer, kind, situation):
                    for id_ in ids:
                        self.assertNotIn(id_, self.told[name, viewer], f"{name} tells {viewer} of {kind} {situation}")

    def test_no_secret_is_told_to_anyone(self):
        self.assertGreater(len(self.world.secrets), 20)
        for name, viewer in self.told:
            for secret in self.world.secrets:
                if not self.world.may_be_told(viewer, name, secret):
                    self.assertNotIn(secret, self.told[name, viewer], f"{name} for {viewer}")

    def test_what_comes_of_a_hidden_entry_is_told_to_who_sees_that(self):
        self.assertEqual(5, len(self.world.derived))
        telling = {text: [told for told in self.told if text in self.told[told]] for text in self.world.derived}
        self.assertEqual(set(), {(text, name) for text, all_ in telling.items() for name, viewer in all_
                                 if not self.world.may_read_derived(viewer, text)})
        for text, all_ in telling.items():  # also who was asked, and who asks
            self.assertLessEqual({self.world.author, self.world.colleague}, {viewer for _, viewer in all_}, text)

    def test_every_path_tells_something_and_every_word_is_told_to_its_author(self):
        """Else the tests above would pass over empty answers."""
        author = self.world.author
        told = set().union(*(self.words_told(name, viewer) for name, viewer in self.told if viewer == author))
        missing = {self.world.words[word][:2] for word in self.world.words if word not in told}
        self.assertEqual(set(), missing)
        speaking = {name for name, viewer in self.told if self.words_told(name, viewer)}
        self.assertEqual(self.world.wordless, {name for name, _ in self.told} - speaking)

"""Mail to a mail server that speaks TLS and asks for a login, as the mail servers of companies do: it is handed over to the
server that was named and to no other, whatever answers in its place; what could not be sent stays and goes out later."""
import contextlib
import os
import sqlite3
import unittest

import tandem
from certificates import Authority
from mail_case import MailCase

HOST = "localhost"
LOGIN = ("planner", "open sesame")
WAYS = ["starttls", "tls"]
MISTRUST = "The mail server's certificate cannot be trusted: nobody known here vouches for it."


class MailTls(MailCase):
    def setUp(self):
        super().setUp()
        self.authority = Authority(self.folder, "company")
        self.right = self.authority.context_for(HOST)
        self.password_file = self.folder / "password"

    def config_for(self, way, password=LOGIN[1], ca_file=True):
        self.password_file.write_text(password + "\n")
        os.chmod(self.password_file, 0o600)
        self.config(f'smtp_tls = "{way}"', f'smtp_user = "{LOGIN[0]}"', f'smtp_password_file = "{self.password_file}"',
                    *([f'smtp_ca_file = "{self.authority.file}"'] if ca_file else []), host=HOST)

    def outbox(self):
        """(state, reason, tries) of each mail about what happened."""
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/data/tandem.db?mode=ro", uri=True)) as database:
            return database.execute("SELECT state, reason, tries FROM mail WHERE kind = 'notices'").fetchall()

    def try_settings(self):
        return tandem.run("mail", "--config", self.config_file, "--to", "rob@example.com", check=False)

    def nothing_was_given_away(self):
        """No mail, and in the clear neither the login nor whom it is about."""
        self.assertEqual([], self.sink.taken)
        clear = b"".join(self.sink.heard_in_the_clear)
        for command in [b"AUTH", b"MAIL", b"RCPT", b"DATA", LOGIN[0].encode(), LOGIN[1].encode()]:
            self.assertNotIn(command, clear)
        for line in self.log.lines:
            for secret in [LOGIN[1], "wrong sesame", "rob@example.com", "Webinar"]:
                self.assertNotIn(secret, line)

    def test_mail_arrives_over_tls_with_the_login_and_nothing_of_it_in_the_clear(self):
        self.prepare()
        for way in WAYS:
            with self.subTest(way):
                self.open_sink(tls=way, context=self.right, login=LOGIN)
                self.config_for(way)
                self.serve()
                self.name_rob(f"Webinar by {way}", "Look")
                [(_, readers, message)] = self.sink.wait_for(1)
                self.assertIn(f"“Webinar by {way}”", str(message["Subject"]))
                self.assertEqual((["<rob@example.com>"], [LOGIN[0]]), (readers, self.sink.users))
                clear = [line.split()[0] for line in self.sink.heard_in_the_clear]
                self.assertEqual([b"EHLO", b"STARTTLS"] if way == "starttls" else [], clear)
                self.assertEqual(0, self.server.stop())

    def test_a_server_that_cannot_be_trusted_gets_nothing_and_the_mail_goes_out_when_it_can(self):
        stranger = Authority(self.folder, "stranger")
        faults = {"is that of another server": self.authority.context_for("mail.example"),
                  "has expired": self.authority.context_for(HOST, days=-1),
                  MISTRUST: stranger.context_for(HOST)}
        self.prepare()
        for number, (words, context) in enumerate(faults.items()):
            way = WAYS[number % 2]
            with self.subTest(words):
                self.log.lines.clear()
                self.open_sink(tls=way, context=context, login=LOGIN)
                self.config_for(way)
                self.serve()
                self.name_rob(f"Webinar {number}", "Look")
                self.assertTrue(self.log.wait_for(words), self.log.lines)
                self.assertEqual(0, self.server.stop())
                self.nothing_was_given_away()
                [(state, reason, tries)] = [mail for mail in self.outbox() if mail[0] == "waiting"]
                self.assertEqual(("waiting", 1), (state, tries))
                self.assertIn(words, reason)
                self.sink.context = self.right
                self.send_what_waits()
                [(_, _, message)] = self.sink.wait_for(1)
                self.assertIn(f"“Webinar {number}”", str(message["Subject"]))
                self.assertEqual(0, self.server.stop())

    def send_what_waits(self):
        """As if the minutes until the next try had passed."""
        with contextlib.closing(sqlite3.connect(self.folder / "data/tandem.db")) as database:
            database.execute("UPDATE mail SET next_at = made_at WHERE state = 'waiting'")
            database.commit()
        self.serve()

    def test_a_certificate_of_ones_own_is_trusted_by_nobody_who_was_not_told_to(self):
        for way in WAYS:
            with self.subTest(way):
                self.open_sink(tls=way, context=self.right, login=LOGIN)
                self.config_for(way, ca_file=False)
                found = self.try_settings()
                self.assertEqual((1, f"tandem: {MISTRUST}\n"), (found.returncode, found.stderr))
                self.nothing_was_given_away()
                self.config_for(way)
                found = self.try_settings()
                self.assertEqual(0, found.returncode, found.stderr)
                self.assertEqual([LOGIN[0]], self.sink.users)

    def test_where_tls_is_wanted_nothing_goes_out_without_it(self):
        no_way = "tandem: No secure connection to the mail server could be made.\n"
        self.open_sink(tls="starttls", context=self.right, login=LOGIN)
        self.config_for("starttls")
        for refusal in ["454 4.7.0 not now", "502 never"]:
            self.sink.orders["starttls"] = [refusal]
            found = self.try_settings()
            self.assertEqual((1, no_way), (found.returncode, found.stderr))
            self.nothing_was_given_away()
        self.config_for("tls")  # and it begins in the clear
        found = self.try_settings()
        self.assertEqual((1, no_way), (found.returncode, found.stderr))
        self.nothing_was_given_away()
        self.open_sink(login=LOGIN)  # knows no TLS
        for way in WAYS:
            self.config_for(way)
            found = self.try_settings()
            self.assertEqual((1, no_way), (found.returncode, found.stderr))
            self.nothing_was_given_away()

    def test_a_wrong_password_is_told_without_it_and_the_mail_goes_out_with_the_right_one(self):
        self.prepare()
        self.open_sink(tls="starttls", context=self.right, login=LOGIN)
        self.config_for("starttls", password="wrong sesame")
        words = "The mail server does not take the user and the password."
        found = self.try_settings()
        self.assertEqual((1, f"tandem: {words}\n"), (found.returncode, found.stderr))
        self.serve()
        status, _, body = self.page.ask("POST", "/api/mail/test")
        self.assertEqual(503, status)
        self.assertIn(words.encode(), body)
        self.assertNotIn(b"sesame", body)
        self.name_rob("Webinar", "Look")
        self.assertTrue(self.log.wait_for(words), self.log.lines)
        self.assertEqual(0, self.server.stop())
        self.nothing_was_given_away()
        self.assertEqual([("waiting", words, 1)], self.outbox())
        self.config_for("starttls")
        self.send_what_waits()
        self.assertEqual(1, len(self.sink.wait_for(1)))
        self.assertEqual(0, self.server.stop())
        self.assertEqual(["sent"], [state for state, _, _ in self.outbox()])

    def test_a_file_of_authorities_that_is_none_is_named(self):
        self.open_sink(tls="tls", context=self.right, login=LOGIN)
        self.config('smtp_ca_file = "/nowhere"', host=HOST)
        found = self.try_settings()
        self.assertEqual(2, found.returncode)
        self.assertIn("smtp_ca_file names no file", found.stderr)
        empty = self.folder / "empty.pem"
        empty.write_text("nothing\n")
        self.config('smtp_tls = "tls"', f'smtp_ca_file = "{empty}"', host=HOST)
        found = self.try_settings()
        self.assertEqual((1, "tandem: The file of smtp_ca_file holds no certificates.\n"), (found.returncode, found.stderr))
        self.assertEqual([], self.sink.taken)


if __name__ == "__main__":
    unittest.main()

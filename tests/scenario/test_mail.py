"""Mail to a real mail server: what members are told arrives once, over restarts, refusals and kill -9; nothing is sent in the
clear that should not be, and the command line says what is wrong with the settings."""
import os
import unittest

import tandem
from mail_case import MailCase


class Mail(MailCase):
    def setUp(self):
        super().setUp()
        self.open_sink()
        self.config('smtp_tls = "none"')

    def test_what_a_member_is_told_arrives_once_and_as_it_was_written(self):
        self.prepare()
        self.serve()
        entry = self.name_rob("Größe €", "Hello\n.\nBcc: all@example.com")
        [(sender, readers, message)] = self.sink.wait_for(1)
        self.assertEqual(("<tandem@plan.example>", ["<rob@example.com>"]), (sender.split()[0], readers))
        self.assertEqual('Rob Größe <rob@example.com>', str(message["To"]))
        self.assertEqual("Ada Admin named you in a comment on “Größe €”", " ".join(str(message["Subject"]).split()))
        self.assertIsNone(message["Bcc"])
        self.assertEqual(f"<http://127.0.0.1:{self.server.port}/settings/profile>", message["List-Unsubscribe"])
        text = message.get_content().replace("\r\n", "\n")
        self.assertIn("    > Hello\n    > .\n    > Bcc: all@example.com\n", text)
        self.assertIn(f"http://127.0.0.1:{self.server.port}/?entry={entry}", text)
        self.assertEqual(0, self.server.stop())
        self.serve()
        self.name_rob("Second", "Again")
        mails = self.sink.wait_for(2)
        self.assertEqual(2, len(mails))
        self.assertNotIn("Größe", mails[1][2].get_content())

    def test_a_kill_while_the_mail_server_hesitates_loses_nothing(self):
        self.prepare()
        self.sink.orders["data"] = [None]
        self.serve()
        self.name_rob("Webinar", "Look")
        self.assertTrue(self.sink.is_waited_for.wait(60))
        self.server.kill()
        self.assertEqual([], self.sink.taken)
        self.serve()
        [(_, _, message)] = self.sink.wait_for(1)
        self.assertIn("“Webinar”", str(message["Subject"]))
        self.assertEqual(0, self.server.stop())
        found = tandem.run("check", "--data", self.folder / "data", check=False)
        self.assertEqual(0, found.returncode, found.stdout + found.stderr)

    def test_a_refused_reader_costs_only_that_mail(self):
        self.prepare()
        self.sink.orders["rcpt"] = ["550 no such user"]
        self.serve()
        self.name_rob("First", "Look")
        self.assertTrue(self.sink.wait_until_used("rcpt"))
        self.name_rob("Second", "Look")
        [(_, _, message)] = self.sink.wait_for(1)
        self.assertIn("“Second”", str(message["Subject"]))

    def test_a_mail_server_that_is_down_is_told_at_once_and_tried_again_by_the_next_start(self):
        self.prepare()
        self.sink.orders["greeting"] = ["421 later"] * 2
        self.serve()
        status, _, body = self.page.ask("POST", "/api/mail/test")
        self.assertEqual(503, status)
        self.assertIn(b"The mail server takes no mail now (421).", body)
        self.name_rob("First", "Look")
        self.assertTrue(self.sink.wait_until_used("greeting"))
        self.assertEqual(0, self.server.stop())
        self.serve()
        self.assertEqual(1, len(self.sink.wait_for(1)))

    def test_a_test_mail_comes_to_oneself_and_without_settings_there_is_none(self):
        self.prepare()
        self.serve()
        self.assertEqual({"on": True}, self.page.get("/api/mail"))
        status, _, body = self.page.ask("POST", "/api/mail/test")
        self.assertEqual((200, b'{"sent":true}'), (status, body))
        [(_, readers, _)] = self.sink.wait_for(1)
        self.assertEqual([f"<{tandem.ADMIN['email']}>"], readers)
        self.assertEqual(0, self.server.stop())
        self.config_file.write_text("requests_per_minute = 1000000\n")
        self.serve()
        self.assertEqual({"on": False}, self.page.get("/api/mail"))
        self.assertEqual(404, self.page.ask("POST", "/api/mail/test")[0])

    def test_nothing_goes_out_in_the_clear_unless_it_was_set(self):
        self.config()  # starttls, which the sink does not offer
        found = tandem.run("mail", "--config", self.config_file, "--to", "rob@example.com", check=False)
        self.assertEqual((1, []), (found.returncode, self.sink.taken))
        self.assertIn("No secure connection to the mail server could be made.", found.stderr)
        self.config('smtp_tls = "none"')
        found = tandem.run("mail", "--config", self.config_file, "--to", "rob@example.com", check=False)
        self.assertEqual(0, found.returncode, found.stderr)
        self.assertEqual(1, len(self.sink.wait_for(1)))

    def test_wrong_settings_are_named_and_the_password_is_not(self):
        secret = self.folder / "password"
        secret.write_text("opensesame\n")
        os.chmod(secret, 0o644)
        for lines, field in [(['smtp_tls = "maybe"'], "smtp_tls"),
                             (['smtp_tls = "none"', 'smtp_user = "u"'], "smtp_tls"),
                             (['smtp_user = "u"', f'smtp_password_file = "{secret}"'], "smtp_password_file"),
                             (['smtp_user = "u"', 'smtp_password_file = "/nowhere"'], "smtp_password_file")]:
            self.config(*lines)
            found = tandem.run("mail", "--config", self.config_file, "--to", "rob@example.com", check=False)
            self.assertEqual(2, found.returncode, lines)
            self.assertIn(field, found.stderr)
            self.assertNotIn("opensesame", found.stderr)


if __name__ == "__main__":
    unittest.main()

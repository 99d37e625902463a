"""CalDAV with a real client (python3-caldav): what an app writes is on the page at once and the other way round; of many
writers with one If-Match one wins; tokens hold across a restart."""
import base64
import http.client
import re
import tempfile
import threading
import unittest
import urllib.parse
from datetime import datetime, timedelta, timezone
from pathlib import Path

import caldav

import tandem
from load import LIMITS, sign_in_fresh
from page_socket import PageSocket

ROUNDS = 200
EVENT = """BEGIN:VCALENDAR\r
VERSION:2.0\r
PRODID:-//Test//Test//EN\r
BEGIN:VEVENT\r
UID:{uid}\r
DTSTAMP:20260101T000000Z\r
DTSTART:20260112T{hour:02d}0000Z\r
DTEND:20260112T{end:02d}0000Z\r
SUMMARY:{title}\r
END:VEVENT\r
END:VCALENDAR\r
"""


def event(uid, title, hour=9):
    return EVENT.format(uid=uid, title=title, hour=hour, end=hour + 1)


class CalDav(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.data = Path(folder.name) / "data"
        self.server, self.page, self.calendar_id = sign_in_fresh(self.data)
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.kill())
        self.addCleanup(lambda: self.page.close())
        _, ack = self.page.command("token.create", {"name": "Phone", "scope": "dav"})
        self.password = ack["secrets"]["token"]

    def app(self):
        return caldav.DAVClient(f"http://127.0.0.1:{self.server.port}/",
                                username=tandem.ADMIN["email"], password=self.password)

    def collection(self):
        calendars = self.app().principal().calendars()
        self.assertEqual(1, len(calendars))
        return calendars[0]

    def raw(self, method, path, body="", headers=()):
        """(status, headers, text) of one request of an app."""
        pair = f"{tandem.ADMIN['email']}:{self.password}".encode()
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        connection.request(method, path, body.encode(), {
            "Authorization": "Basic " + base64.b64encode(pair).decode(), "Content-Type": "text/calendar", **dict(headers)})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, answer.headers, text

    def titles(self):
        return {entry["title"]: entry for entry in self.page.snapshot()["entries"]}

    def test_an_app_finds_the_calendar_from_the_bare_host_and_both_sides_see_each_others_edits(self):
        calendar = self.collection()
        with PageSocket(self.server.port, self.page.cookie, self.page.snapshot()) as socket:
            made = calendar.save_event(event("one@test", "From the phone"))
            self.assertEqual("From the phone", socket.wait_for_entry()["title"])
        entry = self.titles()["From the phone"]
        self.page.command("entry.update", {"id": entry["id"], "title": "Renamed in the page", "channel": "email"})
        made.load()
        self.assertEqual("Renamed in the page", made.vobject_instance.vevent.summary.value)
        made.vobject_instance.vevent.dtstart.value += timedelta(hours=3)
        made.vobject_instance.vevent.dtend.value += timedelta(hours=3)
        made.save()
        entry = self.titles()["Renamed in the page"]
        self.assertEqual("2026-01-12T12:00:00", entry["when"]["starts_at"])
        self.assertEqual("email", entry["channel"], "what the app does not know stays")
        made.delete()
        self.assertEqual({}, self.titles())

    def test_what_the_page_makes_is_found_by_time_changed_and_gone(self):
        calendar = self.collection()
        when = {"starts_at": "2026-01-14T10:00:00", "ends_at": "2026-01-14T11:00:00", "zone": "Europe/Berlin"}
        _, ack = self.page.command("entry.create", {"calendar_id": self.calendar_id, "kind": "event", "status": "planned",
                                                    "title": "In the page", "when": when})
        start = datetime(2026, 1, 14, 9, 30, tzinfo=timezone.utc)
        found = calendar.date_search(start, start + timedelta(minutes=5))
        self.assertEqual(["In the page"], [each.vobject_instance.vevent.summary.value for each in found])
        self.assertEqual([], calendar.date_search(start + timedelta(hours=1), start + timedelta(hours=2)))
        synced = calendar.objects(load_objects=True)
        self.assertEqual(1, len(list(synced)))
        self.page.command("entry.delete", {"id": ack["id"]})
        updated, deleted = synced.sync()
        self.assertEqual((0, 1), (len(list(updated)), len(list(deleted))))

    def test_what_an_app_did_is_in_history_and_can_be_undone(self):
        self.collection().save_event(event("two@test", "Undo me"))
        change = self.page.get("/api/activity")["changes"][0]
        self.assertEqual("entry.create", change["command"])
        status, _ = self.page.command("undo", {"seq": change["seq"]})
        self.assertEqual(200, status)
        self.assertEqual([], self.collection().events())

    def test_what_has_no_place_in_the_page_is_still_there_after_an_edit_of_the_page(self):
        kept = ["ATTENDEE;CN=Bo:mailto:bo@example.com", "ORGANIZER:mailto:ada@example.com", "X-PHONE-TRAVEL;VALUE=DURATION:PT20M",
                "GEO:52.52;13.4", "BEGIN:VALARM", "TRIGGER:-PT10M", "END:VALARM"]
        lines = [*kept[:5], "ACTION:DISPLAY", "DESCRIPTION:Leave", *kept[5:]]
        made = self.collection().save_event(event("kept@test", "Lunch").replace("END:VEVENT", "\r\n".join([*lines, "END:VEVENT"])))
        self.page.command("entry.update", {"id": self.titles()["Lunch"]["id"], "title": "Dinner"})
        _, _, text = self.raw("GET", made.url.path)
        self.assertIn("SUMMARY:Dinner\r\n", text)
        for line in kept:
            self.assertIn(line + "\r\n", text)

    def test_of_sixteen_writers_with_one_if_match_exactly_one_wins(self):
        path = self.collection().save_event(event("race@test", "Start")).url.path
        for round_number in range(ROUNDS):
            etag = self.raw("GET", path)[1]["ETag"]
            outcomes, gate = [], threading.Barrier(16)

            def write(number, etag=etag, outcomes=outcomes, gate=gate, round_number=round_number):
                gate.wait()
                title = f"{round_number}/{number}"
                outcomes.append((self.raw("PUT", path, event("race@test", title), {"If-Match": etag})[0], title))

            writers = [threading.Thread(target=write, args=(number,)) for number in range(16)]
            for writer in writers:
                writer.start()
            for writer in writers:
                writer.join()
            winners = [title for status, title in outcomes if status == 204]
            self.assertEqual([204] + 15 * [412], sorted(status for status, _ in outcomes))
            self.assertIn(f"SUMMARY:{winners[0]}\r\n", self.raw("GET", path)[2])

    def test_of_sixteen_who_make_one_name_exactly_one_wins(self):
        path = self.collection().url.path + "new.ics"
        outcomes, gate = [], threading.Barrier(16)

        def write(number):
            gate.wait()
            outcomes.append(self.raw("PUT", path, event(f"{number}@test", "New"), {"If-None-Match": "*"})[0])

        writers = [threading.Thread(target=write, args=(number,)) for number in range(16)]
        for writer in writers:
            writer.start()
        for writer in writers:
            writer.join()
        self.assertEqual([201] + 15 * [412], sorted(outcomes))
        self.assertEqual(1, len(self.titles()))

    def sync(self, path, token):
        """(new token, hrefs)"""
        body = (f'<sync-collection xmlns="DAV:"><sync-token>{token}</sync-token><sync-level>1</sync-level>'
                "<prop><getetag/></prop></sync-collection>")
        status, _, text = self.raw("REPORT", path, body)
        self.assertEqual(207, status, text)
        return re.search("<D:sync-token>(.*)</D:sync-token>", text)[1], re.findall("<D:href>(.*?)</D:href>", text)

    def test_a_sync_token_survives_a_restart(self):
        calendar = self.collection()
        path = calendar.url.path
        token, hrefs = self.sync(path, "")
        self.assertEqual([], hrefs)
        made = calendar.save_event(event("three@test", "Before")).url.path
        self.page.close()
        self.assertEqual(0, self.server.stop())
        self.server = tandem.Server(self.data, "--config", LIMITS)
        token, hrefs = self.sync(path, token)
        self.assertEqual([made], [urllib.parse.quote(href) for href in hrefs])
        self.assertEqual((token, []), self.sync(path, token))

    def test_a_revoked_password_is_refused_at_once_and_the_account_password_never_works(self):
        self.collection()
        token = self.page.get("/api/tokens")["tokens"][0]
        self.assertEqual(("Phone", "dav"), (token["name"], token["scope"]))
        self.page.command("token.delete", {"id": token["id"]})
        self.assertEqual(401, self.raw("PROPFIND", "/dav/", headers={"Depth": "0"})[0])
        self.password = tandem.ADMIN["password"]
        self.assertEqual(401, self.raw("PROPFIND", "/dav/", headers={"Depth": "0"})[0])

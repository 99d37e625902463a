"""One story with three calendar apps (python3-caldav, khal over vdirsyncer, Evolution's data server): found from the bare
host, made, moved, changed in the page, deleted, on after a restart; then the same with what repeats and its exceptions."""
import tempfile
import unittest
from datetime import date, timedelta
from pathlib import Path

import apps
import tandem
from load import LIMITS, sign_in_fresh


def next_monday():
    today = date.today()
    return today + timedelta(days=14 - today.weekday())


def at(days, hour, minute=0):
    return f"{next_monday() + timedelta(days=days)}T{hour:02d}:{minute:02d}"


FIRST, LAST = at(0, 0), at(35, 0)


class Story:
    """A member's day with `app`. What the app shows and what the server shows are asked apart."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        self.server, self.page, self.calendar_id = sign_in_fresh(self.folder / "data")
        self.addCleanup(lambda: self.server.process.poll() is None and self.server.kill())
        self.addCleanup(lambda: self.page.close())
        _, ack = self.page.command("token.create", {"name": self.app_name, "scope": "dav"})
        self.app = apps.Remote(self.app_name, self.folder / "app", f"http://127.0.0.1:{self.server.port}/",
                               tandem.ADMIN["email"], ack["secrets"]["token"])
        self.addCleanup(self.app.close)

    def restart(self):
        self.page.close()
        self.assertEqual(0, self.server.stop())
        self.server = tandem.Server(self.server.data, "--config", LIMITS, port=self.server.port)

    def entries(self):
        return self.page.get(f"/api/snapshot?from={FIRST[:10]}&to={LAST[:10]}")["entries"]

    def entry(self, title):
        return next(entry for entry in self.entries() if entry["title"] == title)

    def change(self, name, **args):
        status, answer = self.page.command(name, args)
        self.assertEqual(200, status, answer)
        return answer

    def put(self, title, days, hour, **more):
        return self.change("entry.create", calendar_id=self.calendar_id, kind="event", status="planned", title=title,
                           when=self.when(days, hour), **more)["id"]

    def when(self, days, hour):
        return {"starts_at": at(days, hour) + ":00", "ends_at": at(days, hour + 1) + ":00", "zone": apps.ZONE}

    def page_shows(self):
        shown = []
        for entry in self.entries():
            for start in entry.get("occurrences") or [entry["when"]["starts_at"]]:
                shown.append([start[:16], entry["title"]])
        return sorted(shown)

    def both_show(self, *wanted):
        """After the app has synced."""
        wanted = sorted([start, title] for start, title in wanted)
        self.app.sync()
        self.assertEqual(wanted, self.app.occurrences(FIRST, LAST, wanted), "in the app")
        self.assertEqual(wanted, self.page_shows(), "in the page")

    def test_from_the_bare_host_through_edits_of_both_sides_and_a_restart(self):
        self.assertEqual(["Load"], self.app.calendars())
        self.app.create("Call", at(0, 9), 60)
        self.both_show((at(0, 9), "Call"))
        self.app.move("Call", at(1, 14, 30), 45)
        self.both_show((at(1, 14, 30), "Call"))
        self.assertEqual(at(1, 15, 15) + ":00", self.entry("Call")["when"]["ends_at"])
        self.change("entry.update", id=self.entry("Call")["id"], title="Call again", when=self.when(2, 11), channel="email")
        fair = self.put("Fair", 3, 10)
        self.both_show((at(2, 11), "Call again"), (at(3, 10), "Fair"))
        self.restart()
        self.change("entry.update", id=fair, when=self.when(4, 10))
        self.both_show((at(2, 11), "Call again"), (at(4, 10), "Fair"))
        self.app.move("Fair", at(4, 16), 60)
        self.app.move("Call again", at(2, 12), 60)
        self.both_show((at(2, 12), "Call again"), (at(4, 16), "Fair"))
        self.assertEqual("email", self.entry("Call again")["channel"], "what the app does not know stays")
        self.app.create("Stays", at(0, 8), 15)
        self.app.delete("Call again")
        self.change("entry.delete", id=fair)
        self.both_show((at(0, 8), "Stays"))

    def test_what_repeats_in_the_page_with_its_exceptions_is_what_the_app_shows(self):
        last = f"{next_monday() + timedelta(days=29):%Y%m%d}T080000Z"
        series = self.put("Round", 1, 9, rrule=[f"FREQ=WEEKLY;UNTIL={last}"])
        self.both_show(*((at(days, 9), "Round") for days in (1, 8, 15, 22, 29)))
        once = self.change("entry.update", id=series, occurrence=at(8, 9) + ":00", scope="this", when=self.when(9, 14))["id"]
        self.change("entry.delete", id=series, occurrence=at(15, 9) + ":00", scope="this")
        self.both_show((at(1, 9), "Round"), (at(9, 14), "Round"), (at(22, 9), "Round"), (at(29, 9), "Round"))
        rest = self.change("entry.update", id=series, occurrence=at(22, 9) + ":00", scope="following",
                           title="Board", when=self.when(24, 16))["id"]
        self.both_show((at(1, 9), "Round"), (at(9, 14), "Round"), (at(24, 16), "Board"), (at(31, 16), "Board"))
        self.restart()
        self.change("entry.update", id=once, title="Round outside")
        self.change("entry.delete", id=rest)
        self.both_show((at(1, 9), "Round"), (at(9, 14), "Round outside"))

    def test_what_repeats_in_the_app_with_its_exceptions_is_what_the_page_shows(self):
        self.app.create("Stays", at(0, 8), 15)
        self.app.create("Round", at(1, 9), 60, at(30, 9))
        stays = (at(0, 8), "Stays")
        self.both_show(stays, *((at(days, 9), "Round") for days in (1, 8, 15, 22, 29)))
        self.app.move_once("Round", at(8, 9), at(9, 14), 30)
        self.both_show(stays, (at(9, 14), "Round"), *((at(days, 9), "Round") for days in (1, 15, 22, 29)))
        self.app.delete_once("Round", at(15, 9))
        self.both_show(stays, (at(9, 14), "Round"), *((at(days, 9), "Round") for days in (1, 22, 29)))
        [series] = [entry["id"] for entry in self.entries() if entry.get("rrule")]
        self.change("entry.update", id=series, channel="email")
        self.change("entry.update", id=series, occurrence=at(22, 9) + ":00", scope="this", title="Board")
        self.restart()
        self.both_show(stays, (at(1, 9), "Round"), (at(9, 14), "Round"), (at(22, 9), "Board"), (at(29, 9), "Round"))
        self.app.delete_once("Round", at(29, 9))
        self.both_show(stays, (at(1, 9), "Round"), (at(9, 14), "Round"), (at(22, 9), "Board"))
        self.change("undo", seq=self.page.get("/api/activity")["changes"][0]["seq"])
        self.both_show(stays, (at(1, 9), "Round"), (at(9, 14), "Round"), (at(22, 9), "Board"), (at(29, 9), "Round"))
        [series] = [entry for entry in self.entries() if entry.get("rrule")]
        self.assertEqual("email", series["channel"], "what the app does not know stays")
        self.app.delete("Round")
        self.both_show(stays)


class PythonCaldav(Story, unittest.TestCase):
    app_name = "caldav"


class KhalOverVdirsyncer(Story, unittest.TestCase):
    app_name = "khal"

    def test_what_it_has_just_made_it_may_change_before_it_has_looked_again(self):
        self.app.create("Call", at(0, 9), 60)
        self.app.move("Call", at(1, 14), 60)
        self.both_show((at(1, 14), "Call"))


class EvolutionDataServer(Story, unittest.TestCase):
    app_name = "evolution"

    def test_what_it_moves_from_a_day_on_becomes_a_series_of_its_own_on_both_sides(self):
        self.app.create("Round", at(1, 9), 60, at(31, 9))
        self.both_show(*((at(days, 9), "Round") for days in (1, 8, 15, 22, 29)))
        self.app.move_following("Round", at(15, 9), at(16, 11), 60)
        self.both_show(*((at(days, 9), "Round") for days in (1, 8)), *((at(days, 11), "Round") for days in (16, 23, 30)))

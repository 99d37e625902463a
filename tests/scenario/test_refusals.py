"""R8: what a member may not see decides no answer of a command: neither whether it is refused nor the words.

Each case is played several times, with hidden things that differ. Who may see them is told the cases apart, which shows
that there is something to tell; everybody else gets the same answer each time, whatever their team and role."""
import tempfile
import unittest
from pathlib import Path

import tandem
from load import LIMITS
from redaction_world import CALENDARS, PASSWORD, VIEWERS, add_members, email_of

SEEING = ("marketing", "lead")  # may see and write all; a lead also sets gates


def when(day):
    return {"starts_on": day + "-10", "ends_on": day + "-11"}


class Play:
    """Records of one case as it is played once, and what its viewer is answered."""

    def __init__(self, test, viewer):
        self.test, self.client, self.said = test, test.clients[viewer], []

    def make(self, kind, calendar="everyone", **more):
        args = {"calendar_id": self.test.calendars[calendar], "kind": kind, "title": "Some entry", **more}
        return self.test.ack("entry.create", args)["id"]

    def hide(self, kind, **more):
        return self.make(kind, "marketing only", **more)

    def ask(self, name, **args):
        status, answer = self.client.command(name, args)
        self.said.append([status] + [answer.get(key) for key in ("code", "field", "message")])
        return answer

    def edit(self, id_, **more):
        return self.ask("entry.update", id=id_, **more)


# name: (what is hidden each time, what is done)
CASES = {}


def case(*hidden):
    def add(play):
        CASES[play.__name__] = (hidden, play)
        return play
    return add


@case(1, 500, -60000)
def moved_where_a_secondary_date_would_leave_the_calendar(play, days):
    push = play.make("push", when=when("2190-05"))
    play.hide("push", follows_id=push, offset_days=days)
    play.edit(push, when=when("2199-12"))


@case(1, 500)
def shifted_where_a_secondary_date_would_leave_the_calendar(play, days):
    push = play.make("push", when=when("2199-01"))
    play.hide("push", follows_id=push, offset_days=days)
    play.ask("entry.shift", ids=[push], days=400)


@case(1, 20)
def made_to_follow_where_a_chain_hangs_on_it(play, length):
    first, last = play.make("push", when=when("2026-05")), play.make("push", when=when("2026-05"))
    end = last
    for _ in range(length):
        end = play.hide("push", follows_id=end, offset_days=1)
    play.edit(last, follows_id=first)


@case(True, False)
def made_to_follow_what_follows_it(play, is_circle):
    text, page = play.make("push", when=when("2026-05")), play.make("push", when=when("2026-05"))
    hidden = play.hide("push", when=when("2026-06"))
    play.test.ack("entry.update", {"id": page, "follows_id": hidden})
    if is_circle:
        play.test.ack("entry.update", {"id": hidden, "follows_id": text})
    play.edit(text, follows_id=page)


@case(True, False)
def made_to_need_what_needs_it(play, is_circle):
    text = play.make("push")
    page = play.make("push", depends_on_ids=[play.hide("push", depends_on_ids=[text] if is_circle else [])])
    play.edit(text, depends_on_ids=[page])


@case(True, False)
def left_without_a_day_while_it_follows(play, is_tied):
    hidden = play.hide("push", when=when("2026-05"))
    push = play.make("push", when=when("2026-06"), **({"follows_id": hidden} if is_tied else {}))
    play.edit(push, when=None)


@case(True, False)
def repeated_while_it_follows(play, is_tied):
    hidden = play.hide("push", when=when("2026-05"))
    push = play.make("push", when=when("2026-06"), **({"follows_id": hidden} if is_tied else {}))
    play.edit(push, rrule=["FREQ=WEEKLY"])


@case(True, False)
def turned_into_another_kind_while_it_holds_entries(play, has_child):
    campaign = play.make("campaign")
    play.hide("push", parent_id=campaign if has_child else None)
    play.edit(campaign, kind="push")


@case(True, False)
def put_under_a_theme_while_it_holds_campaigns(play, has_child):
    campaign, theme = play.make("campaign"), play.make("campaign")
    play.hide("campaign", parent_id=campaign if has_child else None)
    play.edit(campaign, parent_id=theme)


@case(True, False)
def turned_into_a_campaign_under_one_with_a_theme(play, has_theme):
    theme = play.hide("campaign")
    push = play.make("push", parent_id=play.hide("campaign", parent_id=theme if has_theme else None))
    play.edit(push, kind="campaign")


@case("planned", "live")
def confirmed_with_a_landing_page(play, status):
    page = play.hide("milestone", when=when("2026-05"), status=status)
    play.edit(play.make("release", when=when("2026-05"), landing_page_id=page), status="confirmed")


@case("planned", "live", "cancelled")
def confirmed_with_what_it_needs(play, status):
    needed = play.hide("milestone", when=when("2026-05"), status=status)
    play.edit(play.make("event", when=when("2026-05"), depends_on_ids=[needed]), status="confirmed")


@case("", "Everybody")
def confirmed_in_a_campaign_with_an_audience(play, audience):
    campaign = play.hide("campaign", audience=audience)
    play.edit(play.make("push", when=when("2026-05"), parent_id=campaign), status="confirmed")


@case(True, False)
def taken_back_after_something_was_hung_on_it(play, is_tied):
    made = play.ask("entry.create", calendar_id=play.test.calendars["everyone"], kind="campaign", title="Own")
    if "id" in made:
        play.hide("push", parent_id=made["id"] if is_tied else None)
        play.ask("undo", seq=made["seq"])


@case("campaign", "push")
def brought_back_under_what_became_of_its_campaign(play, kind):
    campaign = play.hide("campaign")
    push = play.make("push", parent_id=campaign)
    play.test.ack("entry.delete", {"id": push})
    play.test.ack("entry.update", {"id": campaign, "kind": kind})
    play.ask("entry.restore", id=push)


class Refusals(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        data = Path(folder.name) / "data"
        add_members(data)
        server = tandem.Server(data, "--config", LIMITS)
        cls.addClassCleanup(lambda: server.process.poll() is None and server.kill())
        cls.clients = {viewer: tandem.Client(server.port).sign_in(email_of(viewer), PASSWORD) for viewer in VIEWERS}
        for client in cls.clients.values():
            cls.addClassCleanup(client.close)
        cls.calendars = {name: cls.ack("calendar.create", {"name": name, **more}) for name, more in CALENDARS.items()}
        cls.calendars = {name: answer["id"] for name, answer in cls.calendars.items()}
        for kind, rule in (("release", "landing_page"), ("event", "dependencies"), ("push", "audience")):
            cls.ack("gate.create", {"kind": kind, "status": "confirmed", "rules": [rule]})

    @classmethod
    def ack(cls, name, args):
        status, answer = cls.clients[SEEING].command(name, args)
        if status != 200:
            raise RuntimeError(f"{name} {args}: {answer}")
        return answer

    def told(self, name, viewer):
        """What the viewer is answered each time."""
        hidden, play = CASES[name]
        answers = []
        for one in hidden:
            played = Play(self, viewer)
            play(played, one)
            self.assertTrue(played.said)
            answers.append(played.said)
        return answers

    def test_what_is_hidden_decides_no_answer(self):
        for name in CASES:
            for viewer in VIEWERS:
                if viewer[0] != "marketing" and viewer[1] != "admin":
                    first, *others = self.told(name, viewer)
                    for other in others:
                        self.assertEqual(first, other, f"{' '.join(viewer)}: {name}")

    def test_who_sees_it_is_told_the_cases_apart(self):
        """Else there would be nothing that the test above could find."""
        for name in CASES:
            first, *others = self.told(name, SEEING)
            self.assertTrue(any(first != other for other in others), f"{name}: {first}")

    def test_an_id_that_is_hidden_is_not_told_from_another_by_trying_it(self):
        for field in ("parent_id", "follows_id", "landing_page_id", "depends_on_ids", "series_id"):
            for viewer in VIEWERS:
                if viewer[0] != "marketing" and viewer[1] != "admin":
                    play = Play(self, viewer)
                    ids = [play.hide("campaign"), play.hide("campaign")]
                    named = [[id_] for id_ in ids] if field.endswith("s") else ids
                    push = play.make("push", **({} if field == "series_id" else {field: named[0]}))
                    for one in named:
                        play.edit(push, **{field: one})
                    self.assertEqual(play.said[0], play.said[1], f"{' '.join(viewer)}: {field}")

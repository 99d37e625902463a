"""A workspace in which every text that not everybody may read is a word of its own, so that an answer shows what it tells.

Made from the field tables (`tandem schema --fields`): of every kind that may be hidden there is a record in every
situation, with a word in each of its texts. Who may read which word is said here anew, from the product's rules."""
import itertools
import json
import sqlite3
from datetime import datetime, timedelta, timezone

import tandem

DETAILS = ["none", "busy", "full", "log", "secret"]
PASSWORD = "correct horse battery"
TODAY = datetime.now(timezone.utc).date()


def day(distance):
    return (TODAY + timedelta(days=distance)).isoformat()


WHEN = {"starts_on": day(20), "ends_on": day(22)}  # ahead: the radar looks no other way
VIEWERS = list(itertools.product(("marketing", "sales", "other"), ("viewer", "member", "lead", "admin")))
FAIRS = "https://127.0.0.1/fairs.ics"
AUTHOR, STAND_IN = ("marketing", "member"), ("sales", "member")  # of every entry
COLLEAGUE = ("marketing", "lead")  # who sees what is for marketing only

# The calendar of a situation, and what makes its entry different.
SITUATIONS = {
    "open": ("everyone", {"when": WHEN}),
    "private": ("everyone", {"when": WHEN, "private": True}),
    "private idea": ("everyone", {"status": "idea", "private": True}),
    "of one team": ("marketing only", {"when": WHEN}),
    "busy": ("busy for sales", {"when": WHEN}),
}
CALENDARS = {
    "everyone": {},
    "marketing only": {"team": "marketing"},
    "busy for sales": {"rights": ["sales:busy", "other:none"]},
}


def email_of(viewer):
    return ".".join(viewer) + "@example.com"


def detail_of_calendar(name, viewer):
    team, role = viewer
    if role == "admin" or name == "everyone" or team == "marketing":
        return "full"
    return "busy" if name == "busy for sales" and team == "sales" else "none"


def detail_of_entry(situation, viewer):
    detail = detail_of_calendar(SITUATIONS[situation][0], viewer)
    if "private" in situation and viewer not in (AUTHOR, STAND_IN):
        return "none" if situation == "private idea" else min(detail, "busy", key=DETAILS.index)
    return detail


def add_members(data):
    tandem.add_admin(data)
    for viewer in VIEWERS:
        team, role = viewer
        tandem.run("member", "add", "--data", data, "--email", email_of(viewer), "--name", " ".join(viewer),
                   "--team", team, "--role", role, "--password-stdin", text=PASSWORD + "\n")


class World:
    """words: {word: (kind, field, level at which it is shown, situation)}; ids: {(kind, situation): [id…]};
    secrets: what nobody is told; clients: {viewer: a signed-in page}; derived: {what answers say: situation of the entry
    that it comes of}; tied: what names such an entry"""

    def __init__(self, data, server):
        self.data, self.server = data, server
        self.tables = json.loads(tandem.run("schema", "--fields").stdout)
        self.words, self.ids, self.secrets, self.refused = {}, {}, set(), set()
        self.derived, self.tied = {}, []
        self.said = 0
        self.clients = {viewer: tandem.Client(server.port).sign_in(email_of(viewer), PASSWORD) for viewer in VIEWERS}
        self.boss = tandem.Client(server.port).sign_in()
        self.member_ids = {member["email"]: member["id"] for member in self.boss.snapshot()["members"]}

    def fill(self):
        self.add("calendar", {name: more for name, more in CALENDARS.items()}, self.boss)
        self.account = self.ack("account.create", {"name": "Plan AG", "domain": "plan.example"}, self.boss)["id"]
        self.audience = self.ack("audience.create", {"name": "All", "kind": "list", "account_ids": [self.account]},
                                 self.boss)["id"]
        self.add("entry", {name: self._entry_args(name) for name in SITUATIONS})
        for id_ in [id_ for (kind, _), ids in self.ids.items() if kind == "entry" for id_ in ids]:
            self.ack("prospect.create", {"account_id": self.account, "name": "Ida", "source_entry_id": id_}, self.clients[AUTHOR])
        self.others = {owner: self._add_other(owner) for owner in (STAND_IN, COLLEAGUE)}
        for kind in self.kinds("entry"):
            self.add(kind, {name: self._part_args(kind, name) for name, (_, more) in SITUATIONS.items()
                            if "when" in more or not kind.startswith("radar_")})  # no date, no warning
        self.add("subscription", {"marketing only": {
            "url": FAIRS, "team": "marketing",
            "name": self.word("subscription", {"name": "name", "shown_at": "full"}, "marketing only")}}, self.boss)
        for kind in self.kinds("owner"):
            if kind not in ("session", "notification"):  # the one is signing in, the other comes of a mention
                self.add(kind, {"own": {"tags": []} if kind == "feed_link" else {}})  # of a tag there would be nothing
        self._derive("of one team")
        self._change_and_delete()
        self._read_secrets()
        self.last_words = "the last words"
        self.ack("entry.create", {"calendar_id": self.ids["calendar", "everyone"][0], "kind": "push",
                                  "title": self.last_words}, self.boss)

    # Addresses that speak in numbers and names of what everyone sees.
    wordless = {"GET /api/accounts/ID", "GET /api/accounts/ID/prospects", "GET /api/journey", "POST /api/accounts/find", "GET /api/offers/ID/history", "GET /api/audiences", "GET /api/audiences/ID", "POST /api/audiences/try",
                "GET /api/sessions", "GET /api/touches", "GET /api/radar", "GET /api/subscriptions", "GET /api/subscriptions/ID/address",
                "POST /api/import?calendar=ID&preview=true", "POST /api/import?calendar=ID",
                "POST /api/import/csv?kind=KIND&preview=true"}
    author, colleague = AUTHOR, COLLEAGUE

    def move_to(self, server):
        """The same members in a server that was started anew."""
        self.server = server
        for viewer, client in self.clients.items():
            client.close()
            self.clients[viewer] = tandem.Client(server.port, client.cookie)

    def close(self):
        for client in [self.boss, *self.clients.values()]:
            client.close()

    def kinds(self, audience):
        return [kind for kind, table in self.tables.items() if table["audience"] == audience]

    def word(self, kind, field, situation):
        self.said += 1
        word = f"zq{self.said:05d}q"
        self.words[word] = (kind, field["name"], field["shown_at"], situation)
        return word

    def _entry_args(self, situation):
        calendar, more = SITUATIONS[situation]
        return {"calendar_id": self.ids["calendar", calendar][0], "kind": "push", "status": "planned",
                "owner_id": self.member_ids[email_of(AUTHOR)], "backup_owner_id": self.member_ids[email_of(STAND_IN)],
                "audience_ids": [self.audience], **more}

    def _part_args(self, kind, situation):
        args = {"entry_id": self.ids["entry", situation][0]}
        fields = {field["name"]: field for field in self.tables[kind]["fields"]}
        if "mention_ids" in fields:
            args["mention_ids"] = [self.member_ids[email_of(viewer)] for viewer in VIEWERS]
        if kind == "radar_ask":  # of somebody who sees the entry
            args["other_entry_id"] = self.others[STAND_IN if situation in ("open", "private") else COLLEAGUE]
        if kind == "sign_off":
            args["member_id"] = self.member_ids[email_of(AUTHOR)]
        if kind == "reaction":
            args["kind"] = "up"
        return args

    def _add_other(self, owner):
        return self.ack("entry.create", {
            "calendar_id": self.ids["calendar", "everyone"][0], "kind": "push", "status": "planned", "title": "Theirs",
            "owner_id": self.member_ids[email_of(owner)], "audience_ids": [self.audience], "when": WHEN}, self.boss)["id"]

    def _derive(self, situation):
        """Distances, days and people that come of a hidden entry, in records that everyone sees."""
        calendar, hidden = self.ids["calendar", "everyone"][0], self.ids["entry", situation][0]
        follower = {"calendar_id": calendar, "kind": "milestone", "title": "Follower", "follows_id": hidden}
        self.tied = [self.ack("entry.create", {**follower, "offset_days": -371})["id"]]
        self.ack("entry.update", {"id": self.tied[0], "offset_days": -393})
        other = self.ack("entry.create", {
            **self._entry_args(situation), "title": "Hidden, too", "owner_id": self.member_ids[email_of(COLLEAGUE)],
            "when": {"starts_on": day(24), "ends_on": day(25)}})["id"]
        ask = self.ack("radar_ask.create", {"entry_id": self.ids["entry", "open"][0], "other_entry_id": other})["id"]
        self.ack("radar_ask.update", {"id": ask, "status": "declined", "answer": "No"}, self.clients[COLLEAGUE])
        self.derived = {':-371': situation, ':-393': situation, f'"collides_on":"{day(24)}"': situation,
                        f'"asked_id":"{self.member_ids[email_of(COLLEAGUE)]}"': situation,
                        f'"by":"{self.member_ids[email_of(COLLEAGUE)]}"': situation}

    def may_read_derived(self, viewer, text):
        return detail_of_entry(self.derived[text], viewer) == "full"

    def ack(self, name, args, client=None):
        status, answer = (client or self.clients[AUTHOR]).command(name, args)
        if status != 200:
            raise RuntimeError(f"{name} {args}: {answer}")
        self.secrets.update((answer.get("secrets") or {}).values())
        return answer

    def texts(self, kind, setters):
        return [field for field in self.tables[kind]["fields"]
                if field["type"] in ("text", "text_list") and field["set_by"] in setters]

    def add(self, kind, situations, client=None):
        """One record for each, with a word in every text that takes one."""
        for situation, more in situations.items():
            answer = self._say(f"{kind}.create", kind, situation, more, client=client)
            self.ids.setdefault((kind, situation), []).append(answer["id"])
            if kind == "feed_link":  # fetched before what follows: what an app has not seen is told to its owner
                self.clients[AUTHOR].ask("GET", f"/feeds/{answer['secrets']['token']}/plan.ics")

    def _say(self, name, kind, situation, more, setters=("client", "creation"), client=None):
        said = {field["name"]: (field, self.word(kind, field, situation)) for field in self.texts(kind, setters)
                if field["name"] not in more and (kind, field["name"]) not in self.refused}
        while True:
            args = {field_name: [word] if field["type"] == "text_list" else word
                    for field_name, (field, word) in said.items()}
            status, answer = (client or self.clients[AUTHOR]).command(name, {**args, **more})
            if status == 200:
                self.secrets.update((answer.get("secrets") or {}).values())
                return answer
            if answer.get("field") not in said:
                raise RuntimeError(f"{name} {args} {more}: {answer}")
            field, word = said.pop(answer["field"])  # a colour, a rule, an address: no place for any word
            self.refused.add((kind, field["name"]))
            del self.words[word]

    def _change_and_delete(self):
        """What was there before, and what is in the trash, are told to nobody else."""
        for (kind, situation), ids in list(self.ids.items()):
            command = tandem.ROOT / f"schemas/commands/{kind}.update.json"
            if (self.tables[kind]["audience"] == "entry" or kind == "entry") and command.exists():
                self._say(f"{kind}.update", kind, situation, {"id": ids[0]}, ("client",))
        self._hide_what_was_talked_about()
        for situation in SITUATIONS:
            self.add("entry", {situation: self._entry_args(situation)})
            self.ack("entry.delete", {"id": self.ids["entry", situation][1]})

    def _hide_what_was_talked_about(self):
        """Public while something is said of it, which is deleted; then private, and called otherwise."""
        id_ = self.ack("entry.create", {**self._entry_args("private"), "private": False, "title": "Was open"})["id"]
        for kind, more in (("comment", {"text": "Oh"}), ("checklist_item", {"text": "Room"})):
            part = self.ack(f"{kind}.create", {"entry_id": id_, **more})["id"]
            self.ack(f"{kind}.delete", {"id": part})
        self._say("entry.update", "entry", "private", {"id": id_, "private": True}, ("client",))

    def _read_secrets(self):
        database = sqlite3.connect(f"file:{self.data}/tandem.db?mode=ro", uri=True)
        for kind, table in self.tables.items():
            for field in table["fields"]:
                if field["shown_at"] == "secret":
                    rows = database.execute(f"SELECT DISTINCT {field['name']} FROM {kind}")
                    self.secrets.update(value for value, in rows if isinstance(value, str) and len(value) > 8)
        database.close()

    def may_read(self, viewer, word, by_app):
        kind, _, shown_at, situation = self.words[word]
        if self.tables[kind]["audience"] == "calendar" and kind != "entry":
            detail = detail_of_calendar(situation, viewer)
            return detail != "none" and shown_at != "secret"  # who sees busy times sees whose they are
        if situation == "own":
            detail = "full" if viewer == AUTHOR or (kind == "feed_link" and viewer[1] == "admin") else "none"
        else:
            detail = detail_of_entry(situation, viewer)
            if self.tables[kind]["audience"] == "entry" and detail != "full":
                detail = "none"
        most = "log" if by_app and detail == "full" else detail
        return DETAILS.index(shown_at) <= DETAILS.index(most)

    def may_be_told(self, viewer, name, secret):
        """Where a subscription reads from is told to who may change it: leads of its team and admins."""
        team, role = viewer
        return (name == "GET /api/subscriptions/ID/address" and secret == FAIRS
                and (role == "admin" or viewer == ("marketing", "lead")))

    def may_know(self, viewer, kind, situation):
        """Whether the record's id is told."""
        if self.tables[kind]["audience"] == "calendar" and kind != "entry":
            return detail_of_calendar(situation, viewer) != "none"
        if situation == "own":
            return viewer == AUTHOR or (kind == "feed_link" and viewer[1] == "admin")
        detail = detail_of_entry(situation, viewer)
        return detail == "full" or (kind == "entry" and detail == "busy")

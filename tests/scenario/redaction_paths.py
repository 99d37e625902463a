"""Every address that answers with records, asked as one member: {name: function(visit) -> text}. A name is the title of a
schema in schemas/api, or what has no schema there: feeds, CalDAV, the socket, refusals."""
import base64
import http.client
import json
import re

from redaction_world import WHEN, day, email_of
from page_socket import PageSocket

WINDOW = f"from={day(-10)}&to={day(60)}"
NOWHERE = "01HZX8K2V9N0WHERE000000000"
# Addresses that tell of no record that may be hidden.
SILENT = {"POST /api/sign-in", "POST /api/password", "GET /api/setup", "POST /api/setup",
          "GET /api/invitations/TOKEN", "POST /api/invitations/TOKEN", "POST /api/members/ID/invitation",
          "GET /api/mail", "POST /api/mail/test"}


class Visit:
    """One member at every address of the workspace."""

    def __init__(self, world, viewer):
        self.world, self.viewer, self.client = world, viewer, world.clients[viewer]
        self.entries = sorted(id_ for (kind, _), ids in world.ids.items() if kind == "entry" for id_ in ids) + world.tied

    def get(self, path):
        status, _, body = self.client.ask("GET", path)
        return f"{status} {body.decode()}"

    def post(self, path, body):
        status, _, answer = self.client.ask("POST", path, body)
        return f"{status} {answer.decode()}"

    def of_entries(self, path):
        return "\n".join(self.get(path.replace("ID", id_)) for id_ in self.entries)

    def of_kind(self, path, kind):
        return "\n".join(self.get(path.replace("ID", id_))
                         for (of, _), ids in self.world.ids.items() if of == kind for id_ in ids)

    def search(self):
        titles = [word for word, (kind, *_) in self.world.words.items() if kind in ("entry", "comment")]
        return "\n".join(self.get(f"/api/search?q={word}") for word in ["zq", *titles])

    def radar_draft(self):
        return self.post("/api/radar", {"audience_ids": [self.world.audience], "on": WHEN["starts_on"],
                                        "from": day(10), "to": day(30)})

    def shift(self):
        return self.of_entries("/api/shift?ids=ID&days=1&children=true&dependants=true")

    def send_file(self, path, kind, text):
        connection = http.client.HTTPConnection("127.0.0.1", self.world.server.port, timeout=30)
        connection.request("POST", path, text.encode(), {
            "Cookie": self.client.cookie, "Content-Type": kind, "Origin": f"http://127.0.0.1:{self.world.server.port}"})
        answer = connection.getresponse().read().decode()
        connection.close()
        return answer

    def tables(self):
        """A table with the title of every entry; what it says itself is no secret."""
        titles = [word for word, (kind, field, *_) in self.world.words.items() if (kind, field) == ("entry", "title")]
        calendar = self.world.ids["calendar", "everyone"][0]
        answer = self.send_file(f"/api/import/csv?kind=entries&calendar={calendar}&preview=true", "text/csv",
                                "\n".join(["title", *titles]))
        return re.sub("|".join(map(re.escape, titles)), "", answer)

    def imported(self, more=""):
        """A file that speaks of everything there is; what it says itself is no secret."""
        uids = [word for word, (kind, field, *_) in self.world.words.items() if (kind, field) == ("entry", "uid")]
        uids += [f"{id_}@tandem" for id_ in self.entries]
        events = "".join(f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{day(22).replace('-', '')}\r\n"
                         f"SUMMARY:Mine\r\nEND:VEVENT\r\n" for uid in uids)
        calendar = self.world.ids["calendar", "everyone"][0]
        body = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//x//EN\r\n{events}END:VCALENDAR\r\n"
        answer = self.send_file(f"/api/import?calendar={calendar}{more}", "text/calendar", body)
        return re.sub("|".join(uids), "", answer)

    def refused(self):
        """Changes that come too late, and ids that are not theirs: what the answer says about them."""
        return "\n".join(
            json.dumps(self.client.command(f"{kind}.{verb}", {"id": id_, **more}, base_rev=1)[1])
            for (kind, _), ids in self.world.ids.items() if kind in ("entry", "comment", "talking_point", "feed_link")
            for id_ in ids for verb, more in (("update", {"title": "Mine"}), ("update", {"text": "Mine"}))) + "\n".join(
                # Many at once: none of them is changed, as what they shall hang under is not there.
                json.dumps(self.client.command("entry.update_many", {"ids": [id_], "fields": {"parent_id": NOWHERE}})[1])
                for id_ in self.entries) + "\n".join(
                    # Another distance, by who does not know of how it has changed: this tells of both, or is refused.
                    json.dumps(self.client.command("entry.update", {"id": id_, "offset_days": 7, **more}, base_rev=1)[1],
                               separators=(",", ":"))
                    for id_ in self.world.tied for more in ({}, {"follows_id": self.world.ids["entry", "open"][0]}))

    def feeds(self):
        out = []
        for detail in ("full", "titles", "busy"):
            answer = self.world.ack("feed_link.create", {"name": "Mine", "detail": detail}, self.client)
            out.append(self.get(f"/feeds/{answer['secrets']['token']}/plan.ics"))
        return "\n".join(out)

    def calendar_app(self):
        answer = self.world.ack("token.create", {"name": "Phone", "scope": "dav"}, self.client)
        pair = f"{email_of(self.viewer)}:{answer['secrets']['token']}".encode()
        self.authorization = "Basic " + base64.b64encode(pair).decode()
        out = [self.dav("PROPFIND", f"/dav/calendars/{self.world.member_ids[email_of(self.viewer)]}/",
                        "<propfind xmlns='DAV:'><allprop/></propfind>", depth=1)]
        for href in re.findall(r"<[^>]*href>(/dav/calendars/[^<]+/[^<]+/)<", out[0]):
            out.append(self.dav("REPORT", href, "<sync-collection xmlns='DAV:'><sync-token/><sync-level>1</sync-level>"
                                "<prop><getetag/></prop></sync-collection>"))
            out.append(self.dav("REPORT", href, "<C:calendar-query xmlns='DAV:' xmlns:C='urn:ietf:params:xml:ns:caldav'>"
                                "<prop><getetag/><C:calendar-data/></prop><C:filter><C:comp-filter name='VCALENDAR'/>"
                                "</C:filter></C:calendar-query>", depth=1))
        return "\n".join(out)

    def dav(self, method, path, body, depth=0):
        connection = http.client.HTTPConnection("127.0.0.1", self.world.server.port, timeout=30)
        connection.request(method, path, body.encode(), {"Authorization": self.authorization, "Depth": str(depth),
                                                         "Content-Type": "application/xml"})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return text

    def catch_up(self):
        """A page that was away since the first change."""
        socket = PageSocket(self.world.server.port, self.client.cookie,
                            {"epoch": self.client.snapshot()["epoch"], "since": 0, "seq": 0})
        told = socket.read_until(self.world.last_words)
        socket.close()
        return told


JSON_PATHS = {
    "GET /api/snapshot": lambda v: v.get(f"/api/snapshot?{WINDOW}"),
    "GET /api/entries": lambda v: v.get(f"/api/entries?{WINDOW}") + v.of_entries("/api/entries/ID"),
    "GET /api/entries/ID/history": lambda v: v.of_entries("/api/entries/ID/history"),
    "GET /api/offers/ID/history": lambda v: v.of_kind("/api/offers/ID/history", "offer"),
    "GET /api/entries/ID/gates": lambda v: v.of_entries("/api/entries/ID/gates"),
    "GET /api/entries/ID/linked": lambda v: v.of_entries("/api/entries/ID/linked"),
    "GET /api/entries/ID/radar": lambda v: v.of_entries("/api/entries/ID/radar"),
    "GET /api/entries/ID/say?on=DATE": lambda v: v.of_entries(f"/api/entries/ID/say?on={day(20)}"),
    "GET /api/accounts/ID/say?on=DATE": lambda v: v.get(f"/api/accounts/{v.world.account}/say?on={day(20)}"),
    "GET /api/accounts/ID": lambda v: v.get(f"/api/accounts/{v.world.account}"),
    "GET /api/accounts/ID/prospects": lambda v: v.get(f"/api/accounts/{v.world.account}/prospects"),
    "POST /api/accounts/find": lambda v: v.post("/api/accounts/find", {"lines": ["Plan AG"]}),
    "GET /api/activity": lambda v: v.get("/api/activity?limit=200"),
    "GET /api/audiences": lambda v: v.get("/api/audiences"),
    "GET /api/audiences/ID": lambda v: v.get(f"/api/audiences/{v.world.audience}"),
    "GET /api/audiences/ID/entries": lambda v: v.get(f"/api/audiences/{v.world.audience}/entries"),
    "POST /api/audiences/try": lambda v: v.post("/api/audiences/try", {"conditions": ["name contains Plan"]}),
    "GET /api/feed_links": lambda v: v.get("/api/feed_links"),
    "GET /api/feed-links/ID/fetches": lambda v: v.of_kind("/api/feed-links/ID/fetches", "feed_link"),
    "POST /api/import?calendar=ID&preview=true": lambda v: v.imported("&preview=true"),
    "POST /api/import/csv?kind=KIND&preview=true": Visit.tables,
    "GET /api/plan?on=DATE&from=DATE&to=DATE": lambda v: v.get(f"/api/plan?on={day(-1)}&{WINDOW}"),
    "GET /api/journey": lambda v: v.get("/api/journey"),
    "POST /api/radar": Visit.radar_draft,
    "GET /api/radar": lambda v: v.get(f"/api/radar?from={day(10)}&to={day(30)}&limit=200"),
    "GET /api/radar/cell": lambda v: "".join(v.get(f"/api/radar/cell?account={v.world.account}&on={day(on)}")
                                             for on in range(15, 26)),
    "GET /api/radar/overrides": lambda v: v.get(f"/api/radar/overrides?since={day(-30)}"),
    "GET /api/search": Visit.search,
    "GET /api/sessions": lambda v: v.get("/api/sessions"),
    "GET /api/shift?ids=ID,ID&days=N&children=true&dependants=true": Visit.shift,
    "GET /api/subscriptions": lambda v: v.get("/api/subscriptions"),
    "GET /api/subscriptions/ID/address": lambda v: v.of_kind("/api/subscriptions/ID/address", "subscription"),
    "GET /api/talk": lambda v: v.of_kind("/api/talk?entry=ID", "entry"),
    "GET /api/tokens": lambda v: v.get("/api/tokens"),
    "GET /api/touches": lambda v: v.of_kind("/api/touches?entry=ID", "entry")
    + v.get(f"/api/touches?account={v.world.account}"),
    "GET /api/trash": lambda v: v.get("/api/trash"),
    "a refusal": Visit.refused,
    "a page that was away": Visit.catch_up,
    "POST /api/import?calendar=ID": Visit.imported,  # the last one: it makes entries
}
APP_PATHS = {
    "GET /api/entries/ID.ics": lambda v: v.of_entries("/api/entries/ID.ics"),
    "a feed": Visit.feeds,
    "a calendar app": Visit.calendar_app,
}

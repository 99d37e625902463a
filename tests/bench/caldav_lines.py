"""The lines about calendar apps: reports over a collection of 10,000 events, and PUT beside Radicale."""
import http.client
import itertools
import re

import radicale_peer
import tandem
from load import interleaved, load
from workspace import line

EVENTS = 10_000
XML = "Content-Type: application/xml; charset=utf-8"
QUERY = """<?xml version="1.0"?><C:calendar-query xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><getetag/>
<C:calendar-data/></prop><C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
<C:time-range start="20260501T000000Z" end="20260601T000000Z"/></C:comp-filter></C:comp-filter></C:filter></C:calendar-query>"""
MULTIGET = """<?xml version="1.0"?><C:calendar-multiget xmlns="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><prop><getetag/>
<C:calendar-data/></prop>{}</C:calendar-multiget>"""
SYNC = """<?xml version="1.0"?><sync-collection xmlns="DAV:"><sync-token>{}</sync-token><sync-level>1</sync-level><prop><getetag/>
</prop></sync-collection>"""


class App:
    """A calendar app of the workspace's admin, with an app password."""

    def __init__(self, workspace, folder):
        self.folder, self.numbers = folder, itertools.count()
        secret = workspace.do("token.create", name="Bench", scope="dav")["secrets"]["token"]
        member = workspace.client.get("/api/snapshot?from=2026-01-01&to=2026-01-02")["me"]
        self.path = f"/dav/calendars/{member}/{workspace.calendar}/"
        self.authorization = radicale_peer.basic(tandem.ADMIN["email"], secret)
        self.target = (workspace.server.port, workspace.server.pid, "")

    def ask(self, method, body, depth="1"):
        """(status, text), once."""
        connection = http.client.HTTPConnection("127.0.0.1", self.target[0], timeout=60)
        connection.request(method, self.path, body, {"Authorization": self.authorization, "Depth": depth,
                                                     "Content-Type": "application/xml"})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        return answer.status, text

    def report(self, name, body, count):
        """`count` times; what it took, and what came the first time."""
        status, text = self.ask("REPORT", body)
        if status != 207:
            raise RuntimeError(f"{name}: {status} {text[:300]}")
        file = self.folder / f"{name}.xml"
        file.write_text(body)
        run = lambda: load("ask", self.target, path=self.path, method="REPORT", body=file, count=count, connections=1,  # noqa: E731
                           header=[f"Authorization: {self.authorization}", XML, "Depth: 1"])
        result, = interleaved(3, run)
        return result, text


def put_run(peer, numbers, connections, count):
    return load("put", peer.target, path=peer.path, header=f"Authorization: {peer.authorization}", count=count,
                connections=connections, label=f"run{next(numbers)}")


def calendar_app(workspace, folder):
    app = App(workspace, folder)
    put_run(app, app.numbers, 16, EVENTS)
    names = [f"<href>{app.path}run0-{number * 97 % EVENTS}.ics</href>" for number in range(100)]
    token = re.search(r"<(?:\w+:)?sync-token>([^<]*)<", app.ask("PROPFIND", SYNC_TOKEN, "0")[1])[1]
    for name, body, count, bar in (("query of a month", QUERY, 30, 20), ("multiget of 100", MULTIGET.format("".join(names)), 60, 10),
                                   ("sync without news", SYNC.format(token), 2000, 1)):
        result, text = app.report(name.replace(" ", "-"), body, count)
        found = len(re.findall(r"<(?:\w+:)?response>", text))
        each = result["cpu"] / count * 1e3
        line(f"{name}, {EVENTS:,} events ({found} found, {result['body_bytes']:,} bytes)", f"{each:.2f} ms",
             f"p50 {result['p50_ms']:.2f} ms", f"≤ {bar} ms", max(each, result["p50_ms"]) <= bar)


SYNC_TOKEN = '<?xml version="1.0"?><propfind xmlns="DAV:"><prop><sync-token/></prop></propfind>'


def put(workspace, folder):
    """New events with If-None-Match, the same bodies to both, each request signed in; both fsync before they answer."""
    app = App(workspace, folder)
    if not radicale_peer.installed():
        return put_lines(app, None)
    with radicale_peer.Radicale(folder / "radicale") as peer:
        put_lines(app, peer)


def put_lines(app, peer):
    for connections, count, of_peer in ((1, 1000, 60), (16, 4000, 60)):
        runs = [lambda: put_run(app, app.numbers, connections, count)]
        if peer:
            runs.append(lambda: put_run(peer, app.numbers, connections, of_peer))
        mine, *other = interleaved(3, *runs, by="wall")
        rate, beside, kept = count / mine["wall"], "≥ 100 × Radicale", None
        if other:
            theirs = of_peer / other[0]["wall"]
            cpu = other[0]["cpu"] / of_peer / (mine["cpu"] / count)
            beside += f" ({rate / theirs:.0f}× rate, {cpu:.0f}× CPU; Radicale {theirs:.1f}/s p50 {other[0]['p50_ms']:.0f} ms)"
            kept = rate >= 100 * theirs if connections > 1 else None
        line(f"CalDAV PUT, {connections} at once", f"{mine['cpu'] / count * 1e6:.0f} µs each",
             f"{rate:,.0f}/s p50 {mine['p50_ms']:.2f} ms", beside, kept)

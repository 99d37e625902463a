"""What `./dev bench` prints: each figure as CPU and wall time beside its bar (shared speed targets in tests/bench/README.md).

usage: bench.py [NAME…]    of: idle commands fan_out snapshot feed month radar shift calendar_app put import_ten_megabytes import_table
         journey card template shift_preview
"""
import gzip
import json
import sys
import tempfile
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here.parent / "support")]

import nginx  # noqa: E402
import tandem  # noqa: E402
from caldav_lines import calendar_app, put  # noqa: E402
from import_lines import import_table, import_ten_megabytes  # noqa: E402
from load import interleaved, load, median  # noqa: E402
from plan_lines import card, journey, shift_preview, template  # noqa: E402
from store_lines import month, radar, shift  # noqa: E402
from workspace import Workspace, line  # noqa: E402

GZIP = {"Accept-Encoding": "gzip"}
WINDOW = "/api/snapshot?from=2026-11-01&to=2026-12-01"


def commands(workspace, _):
    for in_flight, count in ((1, 1000), (64, 4000)):
        result, = interleaved(3, lambda: workspace.stream(in_flight, count))
        rate = count / result["wall"]
        bar, kept = ("p50 ≤ 1 ms", result["p50_ms"] <= 1) if in_flight == 1 else ("≥ 10,000/s", rate >= 10_000)
        line(f"commands acknowledged, {in_flight} in flight", f"{result['cpu'] / count * 1e6:.1f} µs each",
             f"{rate:,.0f}/s p50 {result['p50_ms']:.2f} ms", bar, kept)


def fan_out(workspace, _):
    """CPU per delivery without what the command itself costs, which a run without subscribers tells."""
    entries = [workspace.add_entry(workspace.calendar, f"Changed {number}")["id"] for number in range(64)]
    for name, in_flight, count, bar in (("burst", 64, 512, 0.27), ("single", 1, 200, 1.07)):
        alone, many = interleaved(
            3, lambda: workspace.stream(in_flight, count, entry=entries),
            lambda: load("fan-out", workspace.target, entry=entries, in_flight=in_flight, count=count, connections=1000))
        each = (many["cpu"] - alone["cpu"]) / many["deliveries"] * 1e6
        wall = f"{many['deliveries'] / many['wall'] / 1e6:.2f} M/s"
        if in_flight == 1:
            wall = f"all 1,000 p99 {many['p99_ms']:.1f} ms"
        line(f"fan-out to 1,000, {name} ({many['bytes_each']:.0f} bytes)", f"{each:.2f} µs a delivery", wall,
             f"≤ {bar} µs ({each / bar:.2f}×)", each <= bar)


def snapshot(workspace, _):
    """As a page asks for it: compressed. Cold is the first GET after a change; the cached one follows it."""
    def get():
        status, _, body = workspace.client.ask("GET", WINDOW, headers=GZIP.items())
        return json.loads(gzip.decompress(body))["entries"] if status == 200 else []

    missing = 5000 - len(get())
    if missing > 0:
        workspace.stream(64, missing)
    cold = []
    for number in range(9):
        workspace.add_entry(workspace.calendar, f"Cold {number}")
        before = workspace.cpu()
        entries = len(get())
        cold.append((workspace.cpu() - before) / 1e6)
    line(f"snapshot of {entries:,} entries, cold", f"{median(cold):.1f} ms", "", "≤ 20 ms", median(cold) <= 20)
    cached, = interleaved(3, lambda: load("ask", workspace.target, path=WINDOW, count=200, connections=1,
                                          header=[f"{name}: {value}" for name, value in GZIP.items()]))
    each = cached["cpu"] / cached["count"] * 1e3
    line(f"snapshot of {entries:,} entries, cached", f"{each:.2f} ms", f"p50 {cached['p50_ms']:.2f} ms", "≤ 1 ms", each <= 1)


def feed(workspace, folder):
    calendar = workspace.add_calendar("Feed")
    for number in range(1000):
        workspace.add_entry(calendar, f"Event {number}")
    answer = workspace.do("feed_link.create", name="Bench", calendar_ids=[calendar], detail="full")
    path = f"/feeds/{answer['secrets']['token']}/bench.ics"
    _, headers, body = workspace.client.ask("GET", path)
    if not nginx.installed() or not nginx.has_gzip_static():
        return feed_lines(workspace, path, headers["ETag"], None)
    with nginx.Nginx(folder / "nginx", body) as peer:
        feed_lines(workspace, path, headers["ETag"], peer)


def feed_lines(workspace, path, etag, peer):
    for name, header, count, bar in (("GET", None, 20_000, 0.9), ("gzip GET", "Accept-Encoding: gzip", 20_000, 0.9),
                                     ("304", "If-None-Match: ", 60_000, 0.75)):
        ours, theirs = (header, header) if name != "304" else (header + etag, header + nginx_etag(peer))
        runs = [lambda: get_feed(workspace.target, path, ours, count)]
        if peer:
            runs.append(lambda: get_feed(peer.target, "/feed.ics", theirs, count))
        mine, *other = interleaved(3, *runs)
        rate = count / mine["wall"]
        beside = f"≥ {bar} × nginx"
        kept = None
        if other:
            ratio, cpu_ratio = rate / (count / other[0]["wall"]), other[0]["cpu"] / mine["cpu"]
            kept = cpu_ratio >= bar  # by CPU: with two cores the client is the other half of the wall time
            beside += f" ({cpu_ratio:.2f}× CPU, {ratio:.2f}× wall; nginx {count / other[0]['wall']:,.0f}/s)"
        line(f"feed of 1,000 events, {name} ({mine['status']}, {mine['body_bytes']:,} bytes)",
             f"{mine['cpu'] / count * 1e6:.1f} µs each", f"{rate:,.0f}/s", beside, kept)


def get_feed(target, path, header, count):
    port, pid, _ = target
    options = {"header": header} if header else {}
    return load("ask", (port, pid, ""), path=path, count=count, connections=16, **options)


def nginx_etag(peer):
    return tandem.Client(peer.port).ask("GET", "/feed.ics")[1]["ETag"] if peer else ""


def idle(workspace, _):
    for connections in (1000, 10_000):
        result = load("idle", workspace.target, connections=connections)
        each = result["bytes_each"] / 1024
        line(f"{connections:,} idle signed-in connections", f"{each:.2f} KiB each", "all held", "≤ 4 KiB", each <= 4)


def main(names):
    everything = (idle, commands, fan_out, snapshot, feed, month, radar, shift, calendar_app, put, import_ten_megabytes,
                  import_table, journey, card, template, shift_preview)
    chosen = [one for one in everything if not names or one.__name__ in names]
    print(f"{'':<46}{'CPU of the server':>20}{'wall':>24}   bar")
    for one in chosen:
        with tempfile.TemporaryDirectory() as folder:
            workspace = Workspace(Path(folder))
            try:
                one(workspace, Path(folder))
            finally:
                workspace.client.close()
                workspace.server.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Which folder may include which (the map in the root README), and which library is behind which folder."""
import re

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')

DOMAINS = ("entries", "people", "audience", "offers", "talk", "mail", "outreach", "agreements", "feeds", "subscriptions")
LOWER = {"base", "record", "time", "store"}
CALENDAR = {
    "base": set(),
    "time": {"base"},
    "record": {"base", "time"},
    "store": {"base", "record", "time"},  # rows are laid out by the field tables
    "recur": {"base", "record", "time"},
    "csv": {"base"},
    "ical": {"base", "record", "time", "recur"},
    **{domain: LOWER | {"recur"} | set(DOMAINS) for domain in DOMAINS},
    "feeds": LOWER | {"recur", "ical"} | set(DOMAINS),  # entries become events there; ical knows neither
    "engine": LOWER | {"recur", "ical", "csv"} | set(DOMAINS),
    "demo": {"base", "time", "store", "engine"},  # speaks to the engine in commands, as clients do
    "schema": LOWER | set(DOMAINS) | {"engine"},  # describes what the engine takes and gives
}
SERVER = ("net", "http", "ws", "core", "auth", "api", "live", "feed", "dav", "outbound", "inbound", "mailer", "cli", "app")
APART = {("ws", "dav"), ("dav", "ws")}

# A library, as a pattern on the included name, and the folders that may include it.
LIBRARIES = (
    (re.compile(r"^(libical/|ical\.h)"), ("calendar/ical/",), "libical is known to calendar/ical only"),
    (re.compile(r"^(SQLiteCpp/|sqlite3)"), ("calendar/store/",), "the database library is known to calendar/store only"),
    (re.compile(r"^curl/"), ("server/outbound/",), "one client asks other servers (R17): server/outbound"),
    (re.compile(r"^boost/beast"), ("server/net/", "server/http/", "server/ws/"), "Beast is known to net, http and ws only"),
    (re.compile(r"^(boost/(asio|beast)|sys/(socket|epoll)\.h|netinet/|openssl/)"), ("server/",), "calendar/ knows no sockets"),
    (re.compile(r"^(thread|condition_variable|future|latch|barrier|pthread\.h)$"), ("server/",),
     "calendar/ knows no threads"),
)


def includes_of(tree, path):
    for number, line in tree.lines(path):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(1) == '"', found.group(2)


def folder_of(path):
    """("calendar", "base") for calendar/base/id.hpp; ("server", "") for server/main.cpp."""
    parts = path.split("/")
    return parts[0], parts[1] if len(parts) > 2 else ""


def decide_include(path, target):
    """Why `path` may not include the project's file `target`, or None."""
    area, folder = folder_of(path)
    other_area, other = folder_of(target)
    if area == "calendar" and other_area != "calendar":
        return f"calendar/ includes no {other_area}/"
    if area == "server" and other_area not in ("calendar", "server"):
        return f"server/ includes no {other_area}/"
    if (area, folder) == (other_area, other):
        return None
    if area == "calendar":
        if folder not in CALENDAR:
            return f"calendar/{folder} has no place in the map of arrows"
        return None if other in CALENDAR[folder] else f"calendar/{folder} may not use calendar/{other}"
    if area == "server" and other_area == "server":
        if folder and folder not in SERVER:
            return f"server/{folder} has no place in the map of arrows"
        if other == "app" and folder not in ("", "cli"):
            return f"server/{folder} may not use server/app"
        if (folder, other) in APART:
            return f"server/{folder} and server/{other} do not know each other"
    return None


def check_libraries(path, number, name):
    return [f"{path}:{number}: {reason} ({name})" for pattern, homes, reason in LIBRARIES
            if pattern.match(name) and not path.startswith(homes)]


def find_cycle(graph):
    """A list of nodes that leads back to its first, or None."""
    done, trail = set(), []

    def visit(node):
        if node in trail:
            return trail[trail.index(node):] + [node]
        if node in done:
            return None
        trail.append(node)
        for following in sorted(graph.get(node, ())):
            cycle = visit(following)
            if cycle:
                return cycle
        done.add(trail.pop())
        return None

    return next((cycle for cycle in map(visit, sorted(graph)) if cycle), None)


def check(tree):
    problems, files, folders = [], {}, {}
    for path in tree.paths(".cpp", ".hpp", ".h"):
        if not path.startswith(("calendar/", "server/", "tests/calendar/")):
            continue
        for number, ours, name in includes_of(tree, path):
            if path.startswith("tests/"):
                if name.startswith("server/"):
                    problems.append(f"{path}:{number}: tests of calendar/ include no server/")
                continue
            problems += check_libraries(path, number, name)
            if not ours:
                continue
            if name not in tree:
                problems.append(f"{path}:{number}: \"{name}\" is no path from the root")
                continue
            reason = decide_include(path, name)
            if reason:
                problems.append(f"{path}:{number}: {reason} ({name})")
            files.setdefault(path, set()).add(name)
            if folder_of(path) != folder_of(name):
                folders.setdefault("/".join(folder_of(path)), set()).add("/".join(folder_of(name)))
    for what, graph in (("files", files), ("folders", folders)):
        cycle = find_cycle(graph)
        if cycle:
            problems.append(f"{cycle[0]}: {what} include each other in a circle: {' -> '.join(cycle)}")
    return problems

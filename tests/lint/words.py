"""No unfinished work by its own word, and nothing that names one machine or one registry."""
import re

UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|\b(?i:stub(?:s|bed)?)\b|\b(?i:not implemented)\b")
PLACES = re.compile(r"(?<![\w.$}/-])/(?:home|root|Users|work|mnt|tmp/[a-z0-9_]+-[0-9])/[\w.-]+")
REGISTRIES = re.compile(r"registry\.npmjs\.org|registry\.yarnpkg|deb\.debian\.org|security\.debian\.org"
                        r"|\"resolved\": \"http")
BINARY = (".png", ".svg", ".ico", ".woff2", ".gz", ".ics", ".pdf")


def check(tree):
    problems = []
    for path in tree.paths():
        if path.endswith(BINARY) or path.startswith(("tests/lint/", "tests/data/")):
            continue
        lock = path.endswith("package-lock.json")
        for number, line in tree.lines(path):
            if not lock and UNFINISHED.search(line):
                problems.append(f"{path}:{number}: unfinished by its own word")
            if PLACES.search(line):
                problems.append(f"{path}:{number}: a path of one machine")
            if REGISTRIES.search(line):
                problems.append(f"{path}:{number}: the host name of a registry")
    return problems

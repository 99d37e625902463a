"""Every source folder has a README.md, and its map is true: what it names exists, and what exists it names.

A map names files and folders in backticks, below its own folder or from the root: `id.hpp`, `id` (header and source),
`migrations/`, `clock.{hpp,cpp}`. It is the section called Map; without one, the whole README is read as such.
"""
import posixpath
import re

from tree import SOURCES

QUOTED = re.compile(r"`([^`\n]+)`")
FILE_LIKE = re.compile(r"^[\w./{},*-]+$")
AREAS = ("calendar", "server", "static", "schemas", "tests")
ENDINGS = SOURCES + (".json", ".md", ".txt", ".html", ".ics")


def quoted_paths(text):
    """The things in backticks that look like a file or folder of ours; braces expanded."""
    for quoted in QUOTED.findall(text):
        if not FILE_LIKE.match(quoted) or quoted.startswith(("/", "-", ".")):
            continue
        brace = re.match(r"^(.*)\{([^{}]*)\}(.*)$", quoted)
        for name in [brace[1] + part + brace[3] for part in brace[2].split(",")] if brace else [quoted]:
            if "*" not in name and (name.endswith("/") or name.endswith(ENDINGS)):
                yield name


def map_of(text):
    """The lines from the heading `Map` to the next heading of that depth; all of it when there is none."""
    found = re.search(r"^(#+)\s*(?:The )?map\b.*$", text, re.M | re.I)
    if not found:
        return text
    rest = text[found.end():]
    following = re.search(rf"^#{{1,{len(found[1])}}}\s", rest, re.M)
    return rest[:following.start()] if following else rest


def exists(folder, name, known):
    """From the README's folder, the one around it, the root, or, when it says enough, from somewhere below; `x.svelte` may be x.svelte.ts."""
    wanted = posixpath.normpath(name)
    if {posixpath.normpath(posixpath.join(at, name)) for at in (folder, posixpath.dirname(folder), "")} & known:
        return True
    area = folder.split("/")[0] + "/" if "/" in wanted else folder + "/"
    return any(path.startswith(area) and (path.endswith("/" + wanted) or path.endswith("/" + wanted + ".ts")) for path in known)


def check_named(folder, text, known):
    for name in quoted_paths(map_of(text)):
        if not exists(folder, name, known):
            yield f"{folder}/README.md: names {name}, which does not exist"


def check_complete(tree, folder, text, folders):
    words = {part for word in re.findall(r"[\w.-]+", text) for part in (word, word.strip("."), word.split(".")[0])}
    for path in tree.paths(*SOURCES, under=folder + "/"):
        name = path[len(folder) + 1:]
        if "/" in name or name.endswith(".test.ts"):
            continue
        stem = name.split(".")[0]
        if not {name, stem} & words and not (folder.startswith("tests") and name.endswith(".cpp")):
            yield f"{folder}/README.md: does not name {name}"
    for child in folders:
        if posixpath.dirname(child) == folder and posixpath.basename(child) not in words:
            yield f"{folder}/README.md: does not name {posixpath.basename(child)}/"


def needs_readme(tree, folder):
    if folder.split("/")[0] not in AREAS or folder.startswith(("tests/data/", "schemas/", "static/public")):
        return False
    if folder.startswith("tests/") and folder.split("/")[1] in ("calendar", "server"):
        return False  # mirrors of the source, described by the source's README
    return any("/" not in path[len(folder) + 1:] for path in tree.paths(*SOURCES, under=folder + "/"))


def check(tree):
    problems, folders = [], tree.folders()
    known = folders | set(tree.paths())
    for folder in sorted(folders):
        readme = folder + "/README.md"
        if readme not in tree:
            if needs_readme(tree, folder):
                problems.append(f"{folder}: has no README.md")
            continue
        text = tree.text(readme)
        problems += check_named(folder, text, known)
        if needs_readme(tree, folder):
            problems += check_complete(tree, folder, text, folders)
    return problems

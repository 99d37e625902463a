"""Which folder of the page may import which: protocol, then time, sync, store, parts, views, each only what is before it."""
import posixpath
import re

IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*\(?\s*["'](\.[^"']*)["']""")
ORDER = ("protocol", "time", "sync", "store", "parts", "views", "")
ROOT = "static/src/"
CLOCK = ROOT + "time/clock"  # uses nothing, so that all may use it


def layer_of(path):
    """Position in ORDER of static/src/<folder>/…; None for folders that take no part (styles)."""
    parts = path[len(ROOT):].split("/")
    folder = parts[0] if len(parts) > 1 else ""
    return ORDER.index(folder) if folder in ORDER else None


def check(tree):
    problems = []
    for path in tree.paths(".ts", ".svelte", under=ROOT):
        mine = layer_of(path)
        for number, line in tree.lines(path):
            for target in IMPORT.findall(line):
                resolved = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
                if mine is None or not resolved.startswith(ROOT) or resolved.startswith(CLOCK):
                    continue
                theirs = layer_of(resolved)
                if theirs is not None and theirs > mine:
                    problems.append(f"{path}:{number}: {ORDER[mine]}/ may not use {ORDER[theirs] or 'the root'} ({target})")
    return problems

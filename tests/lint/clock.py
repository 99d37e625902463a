"""The current time comes from a Clock only (style.md 19), so that a test can set it."""
import re

import exceptions
from scan import blank

CPP = re.compile(r"\b(?:system|steady|high_resolution|utc|file)_clock::now\b|\bclock_gettime\b|\bgettimeofday\b"
                 r"|\btime\s*\(\s*(?:nullptr|NULL|0)\s*\)")
SCRIPT = re.compile(r"\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\.now\b")
DOORS = ("calendar/base/clock.cpp", "static/src/time/clock.ts")


def check(tree):
    problems, used = [], set()
    for path in tree.paths(".cpp", ".hpp", ".ts", ".svelte"):
        if path in DOORS or path.startswith(("tests/bench/", "tests/browser/")) or path.endswith(".test.ts"):
            continue
        script = path.endswith((".ts", ".svelte"))
        text = tree.text(path) if path.endswith(".svelte") else blank(tree.text(path), script)
        for number, line in enumerate(text.split("\n"), 1):
            if not (SCRIPT if script else CPP).search(line):
                continue
            if path in exceptions.CLOCK:
                used.add(path)
            else:
                problems.append(f"{path}:{number}: the time comes from a Clock, not from the system")
    for path in exceptions.CLOCK:
        if path not in used and path in tree:
            problems.append(f"{path}: is excepted in tests/lint/exceptions.py, but reads no clock")
    return problems

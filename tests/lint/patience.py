"""Tests wait for a message or advance a clock; they do not sleep, and none is skipped or singled out."""
import re

SLEEP = re.compile(r"\bsleep_for\b|\bsleep_until\b|\busleep\s*\(|\bnanosleep\s*\(|\bsleep\s*\(|\bsetTimeout\s*\("
                   r"|\bwaitForTimeout\b")
SKIP = re.compile(r"\bGTEST_SKIP\b|\bDISABLED_\w|\.(?:skip|only|fixme)\s*\(|\bx(?:it|describe)\s*\(|\bskipTest\b"
                  r"|unittest\.skip")


def check(tree):
    problems = []
    for path in tree.paths(".cpp", ".hpp", ".ts", ".py", ".js", ".mjs"):
        is_test = path.startswith("tests/") or path.endswith(".test.ts")
        if not is_test or path.startswith(("tests/lint/", "tests/data/")):
            continue
        for number, line in tree.lines(path):
            if SLEEP.search(line):
                problems.append(f"{path}:{number}: a test sleeps")
            if SKIP.search(line):
                problems.append(f"{path}:{number}: a test is skipped or singled out")
    return problems

"""Adds up the JUnit files of a test run and prints `N passed, N failed` as its last line.

A skipped test counts as failed, and so does a suite that ended badly or left no report.
usage: sum_reports.py FOLDER --suites NAME… [--broken NAME…]
"""
import argparse
import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def read_report(path):
    """(passed, names that failed or were skipped) of one JUnit file."""
    passed, failed = 0, []
    for case in xml.parse(path).iter("testcase"):
        name = f"{case.get('classname', '')} {case.get('name', '')}".strip()
        if case.find("failure") is not None or case.find("error") is not None:
            failed.append(name)
        elif case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
            failed.append(name + " (skipped)")
        else:
            passed += 1
    return passed, failed


def add_up(folder, suites, broken):
    passed, failed = 0, []
    for suite in suites:
        path = Path(folder) / f"{suite}.xml"
        try:
            good, bad = read_report(path)
        except (OSError, xml.ParseError):
            good, bad = 0, [f"{suite}: left no report"]
        if good + len(bad) == 0:
            bad = [f"{suite}: ran no test"]
        if suite in broken and not bad:
            bad = [f"{suite}: ended with an error"]
        print(f"  {suite}: {good} passed, {len(bad)} failed", file=sys.stderr)
        passed += good
        failed += bad
    return passed, failed


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--suites", nargs="+", required=True)
    parser.add_argument("--broken", nargs="*", default=[])
    options = parser.parse_args(arguments)
    passed, failed = add_up(options.folder, options.suites, options.broken)
    for name in failed:
        print(f"  failed: {name}", file=sys.stderr)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Adds up the JUnit files of a test run and prints `N passed, N failed` as its last line.

A skipped test counts as failed, and so does a suite that ended badly or left no report. A test that passed at its second
try counts as passed and is told by name as flaky: a fault to mend. What failed or was flaky is told with its cause.
usage: sum_reports.py FOLDER --suites NAME… [--broken NAME…]
"""
import argparse
import sys
import xml.etree.ElementTree as xml
from pathlib import Path


def cause(element):
    """The first words of a failure, on one line."""
    told = " ".join(f"{element.get('message', '')} {element.text or element.findtext('stackTrace', '')}".split())
    return f": {told[:300]}" if told else ""


def read_report(path):
    """(passed, what failed or was skipped, what passed at its second try) of one JUnit file."""
    passed, failed, flaky = 0, [], []
    for case in xml.parse(path).iter("testcase"):
        name = f"{case.get('classname', '')} {case.get('name', '')}".strip()
        bad = next((found for tag in ("failure", "error") if (found := case.find(tag)) is not None), None)
        if bad is not None:
            failed.append(name + cause(bad))
        elif case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
            failed.append(name + " (skipped)")
        else:
            passed += 1
            flaky += [name + cause(one) for one in case if one.tag in ("flakyFailure", "flakyError")]
    return passed, failed, flaky


def add_up(folder, suites, broken):
    passed, failed, flaky = 0, [], []
    for suite in suites:
        path = Path(folder) / f"{suite}.xml"
        try:
            good, bad, again = read_report(path)
        except (OSError, xml.ParseError):
            good, bad, again = 0, [f"{suite}: left no report"], []
        if good + len(bad) == 0:
            bad = [f"{suite}: ran no test"]
        if suite in broken and not bad:
            bad = [f"{suite}: ended with an error"]
        print(f"  {suite}: {good} passed, {len(bad)} failed", file=sys.stderr)
        passed += good
        failed += bad
        flaky += again
    return passed, failed, flaky


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--suites", nargs="+", required=True)
    parser.add_argument("--broken", nargs="*", default=[])
    options = parser.parse_args(arguments)
    passed, failed, flaky = add_up(options.folder, options.suites, options.broken)
    for name in flaky:
        print(f"  flaky, to be mended: {name}", file=sys.stderr)
    for name in failed:
        print(f"  failed: {name}", file=sys.stderr)
    print(f"{passed} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

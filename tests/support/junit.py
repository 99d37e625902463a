"""Runs unittest cases and writes what happened as a JUnit file, which `./dev test` adds up."""
import time
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path


class Result(unittest.TextTestResult):
    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.cases = []

    def startTest(self, test):
        super().startTest(test)
        self._started = time.monotonic()

    def _add(self, test, kind=None, text=""):
        name = getattr(test, "_testMethodName", str(test))
        case = xml.Element("testcase", classname=type(test).__name__, name=name,
                           time=f"{time.monotonic() - getattr(self, '_started', time.monotonic()):.3f}")
        if kind:
            xml.SubElement(case, kind).text = text
        self.cases.append(case)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._add(test)

    def addFailure(self, test, error):
        super().addFailure(test, error)
        self._add(test, "failure", self._exc_info_to_string(error, test))

    def addError(self, test, error):
        super().addError(test, error)
        self._add(test, "error", self._exc_info_to_string(error, test))

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._add(test, "skipped", reason)


def run(suite, path=None):
    """True if all passed. `path`: where the JUnit file goes."""
    result = unittest.TextTestRunner(resultclass=Result, verbosity=2).run(suite)
    if path:
        root = xml.Element("testsuite", name=Path(path).stem, tests=str(len(result.cases)))
        root.extend(result.cases)
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        xml.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)
    return result.wasSuccessful() and not result.skipped

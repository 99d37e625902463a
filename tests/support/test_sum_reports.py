import tempfile
import unittest
from pathlib import Path

from sum_reports import add_up


class SumReports(unittest.TestCase):
    def add_up(self, text, broken=()):
        with tempfile.TemporaryDirectory() as folder:
            if text is not None:
                (Path(folder) / "cpp.xml").write_text(text)
            return add_up(folder, ["cpp"], broken)

    def test_passed_and_failed_are_counted(self):
        text = '<s><testcase name="a"/><testcase name="b"><failure/></testcase><testcase name="c"><error/></testcase></s>'
        self.assertEqual((1, ["b", "c"], []), self.add_up(text))

    def test_what_passed_at_its_second_try_is_told_by_name_with_its_cause(self):
        text = '<s><testcase classname="live" name="a"><flakyFailure message="no ring"/></testcase><testcase name="b"/></s>'
        self.assertEqual((2, [], ["live a: no ring"]), self.add_up(text))

    def test_a_failure_is_told_with_its_cause_on_one_line(self):
        text = '<s><testcase name="a"><failure message="axe">\n  scrollable-region\n</failure></testcase></s>'
        self.assertEqual((0, ["a: axe scrollable-region"], []), self.add_up(text))

    def test_a_skipped_test_is_a_failed_one(self):
        text = '<s><testcase name="a"><skipped/></testcase><testcase name="b" status="notrun"/></s>'
        self.assertEqual((0, ["a (skipped)", "b (skipped)"], []), self.add_up(text))

    def test_no_report_and_no_test_are_failures(self):
        self.assertEqual((0, ["cpp: left no report"], []), self.add_up(None))
        self.assertEqual((0, ["cpp: ran no test"], []), self.add_up("<s/>"))

    def test_a_suite_that_ended_badly_is_a_failure_even_if_its_tests_passed(self):
        self.assertEqual((1, ["cpp: ended with an error"], []), self.add_up('<s><testcase name="a"/></s>', ["cpp"]))

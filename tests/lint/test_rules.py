import unittest
from unittest import mock

import clock
import exceptions
import patience
import words
from tree import Tree


def check(lint, path, text):
    return lint.check(Tree({path: text}))


class Clock(unittest.TestCase):
    def test_the_time_comes_from_a_clock(self):
        for text in ("auto a = std::chrono::steady_clock::now();", "time(nullptr)"):
            self.assertEqual(1, len(check(clock, "server/ws/a.cpp", text)), text)
            self.assertEqual([], check(clock, "calendar/base/clock.cpp", text))
        for text in ("const a = Date.now();", "const a = new Date();"):
            self.assertEqual(1, len(check(clock, "static/src/views/a.ts", text)), text)
            self.assertEqual([], check(clock, "static/src/time/clock.ts", text))

    def test_a_date_from_a_value_or_a_comment_is_free(self):
        self.assertEqual([], check(clock, "static/src/views/a.ts", "const a = new Date(b); // not Date.now()"))

    def test_an_exception_without_use_is_told(self):
        with mock.patch.dict(exceptions.CLOCK, {"server/a.cpp": "why"}):
            self.assertEqual([], check(clock, "server/a.cpp", "steady_clock::now()"))
            self.assertEqual(1, len(check(clock, "server/a.cpp", "int a;")))


class Patience(unittest.TestCase):
    def test_no_test_sleeps(self):
        for path, text in (("tests/server/a.cpp", "std::this_thread::sleep_for(1ms);"), ("tests/scenario/a.py", "time.sleep(1)"),
                           ("static/src/sync/a.test.ts", "setTimeout(done, 5)"), ("tests/browser/a.ts", "page.waitForTimeout(9)")):
            self.assertEqual(1, len(check(patience, path, text)), text)
        self.assertEqual([], check(patience, "static/src/sync/a.ts", "setTimeout(retry, 5)"))

    def test_no_test_is_skipped(self):
        for path, text in (("tests/a.cpp", "GTEST_SKIP();"), ("tests/a.cpp", "TEST(A, DISABLED_b)"), ("tests/a.ts", "test.only("),
                           ("static/src/a.test.ts", "it.skip('')")):
            self.assertEqual(1, len(check(patience, path, text)), text)


class Words(unittest.TestCase):
    def test_unfinished_work_is_told(self):
        for text in ("// TODO later", "// FIXME", "a stub", "Not implemented"):
            self.assertEqual(1, len(check(words, "server/a.cpp", text)), text)
        self.assertEqual([], check(words, "server/a.cpp", "stubborn hacks"))

    def test_no_path_of_one_machine(self):
        for text in ("/home/ann/tandem", "see " + "/root" + "/x"):
            self.assertEqual(1, len(check(words, "README.md", text)), text)
        self.assertEqual([], check(words, "README.md", "/usr/bin/chromium and GET /api/home/x"))

    def test_a_lock_names_no_registry(self):
        host = ".".join(("registry", "npmjs", "org"))
        self.assertEqual(1, len(check(words, "static/package-lock.json", f'"resolved": "https://{host}/a"')))
        self.assertEqual([], check(words, "static/package-lock.json", '"url": "https://example.org/sponsor"'))

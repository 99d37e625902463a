"""The lints' own tests, for each a tree that is good and trees that are bad in one way, and those of tests/support.

usage: run_tests.py [--junit FILE]
"""
import sys
import unittest
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here.parent / "support")]

import junit  # noqa: E402

if __name__ == "__main__":
    path = sys.argv[2] if sys.argv[1:2] == ["--junit"] else None
    folders = (here, here.parent / "support")
    suite = unittest.TestSuite(unittest.TestLoader().discover(str(folder), "test_*.py") for folder in folders)
    sys.exit(0 if junit.run(suite, path) else 1)

"""The scenarios against the real binary. usage: run.py [--rounds N] [--junit FILE] [NAME…]   of: kill import disk backup caldav vdirsyncer apps subscription redaction refusals radar mail mail_tls"""
import argparse
import sys
import unittest
from pathlib import Path

here = Path(__file__).resolve().parent
sys.path[:0] = [str(here), str(here.parent / "support")]

import junit  # noqa: E402
import test_kill  # noqa: E402


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20, help="of kill -9; 50 before a release")
    parser.add_argument("--junit")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args(arguments)
    test_kill.ROUNDS = options.rounds
    names = options.names or ["kill", "import", "disk", "backup", "caldav", "vdirsyncer", "apps", "subscription", "redaction", "refusals", "radar",
                              "mail", "mail_tls"]
    suite = unittest.defaultTestLoader.loadTestsFromNames([f"test_{name}" for name in names])
    return 0 if junit.run(suite, options.junit) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Reads the tree and says what breaks the rules of style.md and architecture.md; ends with 1 if anything does.

usage: lint.py [ROOT]
"""
import sys
from pathlib import Path

import arrows
import clock
import page_arrows
import patience
import readmes
import sizes
import spelling
import words
from tree import Tree

LINTS = (arrows, page_arrows, sizes, clock, patience, spelling, readmes, words)


def main(arguments):
    root = Path(arguments[0]) if arguments else Path(__file__).resolve().parents[2]
    tree = Tree.of_git(root)
    problems = [f"{problem} [{lint.__name__}]" for lint in LINTS for problem in lint.check(tree)]
    for problem in problems:
        print(problem)
    print(f"lint: {len(tree.paths())} files, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""The files a lint looks at: those git knows in a real tree, or a few given as text in a test."""
import subprocess
from pathlib import Path

SOURCES = (".cpp", ".hpp", ".ts", ".svelte", ".sql", ".py", ".css")


class Tree:
    def __init__(self, texts):
        """texts: path relative to the root (with '/') -> content, or a function that reads it."""
        self._texts = texts

    @staticmethod
    def of_git(root):
        listed = subprocess.run(
            ["git", "-C", str(root), "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            check=True, capture_output=True, text=True).stdout
        paths = sorted({path for path in listed.split("\0") if path and (Path(root) / path).is_file()})
        return Tree({path: (lambda path=path: (Path(root) / path).read_text("utf-8", "replace")) for path in paths})

    def paths(self, *endings, under=""):
        return [path for path in self._texts
                if path.startswith(under) and (not endings or path.endswith(endings))]

    def text(self, path):
        text = self._texts[path]
        if callable(text):
            text = self._texts[path] = text()
        return text

    def lines(self, path):
        """(number, line) from 1."""
        return enumerate(self.text(path).split("\n"), 1)

    def __contains__(self, path):
        return path in self._texts

    def folders(self):
        """Every folder that holds a file, at any depth, without the root."""
        found = set()
        for path in self._texts:
            parts = path.split("/")[:-1]
            found.update("/".join(parts[:depth]) for depth in range(1, len(parts) + 1))
        return found

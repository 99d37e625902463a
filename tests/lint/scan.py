"""Blanks comments and the insides of literals, keeping every line where it was, so that braces can be counted."""

REGEX_MAY_FOLLOW = set("(,=:[!&|?{};+\n") | {""}


def blank(text, script=False):
    """script: TypeScript (backticks, regular expressions); otherwise C++ (raw strings, digit separators)."""
    return _Scanner(text, script).run()


class _Scanner:
    def __init__(self, text, script):
        self.text, self.script, self.at, self.out = text, script, 0, []

    def run(self):
        while self.at < len(self.text):
            self._step()
        return "".join(self.out)

    def _step(self):
        text, at = self.text, self.at
        pair, char = text[at:at + 2], text[at]
        if pair == "//":
            self._erase_to(self._find("\n", at))
        elif pair == "/*":
            self._erase_to(self._find("*/", at + 2) + 2)
        elif not self.script and char == "R" and text[at + 1:at + 2] == '"' and not self._in_word():
            opening = text.index("(", at)
            self._erase_to(self._find(")" + text[at + 2:opening] + '"', opening) + opening - at)
        elif char == "'" and not self.script and self._in_word():
            self._keep()
        elif char in "\"'" or (char == "`" and self.script):
            self._erase_to(self._end_of_literal(char))
        elif char == "/" and self.script and self._previous() in REGEX_MAY_FOLLOW:
            self._erase_to(self._end_of_regex())
        else:
            self._keep()

    def _keep(self):
        self.out.append(self.text[self.at])
        self.at += 1

    def _find(self, what, start):
        found = self.text.find(what, start)
        return found if found >= 0 else len(self.text)

    def _erase_to(self, end):
        self.out.append("".join(char if char == "\n" else " " for char in self.text[self.at:end]))
        self.at = max(end, self.at + 1)

    def _in_word(self):
        return self.at > 0 and (self.text[self.at - 1].isalnum() or self.text[self.at - 1] == "_")

    def _previous(self):
        """The last character before this one that is no blank; '' at the beginning."""
        before = "".join(self.out[-80:]).rstrip(" \n")
        if before.endswith("return"):
            return ""
        return before[-1:]

    def _end_of_literal(self, quote):
        at, depth = self.at + 1, 0
        while at < len(self.text):
            char = self.text[at]
            if char == "\\":
                at += 1
            elif quote == "`" and self.text.startswith("${", at):
                depth += 1
            elif quote == "`" and char == "}" and depth:
                depth -= 1
            elif char == quote and not depth:
                return at + 1
            elif char == "\n" and quote != "`":
                return at
            at += 1
        return at

    def _end_of_regex(self):
        at, in_class = self.at + 1, False
        while at < len(self.text) and self.text[at] != "\n":
            char = self.text[at]
            if char == "\\":
                at += 1
            elif char == "[":
                in_class = True
            elif char == "]":
                in_class = False
            elif char == "/" and not in_class:
                return at + 1
            at += 1
        return self.at + 1

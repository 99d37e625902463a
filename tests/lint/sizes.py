"""Files of at most about 300 lines, functions of at most forty (style.md 5)."""
import re

import exceptions
from scan import blank
from tree import SOURCES

FILE_LIMIT, FILE_HARD_LIMIT, FUNCTION_LIMIT = 300, 320, 40
CONTROL = re.compile(r"^(else\s+)?(if|for|while|switch|catch|do|try|else)\b")
CPP_TYPE = re.compile(r"^(template\s*<.*>\s*)?(export\s+|inline\s+)*(namespace|class|struct|union|enum|extern)\b", re.S)
CPP_BODY = re.compile(r"\)\s*(const|noexcept|override|final|mutable|&|&&|try|->[^;{}]*|:[^;]*|\s)*$|\]\s*$", re.S)
SCRIPT_BODY = re.compile(r"(=>|\)(\s*:[^;{}]*)?)\s*$", re.S)
NAME = re.compile(r"([\w~:]+)\s*(<[^()]*>)?\(")


def is_function(head, script):
    head = head.strip()
    if CONTROL.match(head):
        return False
    if script:
        return bool(SCRIPT_BODY.search(head))
    if CPP_TYPE.match(head) and "(" not in head:
        return False
    return bool(CPP_BODY.search(head)) and not head.endswith("=")


def name_of(head):
    names = NAME.findall(head)
    return names[0][0] if names else "(a lambda)"


def functions(text, script=False):
    """(name, first line, lines between the braces). C++ counts a lambda with the function around it; TypeScript counts
    each function by itself, without the lines of those inside it."""
    text = blank(text, script)
    stack, found, head_start, line = [], [], 0, 1
    for at, char in enumerate(text):
        if char == "\n":
            line += 1
        elif char == "{":
            head = text[head_start:at]
            if text[at - 1:at].isalnum() or text[at - 1:at] in ("_", ">") and not script:
                stack.append([None, "", line, 0])  # x_{x}: an initialiser, part of the head it stands in
                continue
            inside = any(opened[0] for opened in stack)
            function = is_function(head, script) and (script or not inside)
            stack.append([function, name_of(head), line, 0])
            head_start = at + 1
        elif char == "}" and stack:
            function, name, first, nested = stack.pop()
            if function is not None:
                head_start = at + 1
            own = max(0, line - first - 1)
            if function:
                found.append((name, first, own - nested))
                nested = own
            if stack:
                stack[-1][3] += nested
        elif char == ";" and text.count("(", head_start, at) <= text.count(")", head_start, at):
            head_start = at + 1
    return found


def script_of(path, text):
    """The TypeScript of a Svelte component, its lines where they were; other text as it is."""
    if not path.endswith(".svelte"):
        return text
    out, inside = [], False
    for line in text.split("\n"):
        if "</script>" in line:
            inside = False
        out.append(line if inside else "")
        if re.search(r"<script\b[^>]*>", line):
            inside = True
    return "\n".join(out)


def check_functions(path, text):
    allowed = exceptions.LONG_FUNCTIONS.get(path, {})
    script = path.endswith((".ts", ".svelte"))
    for name, line, length in functions(script_of(path, text), script):
        if script and name in ("describe", "test.describe"):
            continue
        if length > FUNCTION_LIMIT and name not in allowed:
            yield f"{path}:{line}: {name} has {length} lines; at most {FUNCTION_LIMIT}"


def check(tree):
    problems = []
    for path in tree.paths(*SOURCES, "dev", ".sh", ".txt"):
        if path.startswith("tests/data/") or path in exceptions.LONG_FILES:
            continue
        text = tree.text(path)
        length = text.count("\n")
        if path.endswith(".txt") and not path.endswith("CMakeLists.txt"):
            continue
        if length > FILE_HARD_LIMIT:
            problems.append(f"{path}:{length}: {length} lines; split it by concept near {FILE_LIMIT}")
        if path.endswith((".cpp", ".hpp", ".ts", ".svelte")):
            problems += check_functions(path, text)
    return problems

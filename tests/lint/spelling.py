"""One spelling on the wire: what the schemas, their examples and the generated TypeScript call a field is the same
snake_case word everywhere. (That the field tables in C++ agree is shown by the tests that generate the schemas anew.)"""
import json
import re

SNAKE = re.compile(r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$")
ULID = re.compile(r"^[0-9A-HJKMNP-TV-Z]{26}$")
MEMBER = re.compile(r"^\s+(?:readonly\s+)?([A-Za-z_]\w*)\??:", re.M)
GENERATED = "static/src/protocol/generated.ts"


def names_in_schema(node):
    """Every name under `properties` of a JSON Schema, at any depth."""
    if isinstance(node, dict):
        properties = node.get("properties")
        if isinstance(properties, dict):
            yield from properties
        for value in node.values():
            yield from names_in_schema(value)
    elif isinstance(node, list):
        for value in node:
            yield from names_in_schema(value)


def keys_of(node):
    if isinstance(node, dict):
        for key, value in node.items():
            yield key
            yield from keys_of(value)
    elif isinstance(node, list):
        for value in node:
            yield from keys_of(value)


def read_json(tree, path, problems):
    try:
        return json.loads(tree.text(path))
    except ValueError as error:
        problems.append(f"{path}: is no JSON ({error})")
        return None


def check(tree):
    problems, known = [], set()
    schemas = [path for path in tree.paths(".json", under="schemas/") if "/examples/" not in path]
    for path in schemas:
        names = set(names_in_schema(read_json(tree, path, problems)))
        known |= names
        problems += [f"{path}: {name} is not snake_case" for name in sorted(names) if not SNAKE.match(name)]
    for path in tree.paths(".json", under="schemas/examples/"):
        if "bad" in path.split("/")[-1] or "/bad/" in path:
            continue
        for key in sorted(set(keys_of(read_json(tree, path, problems)))):
            if not ULID.match(key) and known and key not in known:
                problems.append(f"{path}: {key} is in no schema")
    if GENERATED in tree:
        # Behind the records stand maps by kind: no fields.
        members = set(MEMBER.findall(tree.text(GENERATED).split("export interface RecordOf")[0]))
        problems += [f"{GENERATED}: {name} is not snake_case" for name in sorted(members) if not SNAKE.match(name)]
        if known:
            problems += [f"{GENERATED}: {name} is in no schema" for name in sorted(members - known) if SNAKE.match(name)]
    return problems

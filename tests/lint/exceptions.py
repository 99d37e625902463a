"""What a lint lets through, each with its reason. An entry that no longer matches anything is itself an error."""

# Reads of the real clock outside calendar/base/clock.cpp and static/src/time/clock.ts.
CLOCK = {
    "server/net/loop.cpp": "the monotonic clock of deadlines; wall time still comes from a Clock",
}

# Files that are one list, or generated, and would not gain from a split.
LONG_FILES = {
    "static/src/protocol/generated.ts": "written by `tandem schema --typescript`",
}

# Functions longer than forty lines: "path": {"name": "reason"}.
LONG_FUNCTIONS = {
}

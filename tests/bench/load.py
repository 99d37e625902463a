"""Calls the load client and holds what it measured."""
import json
import os
import statistics
import subprocess
from pathlib import Path

LOAD = Path(os.environ.get("TANDEM_BENCH_LOAD", Path(__file__).resolve().parents[2] / "build/release/tests/bench/bench_load"))


def load(kind, target, **options):
    """One run; target: (port, pid, cookie). Gives the client's JSON."""
    port, pid, cookie = target
    call = [str(LOAD), kind, "--port", str(port), "--pid", str(pid), "--cookie", cookie]
    for name, value in options.items():
        for one in value if isinstance(value, list) else [value]:
            call += ["--" + name.replace("_", "-"), str(one)]
    done = subprocess.run(call, text=True, capture_output=True, timeout=180)
    if done.returncode:
        raise RuntimeError(f"{kind}: {done.stderr.strip()}")
    return json.loads(done.stdout)


def interleaved(rounds, *runs, by="cpu"):
    """Calls each of `runs` in turn, `rounds` times, so that a slow minute of the machine meets all of them alike; for each
    the run with the middle CPU time, or another figure."""
    results = [[] for _ in runs]
    for _ in range(rounds):
        for at, run in enumerate(runs):
            results[at].append(run())
    return [sorted(one, key=lambda result: result[by])[len(one) // 2] for one in results]


def median(values):
    return statistics.median(values)

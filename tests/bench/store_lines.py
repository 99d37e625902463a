"""Lines about the engine itself, without a server around it: a large store, and a campaign that moves."""
import json
import subprocess
from pathlib import Path

from load import LOAD
from workspace import line

READER = LOAD.parent / "store/bench_store"
FOLDER = Path(__file__).resolve().parents[2] / "build/bench"


def month(*_):
    """Ordinary months of ordinary calendars; the store is made once and kept for the next run."""
    for old in FOLDER.glob("store-*.db*"):
        if old.name.split(".")[0] != subprocess.run([READER, "--name"], capture_output=True, text=True, check=True).stdout.strip():
            old.unlink()
    done = subprocess.run([READER, "--folder", FOLDER], capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(f"bench_store: {done.stderr.strip()}")
    result = json.loads(done.stdout)
    of = f"month of a calendar in {result['entries']:,} ({result['found']} found)"
    line(of, f"{result['again_cpu_ms']:.2f} ms", f"p50 {result['again_ms']:.2f} ms", "≤ 1 ms", result["again_cpu_ms"] <= 1)
    line("  the first time, records not yet in memory", f"{result['first_cpu_ms']:.2f} ms", f"p50 {result['first_ms']:.2f} ms")


def radar(*_):
    """The touch radar over 100,000 accounts and a million touches, 500 audiences and 2,000 pushes."""
    asker = LOAD.parent / "radar/bench_radar"
    name = subprocess.run([asker, "--name"], capture_output=True, text=True, check=True).stdout.strip()
    for old in FOLDER.glob("radar-*.db*"):
        if old.name.split(".")[0] != name:
            old.unlink()
    FOLDER.mkdir(parents=True, exist_ok=True)
    done = subprocess.run([asker, "--folder", FOLDER], capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise RuntimeError(f"bench_radar: {done.stderr.strip()}")
    result = json.loads(done.stdout)
    for key, what, bar in (("push", "radar of a push of 500 accounts", 20),
                           ("board_after_touch", "radar page, first screen after a touch", 50),
                           ("board_after_account", "  after an account has changed", 50),
                           ("board_scrolled", "  further down", 50),
                           ("board_first", "  the first time after a start", 50),
                           ("board_warmed", "  read by a worker before that", None),
                           ("wide", "radar of a push of 60,000, beside a daily one", None),
                           ("override", "an override of the daily one, the writer's part", 5),
                           ("override_found", "  and the worker's before that", None),
                           ("rule", "audience of a rule over 100,000 accounts", 100),
                           ("account", "an account changed, with 500 audiences", 1)):
        cpu = result[key]["cpu_ms"]
        line(what, f"{cpu:.2f} ms", f"p50 {result[key]['wall_ms']:.2f} ms", f"≤ {bar} ms" if bar else "",
             cpu <= bar if bar else None)


def shift(*_):
    """A campaign of 200 children, moved as one command."""
    done = subprocess.run([LOAD.parent / "shift/bench_shift"], capture_output=True, text=True, timeout=120)
    if done.returncode:
        raise RuntimeError(f"bench_shift: {done.stderr.strip()}")
    result = json.loads(done.stdout)
    of = f"campaign of {result['moved'] - 1} children, moved"
    line(of, f"{result['cpu_ms']:.2f} ms", f"p50 {result['wall_ms']:.2f} ms", "≤ 20 ms", result["cpu_ms"] <= 20)

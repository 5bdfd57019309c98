"""Do the tests notice a fault? One small fault at a time is put into a copy of the library, and the tests are run.

A fault that makes a test fail, break or hang is killed; one that none notices has survived. Each test file is first
run unharmed, each test in a process of its own, to learn which lines it runs and how long it takes. A fault is then
met by the tests that run its line and those that start Python anew: those first that reach into its file beyond
importing it, the quick before the slow. Every fault has a fresh process, forked from one that has imported what the
library builds on but never the library itself. Very slow tests are left out unless asked for: each survivor would
wait for them. `bench/survivors.txt` lists survivors that are accepted, and why.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from faults import Mutant, faults
from trials import BROKEN, NO_TESTS, PACKAGE, PASSED, Tried, choose, in_turn, learn, meet, prepare

ROOMS = ("matching", "recommend", "groups", "translate", "verifier", "model")
ROOT = Path(__file__).resolve().parent.parent
ACCEPTED = ROOT / "bench" / "survivors.txt"
NOT_COPIED = (".git", ".venv", ".*_cache", ".hypothesis", "__pycache__", "build", "dist", "site")


@dataclass(frozen=True)
class Outcome:
    """What became of a mutant: `killed`, `timed out` or `survived`; `why` if it is an accepted survivor."""

    room: str
    mutant: Mutant
    fate: str
    why: str = ""


def learned(homes: list[Path]) -> list[Tried]:
    """What each test runs; ends the program where the tests do not hold without any fault."""
    # A browser needs more memory than a trial may have.
    files = (path for path in (ROOT / "tests").rglob("test_*.py") if not path.stem.endswith("_in_a_browser"))
    test_files = sorted(files, key=lambda path: -path.stat().st_size)
    for task, home, code in in_turn((learn(str(path.relative_to(ROOT))) for path in test_files), homes):
        if code not in {PASSED, NO_TESTS}:
            _stop(f"{task.subject} cannot be run", home)
        say(f"{task.subject} is learned")
    records = [(home / "records").read_text(encoding="utf-8") for home in homes if (home / "records").exists()]
    tried = [Tried(*json.loads(line)) for text in records for line in text.splitlines()]
    for one in tried:
        if one.failure:
            raise SystemExit(f"The tests must pass without any fault first, and {one.test} fails:\n{one.failure}")
    return sorted(tried, key=lambda one: one.seconds)


def outcomes(
    mutants: list[tuple[str, Mutant]], jobs: int, slowest: float, accepted: dict[str, str]
) -> Iterator[Outcome]:
    """What became of each mutant, as it becomes known."""
    with tempfile.TemporaryDirectory(prefix="mutate-") as scratch:
        homes = [Path(scratch).resolve() / str(job) for job in range(jobs)]
        for home in homes:
            shutil.copytree(ROOT, home, ignore=shutil.ignore_patterns(*NOT_COPIED))
        tried = [one for one in learned(homes) if one.seconds <= slowest]
        unharmed = {mutant.file: (ROOT / PACKAGE / mutant.file).read_text(encoding="utf-8") for _, mutant in mutants}
        file, source = next(iter(unharmed.items()))
        for _, home, code in in_turn([meet(None, tried, PACKAGE / file, source)], homes[:1]):
            if code != PASSED:
                _stop("The tests must pass without any fault first, one after the other", home)
        say(f"{len(tried)} tests hold; {len(mutants)} mutants meet them")
        tasks = []
        for room, mutant in mutants:
            if tests := choose(mutant, tried):
                tasks.append(meet((room, mutant), tests, PACKAGE / mutant.file, mutant.source))
            else:
                yield Outcome(room, mutant, "survived", accepted.get(mutant.lasting_name, ""))
        for task, home, code in in_turn(tasks, homes):
            room, mutant = task.subject
            # Before the next task starts in this copy.
            (home / PACKAGE / mutant.file).write_text(unharmed[mutant.file], encoding="utf-8")
            if code == BROKEN:
                _stop(f"{mutant.name} could not be tried", home)
            survived = code in {PASSED, NO_TESTS}
            fate = "timed out" if code is None else "survived" if survived else "killed"
            yield Outcome(room, mutant, fate, accepted.get(mutant.lasting_name, "") if survived else "")


def report(found: list[Outcome], idle: Iterable[str]) -> dict[str, Any]:
    """What is printed, as plain values: a row a room, the unexplained survivors, the entries that accept nothing."""

    def row(name: str, rows: list[Outcome]) -> dict[str, Any]:
        survived = [one for one in rows if one.fate == "survived"]
        return {
            "room": name,
            "mutants": len(rows),
            "killed": len(rows) - len(survived),
            "timed out": sum(one.fate == "timed out" for one in rows),
            "explained": sum(bool(one.why) for one in survived),
            "unexplained": sum(not one.why for one in survived),
            "%": round(100 * (len(rows) - len(survived)) / len(rows), 1) if rows else 100.0,
        }

    rooms = dict.fromkeys(one.room for one in found)
    survivors = sorted((o.mutant for o in found if o.fate == "survived" and not o.why), key=lambda m: (m.file, m.line))
    return {
        "rooms": [row(room, [one for one in found if one.room == room]) for room in rooms],
        "total": row("total", found),
        "survivors": [
            {"name": one.name, "accept": one.lasting_name, "before": one.shown[0], "after": one.shown[1]}
            for one in survivors
        ],
        "timed out": [one.mutant.name for one in found if one.fate == "timed out"],
        "idle": list(idle),
    }


def text_of(told: dict[str, Any]) -> str:
    """A report for readers."""
    lines = ["  ".join(f"{head:>11}" for head in told["total"])]
    lines += ["  ".join(f"{value:>11}" for value in row.values()) for row in [*told["rooms"], told["total"]]]
    for one in told["survivors"]:
        lines += ["", f"{one['name']}", f"  - {one['before']}", f"  + {one['after']}", f"  = {one['accept']}"]
    lines += [f"\n{ACCEPTED.name} accepts what is killed or gone: {name}" for name in told["idle"]]
    return "\n".join(lines)


def accepted_survivors(text: str) -> dict[str, str]:
    """The survivors that are accepted, each with why: a line each, with a tab between; `#` begins a remark."""
    rows = (line.partition("\t") for line in text.splitlines() if line.strip() and not line.startswith("#"))
    return {name.strip(): why.strip() for name, _, why in rows}


def files_of(room: str, package: Path) -> list[Path]:
    """The source files of a room, which is a package or a module."""
    if (package / room).is_dir():
        return sorted((package / room).rglob("*.py"))
    if (package / f"{room}.py").is_file():
        return [package / f"{room}.py"]
    raise SystemExit(f"There is no room {room!r} in {package.name}: say which with --rooms.")


def say(what: str) -> None:
    """Progress, for whoever waits."""
    print(what, file=sys.stderr, flush=True)


def _stop(why: str, home: Path) -> NoReturn:
    raise SystemExit(f"{why}:\n{(home / 'output').read_text(encoding='utf-8', errors='replace')[-4000:]}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rooms", default=",".join(ROOMS), help="packages and modules, with commas between")
    parser.add_argument("--sample", type=int, help="only so many mutants, drawn by chance")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--slowest", type=float, default=20, help="leave out tests that compute longer, in seconds")
    parser.add_argument("--json", type=Path, help="write the report here too")
    parser.add_argument("--at-least", type=float, default=80, help="the share in %% that must be killed")
    asked = parser.parse_args()
    package = ROOT / PACKAGE
    rooms = {room: files_of(room, package) for room in asked.rooms.split(",")}
    every = [
        (room, mutant)
        for room, files in rooms.items()
        for path in files
        for mutant in faults(path.read_text(encoding="utf-8"), str(path.relative_to(package)))
    ]
    drawn = every
    if asked.sample is not None and asked.sample < len(every):
        drawn = [every[at] for at in sorted(random.Random(asked.seed).sample(range(len(every)), asked.sample))]
    accepted = accepted_survivors(ACCEPTED.read_text(encoding="utf-8")) if ACCEPTED.exists() else {}
    prepare()
    found: list[Outcome] = []
    start = 0.0
    for outcome in outcomes(drawn, asked.jobs, asked.slowest, accepted):
        start = start or time.monotonic()
        found.append(outcome)
        if outcome.fate != "killed" or len(found) % 50 == 0:
            pace = len(found) / (time.monotonic() - start + 1e-9) * 60
            say(f"{len(found)}/{len(drawn)} ({pace:.0f} a minute): {outcome.fate}: {outcome.mutant.name}")
    looked_at = {str(path.relative_to(package)) for files in rooms.values() for path in files}
    known = {mutant.lasting_name for _, mutant in every} - {
        one.mutant.lasting_name for one in found if one.fate != "survived"
    }
    idle = [name for name in accepted if name.partition(":")[0] in looked_at and name not in known]
    told = report(found, idle)
    print(text_of(told))
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return int(told["total"]["%"] < asked.at_least)


if __name__ == "__main__":
    sys.exit(main())

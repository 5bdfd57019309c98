"""Speed and memory, measured in one run, each beside its target. Ratios hold where single times do not."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import timeit
from pathlib import Path

RUNS = 15
FLOOR = "from pydantic import BaseModel"
LOAD = "import opsi_handbook as oh; oh.load('en')"
ONE_FIELD = "from pydantic import BaseModel\nclass One(BaseModel):\n    a: int\nOne.model_validate_json('{\"a\": 1}')"
SPOKEN = Path(__file__).resolve().parent.parent / "tests" / "eval" / "en.jsonl"
PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"


def fresh(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def seconds(code: str) -> float:
    timed = f"import time; t = time.perf_counter()\n{code}\nprint(time.perf_counter() - t)"
    return float(fresh(timed))


def ratio(code: str, other: str) -> float:
    """The median of the ratios of paired fresh processes, one after the other."""
    pairs = [(seconds(code), seconds(other)) for _ in range(RUNS)]
    return statistics.median(first / second for first, second in pairs)


def peak(code: str) -> float:
    return statistics.median(float(fresh(f"{code}\n{PEAK}")) for _ in range(5))


def microseconds(call: str, setup: str) -> float:
    timer = timeit.Timer(call, setup)
    count, _ = timer.autorange()
    return min(timer.repeat(5, count)) / count * 1e6


def row(what: str, figure: float, unit: str, target: float) -> None:
    verdict = "ok" if figure <= target else "OVER"
    print(f"{what:<58} {figure:>9.2f} {unit:<4} target {target:>7g}  {verdict}")


def main() -> None:
    setup = "import opsi_handbook as oh; hb = oh.load('en'); hb.recommend(text='warm', marks=['p1.q1'])"
    text = "our staff are afraid to fail, and nobody wants to tell the managers when a project does not go as planned"
    row("import + load('en'), beside pydantic's own import", ratio(LOAD, FLOOR), "x", 1.5)
    print(f"{'  the same for a model of one field, the floor under it':<58} {ratio(ONE_FIELD, FLOOR):>9.2f} x")
    # Asked of another process: what this one imports would count as memory of those it starts.
    for tag in fresh("import opsi_handbook as oh; print(*oh.languages()[1:])").split():
        row(f"import + load({tag!r}), beside load('en')", ratio(LOAD.replace("'en'", repr(tag)), LOAD), "x", 1.15)
    row("peak memory of import + load('en') over bare Python", peak(LOAD) - peak("pass"), "MiB", 30)
    row("a look-up by id, warm", microseconds("hb['p2.q4']", setup), "us", 1)
    row(
        "recommend with three marks, warm",
        microseconds("hb.recommend(marks=['p2.q2', 'p1.q1', 'p5.q3'])", setup),
        "us",
        200,
    )
    statements = [json.loads(line)["text"] for line in SPOKEN.read_text(encoding="utf-8").splitlines()]
    words = " ".join(statements).split()
    for count, target in ((30, 3), (2000, 30)):
        told = " ".join(words[:count])
        row(
            f"recommend with {count} words, warm",
            microseconds(f"hb.recommend(text={told!r})", setup) / 1000,
            "ms",
            target,
        )
    first = f"{LOAD}.recommend(text={text!r})"
    row("the first free text in a new process, beside import + load", ratio(first, LOAD), "x", 1.3)
    group = "sheets = read_sheets(json.dumps([{'role': 'staff', 'marks': ['p2.q2', 'p1.q1', 'p5.q3']}] * 10_000))"
    setup_group = f"{setup}; import json; from opsi_handbook.journey import read_sheets; {group}"
    row("10,000 sheets grouped", microseconds("hb.workshop(sheets)", setup_group) / 1e6, "s", 1)
    unasked = "import sys; assert 'networkx' not in sys.modules, 'networkx is imported'"
    fresh(f"{LOAD}.recommend(text='afraid', marks=['p1.q1'])\n{unasked}")
    print("networkx is not imported by load or recommend: ok")


if __name__ == "__main__":
    main()

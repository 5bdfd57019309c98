"""Speed and memory, measured in one run, each beside its target.

Ratios hold on every machine, and one that is over makes this end with 1; single times are shown to be read.
"""

from __future__ import annotations

import compileall
import json
import statistics
import subprocess
import sys
import timeit
from pathlib import Path

RUNS = 15
ONE_FIELD = "from pydantic import BaseModel\nclass One(BaseModel):\n    a: int\nOne.model_validate_json('{\"a\": 1}')"
LOAD = "import opsi_handbook as oh; oh.load('en')"
ROOT = Path(__file__).resolve().parent.parent
SPOKEN = ROOT / "tests" / "texts" / "en.jsonl"
MARKS = "hb.recommend(marks=['p2.q2', 'p1.q1', 'p5.q3'])"
READ = "oh.Advice.model_validate_json(saved)"
SAVED = f"{MARKS}.model_dump_json()"
PEAK = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
COMMAND = "from opsi_handbook.cli.main import main\nmain(['recommend', {text!r}])"


def fresh(code: str) -> str:
    return subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout


def seconds(code: str) -> float:
    """The processor time of a fresh process that runs some code: what else the machine does counts for less."""
    timed = f"{code}\nimport time; print(time.process_time())"
    return float(fresh(timed).splitlines()[-1])


def whole(code: str) -> float:
    """The same for code that leaves the process itself."""
    watched = (
        "import resource, subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]], capture_output=True)"
    )
    watched += "; used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime)"
    run = subprocess.run([sys.executable, "-c", watched, code], check=True, capture_output=True, text=True)
    return float(run.stdout)


def ratio(code: str, other: str, timed=seconds) -> float:
    """The median of the ratios of paired fresh processes, one after the other."""
    pairs = [(timed(code), timed(other)) for _ in range(RUNS)]
    return statistics.median(first / second for first, second in pairs)


def peak(code: str) -> float:
    return statistics.median(float(fresh(f"{code}\n{PEAK}")) for _ in range(5))


def microseconds(call: str, setup: str) -> float:
    timer = timeit.Timer(call, setup)
    count, _ = timer.autorange()
    return min(timer.repeat(9, max(1, count // 4))) / max(1, count // 4) * 1e6


def row(what: str, figure: float, unit: str, target: float) -> bool:
    verdict = "ok" if figure <= target else "over, on this machine" if unit in {"us", "ms", "s"} else "OVER"
    print(f"{what:<62} {figure:>9.2f} {unit:<4} target {target:>7g}  {verdict}", flush=True)
    return verdict != "OVER"


def main() -> int:
    compileall.compile_dir(str(ROOT / "src"), quiet=1)  # as pip does on installing, and did for what stands beside it
    setup = "import opsi_handbook as oh; hb = oh.load('en'); hb.recommend(text='warm', marks=['p1.q1'])"
    text = "our staff are afraid to fail, and nobody wants to tell the managers when a project does not go as planned"
    held = [row("import + load('en'), beside a pydantic model of one field", ratio(LOAD, ONE_FIELD), "x", 1.25)]
    # Asked of another process: what this one imports would count as memory of those it starts.
    for tag in fresh("import opsi_handbook as oh; print(*oh.languages()[1:])").split():
        other = LOAD.replace("'en'", repr(tag))
        held.append(row(f"import + load({tag!r}), beside load('en')", ratio(other, LOAD), "x", 1.15))
    command = COMMAND.format(text=text)
    held += [
        row("the command recommend TEXT, beside import + load", ratio(command, LOAD, whole), "x", 1.4),
        row("the first free text in a new process, beside import + load",
            ratio(f"{LOAD}.recommend(text={text!r})", LOAD), "x", 1.3),
        row("peak memory of import + load('en') over bare Python", peak(LOAD) - peak("pass"), "MiB", 30),
        row("a look-up by id, warm", microseconds("hb['p2.q4']", setup), "us", 1),
        row("recommend with three marks, warm", marks := microseconds(MARKS, setup), "us", 60),
        row("the same, beside reading it from its JSON",
            marks / microseconds(READ, f"{setup}; saved = {SAVED}"), "x", 0.8),
    ]  # fmt: skip
    statements = [json.loads(line)["text"] for line in SPOKEN.read_text(encoding="utf-8").splitlines()]
    words = " ".join(statements).split()
    for count, target in ((30, 1), (2000, 30)):
        call = f"hb.recommend(text={' '.join(words[:count])!r})"
        held.append(row(f"recommend with {count} words, warm", microseconds(call, setup) / 1000, "ms", target))
    group = "sheets = read_sheets(json.dumps([{'role': 'staff', 'marks': ['p2.q2', 'p1.q1', 'p5.q3']}] * 10_000))"
    setup_group = f"{setup}; import json; from opsi_handbook import read_sheets; {group}"
    held.append(row("10,000 sheets grouped", microseconds("hb.workshop(sheets)", setup_group) / 1e6, "s", 1))
    unasked = "import sys; assert 'networkx' not in sys.modules, 'networkx is imported'"
    fresh(f"{LOAD}.recommend(text='afraid', marks=['p1.q1'])\n{unasked}")
    print("networkx is not imported by load or recommend: ok")
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())

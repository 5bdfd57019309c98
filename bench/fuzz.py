"""Do harmed files do harm? Whole inputs of every reader are harmed at random, and what comes of them is looked at.

A fault is a traceback (anything but one of our errors), a state that the file does not say, a cut text that is taken,
an input that takes more than three seconds, or a message that a terminal would take for a command. Each input is made
from the seed, the reader and its number alone: `--only po:123` reads that one again and `--show po:123` prints it.
"""

from __future__ import annotations

import argparse
import os
import resource
import signal
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from random import Random
from typing import NamedTuple

from harm import harmed
from parsers import PARSERS, Input

from opsi_handbook.errors import OpsiHandbookError

CHUNK = 500
MOST_SECONDS = 3.0
ALARM = 30
MOST_MEMORY = 2_000_000_000
MOST_SHOWN = 20


class Task(NamedTuple):
    """Some inputs of one reader, by their numbers."""

    parser: str
    seed: int
    numbers: range


class Came(NamedTuple):
    """What came of a task."""

    parser: str
    counts: Counter[str]
    faults: list[tuple[int, str, str]]
    """The number of the input, what was done to it, and what is wrong."""
    seconds: float


@cache
def seeds(parser: str) -> tuple[bytes, ...]:
    return tuple(PARSERS[parser].seeds())


def given(parser: str, seed: int, number: int) -> Input:
    """An input by its number."""
    chance = Random(f"{seed}/{parser}/{number}")
    whole = chance.choice(seeds(parser))
    return Input(whole, *harmed(whole, chance))


def judged(parser: str, one: Input) -> tuple[str, str]:
    """Whether an input was accepted, refused or did harm, and what harm."""
    started = time.process_time()
    signal.alarm(ALARM)
    try:
        wrong = PARSERS[parser].read(one)
        fate = "accepted"
    except OpsiHandbookError as error:
        message = str(error)
        fate, wrong = "refused", ""
        if not message or not all(char.isprintable() or char == "\n" for char in message):
            wrong = f"a message has a control character: {message!r}"
    except Exception:
        fate, wrong = "fault", "".join(traceback.format_exc().splitlines(keepends=True)[-3:])
    finally:
        signal.alarm(0)
    seconds = time.process_time() - started
    if seconds > MOST_SECONDS and not wrong:
        wrong = f"took {seconds:.1f} s"
    return ("fault", wrong) if wrong else (fate, "")


def done(task: Task) -> Came:
    started = time.process_time()
    counts: Counter[str] = Counter()
    faults = []
    for number in task.numbers:
        one = given(task.parser, task.seed, number)
        fate, wrong = judged(task.parser, one)
        counts[fate] += 1
        if wrong:
            faults.append((number, one.kinds, wrong))
    return Came(task.parser, counts, faults, time.process_time() - started)


def tasks(names: list[str], inputs: int, seed: int) -> Iterator[Task]:
    """The inputs, shared out among the readers, the slow ones first."""
    total = sum(PARSERS[name].share for name in names)
    for name in sorted(names, key=lambda name: PARSERS[name].share):
        count = max(1, inputs * PARSERS[name].share // total)
        for start in range(0, count, CHUNK):
            yield Task(name, seed, range(start, min(count, start + CHUNK)))


def report(results: Iterator[Came], seed: int) -> int:
    """Print what came of all, and give the number of faults."""
    counts: dict[str, Counter[str]] = {}
    seconds: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for came in results:
        counts.setdefault(came.parser, Counter()).update(came.counts)
        seconds[came.parser] += came.seconds
        for number, kinds, wrong in came.faults:
            told[came.parser] += 1
            if told[came.parser] <= MOST_SHOWN:
                print(f"--seed {seed} --only {came.parser}:{number} ({kinds}): {wrong}".rstrip(), flush=True)
    print(f"{'reader':12}{'inputs':>10}{'accepted':>10}{'refused':>10}{'faults':>8}{'a second':>10}")
    for name, count in sorted(counts.items()):
        row = (count.total(), count["accepted"], count["refused"])
        rate = count.total() / max(seconds[name], 0.001)
        print(f"{name:12}" + "".join(f"{cell:>10,}" for cell in row) + f"{count['fault']:>8,}{rate:>10,.0f}")
    whole = sum(counts.values(), Counter())
    print(f"{whole.total():,} inputs, {whole['fault']:,} faults")
    return whole["fault"]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--inputs", type=int, default=100_000, help="how many inputs in all")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--parsers", default=",".join(PARSERS), help="the readers, with commas between")
    options.add_argument("--jobs", type=int, default=min(2, os.cpu_count() or 1))
    options.add_argument("--only", metavar="READER:NUMBER", help="read one input again")
    options.add_argument("--show", metavar="READER:NUMBER", help="print one input")
    asked = options.parse_args()
    if asked.only or asked.show:
        name, _, number = (asked.only or asked.show).partition(":")
        one = given(name, asked.seed, int(number))
        if asked.show:
            sys.stdout.buffer.write(one.data)
            return 0
        print(one.kinds, *judged(name, one), sep="\n")
        return 0
    names = asked.parsers.split(",")
    if unknown := set(names) - set(PARSERS):
        options.error(f"there is no reader {', '.join(sorted(unknown))}; there is {', '.join(PARSERS)}")
    with ProcessPoolExecutor(asked.jobs, initializer=_bounded) as pool:
        return min(1, report(pool.map(done, tasks(names, asked.inputs, asked.seed)), asked.seed))


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))

    def too_long(*_: object) -> None:
        raise TimeoutError(f"more than {ALARM} s")

    signal.signal(signal.SIGALRM, too_long)


if __name__ == "__main__":
    sys.exit(main())

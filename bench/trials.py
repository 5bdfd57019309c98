"""Tests run on a copy of the library, harmed or not, each time in a fresh process and within a time limit.

The processes are forked from one that has imported what the library builds on but never the library itself: a fault
that shows at import is met like any other, and nothing is imported twice.
"""

from __future__ import annotations

import importlib
import json
import multiprocessing
import os
import resource
import signal
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, NamedTuple

from faults import Mutant

PACKAGE = Path("src/opsi_handbook")
PRELOADED = (
    "pytest coverage hypothesis pytest_socket pydantic networkx numpy click yaml langcodes polib snowballstemmer"
)
NOT_FAULTS = ("ignore::pytest.PytestAssertRewriteWarning", "ignore:This process:DeprecationWarning")
PYTEST = "-x -q -p no:randomly -p no:cacheprovider".split() + [f"-W{warning}" for warning in NOT_FAULTS]
EXAMPLES = 20
"""How many examples Hypothesis tries where a test does not say."""
MEMORY = 4 * 2**30
PASSED, NO_TESTS, BROKEN = 0, 5, 70


class Tried(NamedTuple):
    """A test in the unharmed run: how long it computed, how it failed, the lines it ran, whether it started Python."""

    test: str
    seconds: float
    failure: str
    lines: dict[str, list[int]]
    starts_python: bool


class Task(NamedTuple):
    """Something to do in a copy of the tree, in a process of its own, within a time limit."""

    subject: Any
    work: Callable[[Path], int]
    limit: float


class _Chosen:
    """A pytest plugin: only the chosen tests, in their order, with few examples and the same each time."""

    def __init__(self, tests: Iterable[str] | None) -> None:
        self._rank = None if tests is None else {test: place for place, test in enumerate(tests)}

    def pytest_configure(self) -> None:
        from hypothesis import settings

        settings.register_profile("mutate", deadline=None, derandomize=True, database=None, max_examples=EXAMPLES)
        settings.load_profile("mutate")

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        if (rank := self._rank) is not None:
            items[:] = sorted((item for item in items if item.nodeid in rank), key=lambda item: rank[item.nodeid])


class _Recorder:
    """A pytest plugin: each test in a fork of its own, so that none finds what another has left in memory."""

    def __init__(self, home: Path) -> None:
        from coverage import Coverage

        self._home = home
        self._starts_python = False
        self._coverage = Coverage(data_file=None, config_file=False, include=[str(home / PACKAGE / "*")])
        self._coverage.set_option("run:disable_warnings", ["no-data-collected"])
        sys.addaudithook(self._heard)
        self._coverage.start()

    def _heard(self, event: str, details: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen" and details[0] == sys.executable:
            self._starts_python = True

    def pytest_runtest_protocol(self, item: Any) -> bool:
        if not (child := os.fork()):
            code = BROKEN
            try:
                self._record(item)
                code = PASSED
            finally:
                os._exit(code)
        if os.waitpid(child, 0)[1]:
            raise RuntimeError(f"{item.nodeid} could not be recorded")
        return True

    def _record(self, item: Any) -> None:
        from _pytest.runner import runtestprotocol

        start = sum(os.times()[:4])
        reports = runtestprotocol(item, log=False, nextitem=None)
        seconds = sum(os.times()[:4]) - start
        self._coverage.stop()
        data = self._coverage.get_data()
        lines = {
            str(Path(file).relative_to(self._home / PACKAGE)): data.lines(file) or [] for file in data.measured_files()
        }
        failure = "\n".join(report.longreprtext for report in reports if report.failed)
        with (self._home / "records").open("a", encoding="utf-8") as out:
            print(json.dumps(Tried(item.nodeid, seconds, failure, lines, self._starts_python)), file=out)


def prepare() -> None:
    """Import what every fork needs, before the first one."""
    os.environ["COVERAGE_CORE"] = "ctrace"
    for name in PRELOADED.split():
        with suppress(ImportError):
            importlib.import_module(name)


def learn(test_file: str) -> Task:
    """Run a test file unharmed and note what each of its tests runs."""

    def work(home: Path) -> int:
        import pytest

        sys.dont_write_bytecode = False
        return int(pytest.main([*PYTEST, test_file], plugins=[_Chosen(None), _Recorder(home)]))

    return Task(test_file, work, 900)


def meet(subject: Any, tests: list[Tried], file: Path, source: str) -> Task:
    """Run some tests with a source in the place of another; nothing compiled before may hide it."""

    def work(home: Path) -> int:
        import pytest

        sys.dont_write_bytecode = True
        os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
        for compiled in (home / file.parent / "__pycache__").glob(f"{file.stem}.*.pyc"):
            compiled.unlink()
        (home / file).write_text(source, encoding="utf-8")
        test_files = dict.fromkeys(one.test.partition("::")[0] for one in tests)
        return int(pytest.main([*PYTEST, *test_files], plugins=[_Chosen(one.test for one in tests)]))

    return Task(subject, work, 15 + 5 * sum(one.seconds for one in tests))


def choose(mutant: Mutant, tried: list[Tried]) -> list[Tried]:
    """The tests that may notice a mutant, the likely and quick ones first."""
    importing = min((len(one.lines[mutant.file]) for one in tried if mutant.file in one.lines), default=0)

    def rank(one: Tried) -> tuple[bool, bool, float]:
        return one.starts_python, len(one.lines.get(mutant.file, ())) <= importing, one.seconds

    lines = frozenset(mutant.lines)
    touching = (one for one in tried if one.starts_python or not lines.isdisjoint(one.lines.get(mutant.file, ())))
    return sorted(touching, key=rank)


def in_turn(tasks: Iterable[Task], homes: Iterable[Path]) -> Iterator[tuple[Task, Path, int | None]]:
    """Do the tasks, one at a time in each copy; gives each with its exit code, or None where its time ran out.

    A copy gets its next task only when its last one was handed out and dealt with.
    """
    waiting, free = iter(tasks), list(homes)
    running: dict[int, tuple[Any, Task, Path, float]] = {}
    fork = multiprocessing.get_context("fork")
    try:
        while True:
            while free and (task := next(waiting, None)):
                process = fork.Process(target=_enter, args=(free[-1], task.work))
                process.start()
                running[process.sentinel] = process, task, free.pop(), time.monotonic() + task.limit
            if not running:
                return
            wait(list(running), timeout=max(0, min(end for *_, end in running.values()) - time.monotonic()))
            for sentinel, (process, task, home, end) in list(running.items()):
                late = process.is_alive() and time.monotonic() >= end
                if late:
                    _kill(process.pid)
                if late or not process.is_alive():
                    process.join()
                    del running[sentinel]
                    yield task, home, None if late else process.exitcode
                    free.append(home)
    finally:
        for process, *_ in running.values():
            _kill(process.pid)


def _kill(group: int) -> None:
    """End a process with all that it started."""
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _enter(home: Path, work: Callable[[Path], int]) -> None:
    """Be the process that works in a copy: its library comes first, for itself and for what it starts."""
    code = BROKEN
    try:
        os.setsid()
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        os.chdir(home)
        os.environ["PYTHONPATH"] = str(home / "src")
        rooms = home.with_name(f"{home.name}.tests")  # temporary folders of its own, which no other pytest clears away
        rooms.mkdir(exist_ok=True)
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(rooms)
        sys.path.insert(0, str(home / "src"))
        with (home / "output").open("wb") as out:
            os.dup2(out.fileno(), 1)
            os.dup2(out.fileno(), 2)
        code = work(home)
    except BaseException:  # nothing may leave the fork
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)

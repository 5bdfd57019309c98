"""Every command that writes, killed at every step and at random times, stopped by Ctrl-C, and run twice at once."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import opsi_handbook as oh
from opsi_handbook.authoring import compiler
from opsi_handbook.cli import main
from opsi_handbook.matching.bank_file import read_bank
from opsi_handbook.translate.exchange import exported
from opsi_handbook.translate.locale import Locale, State, Translation
from opsi_handbook.translate.store import read_locale, write_locale
from test_files import CHANGES, LINUX, THOROUGH, ended, in_child, killed_at
from translating import ENGLISH, TEXTS, UNITS, VERSION

pytestmark = [pytest.mark.skipif(os.name != "posix", reason="forks and kills"), pytest.mark.thorough]
on_linux = pytest.mark.skipif(not LINUX, reason="elsewhere a kill may leave a draft until the next write")
DATA = compiler.packaged_data()
KILLS = 200
GROUP = [{"role": "staff", "marks": ["p2.q2"]}] * 8


@dataclass(frozen=True)
class Command:
    """A command that writes: how its folder is before, and what is run in it."""

    prepare: Callable[[Path, Path], None]
    """Puts what the command needs into the folder; it is given the content of the checkout."""
    arguments: tuple[str, ...]
    together: tuple[str, ...] = ()
    """The folder whose files are old or new all together; others are so one by one."""


def _one(id_: str, text: str) -> Locale:
    return Locale("et", {id_: Translation(id_, TEXTS[id_], text)})


def _translation(folder: Path, _: Path) -> None:
    write_locale(folder / "own", UNITS, _one("p1.title", "Vana"), VERSION)
    (folder / "came.po").write_text(exported(UNITS, _one("p1.title", "Uus"), VERSION, "xliff2"), encoding="utf-8")


def _output(folder: Path, _: Path) -> None:
    (folder / "out").write_text("old", encoding="utf-8")


def _content(folder: Path, content: Path) -> None:
    shutil.copytree(content, folder / "content")
    (folder / "data").mkdir()
    for path in DATA.iterdir():
        if path.is_file():
            (folder / "data" / path.name).write_bytes(path.read_bytes() if path.suffix == ".bank" else b"old")
    phrases = folder / "content" / "phrases.yaml"
    phrases.write_text(phrases.read_text(encoding="utf-8").replace("Have you tried", "Did you try"), encoding="utf-8")


def _group(folder: Path, _: Path) -> None:
    (folder / "sheets.json").write_text(json.dumps(GROUP), encoding="utf-8")
    (folder / "ledger").write_text(oh.Ledger(secret="ab" * 16).model_dump_json(), encoding="utf-8")


COMMANDS = {
    "import": Command(_translation, ("translate", "import", "came.po", "--lang", "et", "--po-dir", "own")),
    "export": Command(_output, ("translate", "export", "--lang", "fi", "--format", "xliff", "-o", "out")),
    "graph": Command(_output, ("graph", "-o", "out")),
    "build": Command(_content, ("content", "build", "content", "-o", "data"), ("data",)),
    "train": Command(_content, ("content", "train", "content", "-o", "data"), ("data",)),
    "workshop": Command(_group, ("workshop", "sheets.json", "--ledger", "ledger", "--json")),
}


@pytest.fixture(params=list(COMMANDS))
def command(request, content):
    if request.param in {"build", "train"} and not (THOROUGH and content.is_dir()):
        pytest.skip("needs the written content, and takes long; HYPOTHESIS_PROFILE=thorough")
    return COMMANDS[request.param]


def quietly(folder, arguments, out=os.devnull):
    """What a process does that runs a command in a folder."""

    def work():
        for descriptor, file in ((1, out), (2, os.devnull)):
            os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), descriptor)
        sys.stdout, sys.stderr = os.fdopen(1, "w", encoding="utf-8"), os.fdopen(2, "w", encoding="utf-8")
        os.chdir(folder)
        # Learning takes a minute; here it is the writing that matters.
        compiler.train = lambda _, __, language, ___: read_bank((DATA / f"{language}.bank").read_bytes(), "bank")
        try:
            main(list(arguments))
        except SystemExit as left:
            if left.code:
                raise

    return work


def hidden(state):
    return [name for name in state if ".opsi-handbook" in name]


def is_whole(command, now, old, new):
    """Whether each file, and each folder that is written in one step, is as before or as it is to be."""
    seen = {name: data for name, data in now.items() if ".opsi-handbook" not in name}
    groups: dict[str, set[str]] = {}
    for name in old.keys() | new.keys():
        top = name.split("/")[0]
        groups.setdefault(top if top in command.together else name, set()).add(name)
    return seen.keys() <= old.keys() | new.keys() and all(
        {seen.get(name) for name in [only]} <= {old.get(only), new.get(only)} if len(group) == 1
        else {n: seen.get(n) for n in group} in ({n: old.get(n) for n in group}, {n: new.get(n) for n in group})
        for group in groups.values() for only in [next(iter(group))]
    )  # fmt: skip


@pytest.fixture
def folders(command, content, tmp_path):
    """A folder as it is before the command, and what is in it before and after."""
    (tmp_path / "done").mkdir()
    command.prepare(tmp_path / "done", content)
    old = _state(tmp_path / "done")
    assert ended(in_child(quietly(tmp_path / "done", command.arguments))) == 0
    new = _state(tmp_path / "done")
    assert new != old
    assert hidden(new) == []

    def fresh():
        shutil.rmtree(tmp_path / "work", ignore_errors=True)
        (tmp_path / "work").mkdir()
        command.prepare(tmp_path / "work", content)
        return tmp_path / "work"

    return fresh, old, new


def _state(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@on_linux
def test_a_kill_at_any_step(command, folders):
    fresh, old, new = folders
    folder, step, left_over = fresh(), 1, 0
    # Where many files are written at once, some of the steps are enough for every day.
    stride = 1 if THOROUGH or not command.together else 41
    while killed_at(step, quietly(folder, command.arguments), CHANGES):
        now = _state(folder)
        assert is_whole(command, now, old, new), step
        left_over += len(hidden(now))
        folder = fresh() if now != old else folder
        step += stride
    assert step > 3
    assert command.together or left_over <= 1  # between the two steps of replacing
    assert ended(in_child(quietly(folder, command.arguments))) == 0
    assert _state(folder) == new  # and what was left over is cleared away


@on_linux
@pytest.mark.thorough
def test_200_kills_at_random_times(command, folders):
    fresh, old, new = folders
    random_times = random.Random(1)
    started = time.monotonic()
    folder = fresh()
    assert ended(in_child(quietly(folder, command.arguments))) == 0
    whole = time.monotonic() - started
    killed = left_over = 0
    for _ in range(KILLS):
        folder = fresh() if _state(folder) != old else folder
        child = in_child(quietly(folder, command.arguments))
        time.sleep(random_times.uniform(0, 1.1 * whole))
        os.kill(child, signal.SIGKILL)
        killed += ended(child) == -signal.SIGKILL
        now = _state(folder)
        assert is_whole(command, now, old, new)
        left_over += len(hidden(now))
    assert killed > KILLS / 3
    assert left_over <= 2, f"{killed} of {KILLS} met the command alive"
    assert ended(in_child(quietly(fresh(), command.arguments))) == 0
    assert hidden(_state(folder)) == []


def test_ctrl_c_at_random_times(command, folders):
    fresh, old, new = folders
    random_times = random.Random(2)
    script = (
        "import signal, sys, opsi_handbook.__main__ as m; signal.signal(2, signal.default_int_handler);"
        f"sys.argv = ['', *{list(command.arguments)!r}]; print(flush=True); m.main()"
    )
    folder = fresh()
    for _ in range(40 if THOROUGH else 3):
        folder = fresh() if _state(folder) != old else folder
        with subprocess.Popen([sys.executable, "-c", script], cwd=folder, stdout=-1, stderr=-1, text=True) as process:
            process.stdout.readline()
            time.sleep(random_times.uniform(0.002, 0.8))
            process.send_signal(signal.SIGINT)
            said = process.communicate()[1]
        assert (process.returncode, said) in {(130, "opsi-handbook: stopped\n"), (0, "")}
        now = _state(folder)
        assert is_whole(command, now, old, new) or process.returncode == 0
        assert hidden(now) == []


# Two at once


@pytest.mark.parametrize("turn", range(60 if THOROUGH else 4))
def test_two_imports_at_once_lose_nothing(tmp_path, turn):
    ids = ("p1.title", "p2.title")
    for id_ in ids:
        only = [unit for unit in UNITS if unit.id == id_]
        (tmp_path / id_).write_text(exported(only, _one(id_, f"Uus {turn}"), VERSION, "xliff"), encoding="utf-8")
    command = ("translate", "import", "--lang", "et", "--po-dir", "own", "--partial")
    children = [in_child(quietly(tmp_path, (*command, id_), tmp_path / f"said-{id_}")) for id_ in ids]
    assert [ended(child) for child in children] == [0, 0]
    kept = read_locale(tmp_path / "own", "et").translations
    assert {id_: kept[id_].text for id_ in ids} == dict.fromkeys(ids, f"Uus {turn}")
    assert {kept[id_].state for id_ in ids} == {State.TRANSLATED}
    assert ENGLISH.content_version == VERSION


@pytest.mark.parametrize("turn", range(60 if THOROUGH else 4))
def test_two_publications_at_once_are_both_in_the_ledger(tmp_path, turn):
    """Two groups of far different size may both be published, and the ledger must know of both, with one secret."""
    sizes = (8 + turn % 2, 60)
    for size in sizes:
        (tmp_path / f"{size}.json").write_text(json.dumps(GROUP[:1] * size), encoding="utf-8")
    command = ("workshop", "--ledger", "ledger", "--json")
    children = [in_child(quietly(tmp_path, (*command, f"{size}.json"), tmp_path / f"said-{size}")) for size in sizes]
    assert [ended(child) for child in children] == [0, 0]
    printed = [json.loads((tmp_path / f"said-{size}").read_text(encoding="utf-8"))["table"] for size in sizes]
    ledger = oh.read_ledger((tmp_path / "ledger").read_text(encoding="utf-8"))
    published = [table.model_dump(mode="json") for table in ledger.published]
    assert all(table in published for table in printed)
    assert len(published) == len({json.dumps(table) for table in printed}) == 2


def test_a_ledger_is_secret_from_its_first_instant(tmp_path, monkeypatch):
    (tmp_path / "sheets.json").write_text(json.dumps(GROUP), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    modes = []
    really = os.link

    def seen(source, target, **options):
        modes.append(os.fstat(options["src_dir_fd"]).st_mode & 0o777)
        really(source, target, **options)

    monkeypatch.setattr(os, "link", seen)
    with pytest.raises(SystemExit) as left:
        main(["workshop", "sheets.json", "--ledger", "ledger"])
    assert not left.value.code
    assert (tmp_path / "ledger").stat().st_mode & 0o777 == 0o600
    assert set(modes) <= {0o600}
    (tmp_path / "ledger").chmod(0o644)
    with pytest.raises(SystemExit):
        main(["workshop", "sheets.json", "--ledger", "ledger"])
    assert (tmp_path / "ledger").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["-", "/dev/stdout"])
def test_a_secret_is_not_printed(tmp_path, name, monkeypatch, capsys):
    (tmp_path / "sheets.json").write_text(json.dumps(GROUP), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["workshop", "sheets.json", "--ledger", name])
    assert left.value.code == 1
    said = capsys.readouterr()
    assert (said.out, said.err) == (
        "",
        f"opsi-handbook: {name}: a ledger holds a secret; name a file for it, not standard output\n",
    )


def test_what_was_not_shown_is_not_written_down(tmp_path, monkeypatch):
    (tmp_path / "sheets.json").write_text(json.dumps(GROUP), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["workshop", "sheets.json", "--ledger", "ledger", "--minutes", "3"])
    assert left.value.code == 1
    assert not (tmp_path / "ledger").exists()

"""The faults that the mutation test makes: as expected, with names that last, and nothing else touched."""

from __future__ import annotations

import ast
import importlib
from pathlib import Path

import pytest

pytestmark = pytest.mark.checkout
BENCH = Path(__file__).resolve().parent.parent / "bench"

SOURCE = '''"""A docstring."""

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from nowhere import nothing

__all__ = ["kept"]
LIMIT = 5


def kept(given: list[int], mode: Literal["a"] = "é", *, deep: bool = True) -> list[int]:
    """Another docstring."""
    found = sorted(x for x in given if x)
    for x in found:
        if x < LIMIT and not deep:
            break
        found.append(-x)
        found += [x]
    if mode == "a":
        raise ValueError(f"no {mode}" + "text")
    return found[: len(given)] or [min(given), found[0]]


class Thing:
    size: int = 1
    """What a field is."""

    def __repr__(self) -> str:
        return "thing"
'''

EXPECTED = """
LIMIT:number:5→6
kept:string:"é"→'XXéXX'
kept:truth:True→False
kept.found:order:sorted(x for x in given if x)→list((x for x in given if x))
kept.found:condition:x→True
kept.found:condition:x→False
kept:condition:x < LIMIT and not deep→True
kept:condition:x < LIMIT and not deep→False
kept:compare:<→<=
kept:boolean:and→or
kept:not:not deep→(deep)
kept:loop:break→continue
kept:statement:found.append(-x)→pass
kept:sign:-x→+x
kept:statement:found += [x]→pass
kept:arithmetic:+→-
kept:condition:mode == "a"→True
kept:condition:mode == "a"→False
kept:compare:==→!=
kept:string:"a"→'XXaXX'
kept:arithmetic:+→-#2
kept:return:return found[: len(given)] or [min(give…→return None
kept:slice:len(given)→(len(given)) + 1
kept:boolean:or→and
kept:twin:min→max
kept:end:0→-1
kept:number:0→1
Thing.size:number:1→2
"""


@pytest.fixture
def faults(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCH))
    return importlib.import_module("faults").faults


def test_the_faults_of_a_source(faults):
    found = [mutant.lasting_name.removeprefix("room/a.py:") for mutant in faults(SOURCE, "room/a.py")]
    assert sorted(found) == sorted(EXPECTED.strip().split("\n"))


def test_every_fault_is_one_that_python_reads_and_says_its_place(faults):
    for mutant in faults(SOURCE, "a.py"):
        assert ast.dump(ast.parse(mutant.source)) != ast.dump(ast.parse(SOURCE))
        changed = [
            number
            for number, (one, other) in enumerate(
                zip(SOURCE.split("\n"), mutant.source.split("\n"), strict=True), start=1
            )
            if one != other
        ]
        assert changed == [mutant.line]
        assert mutant.line in mutant.lines
        assert mutant.shown[0] != mutant.shown[1]
        assert mutant.name.startswith(f"a.py:{mutant.line}:{mutant.column}:{mutant.kind}:")


def test_names_last_and_are_told_apart(faults):
    names = [mutant.lasting_name for mutant in faults(SOURCE, "a.py")]
    moved = [mutant.lasting_name for mutant in faults("# a remark\n\n" + SOURCE, "a.py")]
    assert names == moved
    assert len(set(names)) == len(names)


def test_docstrings_annotations_and_words_of_errors_are_left_alone(faults):
    for mutant in faults(SOURCE, "a.py"):
        for kept in (
            '"""A docstring."""',
            'Literal["a"]',
            '__all__ = ["kept"]',
            '"text"',
            'return "thing"',
            "a field is.",
        ):
            assert kept in mutant.source


def test_parts_of_f_strings_and_tables(faults):
    swaps = [mutant.swap for mutant in faults("told = f'{given[0]:>3} of {most + 1}'\n", "a.py")]
    assert [swap for swap in swaps if "XX" not in swap] == ["0→-1", "0→1", "+→-", "1→2"]
    table = "names = {" + ", ".join(f"'{at}': 'name {at}'" for at in range(30)) + "}\n"
    assert faults(table, "a.py") == []

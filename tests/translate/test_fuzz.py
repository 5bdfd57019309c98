# ruff: noqa: E501  # samples of files stand on one line
"""Files that were damaged at random: one of our errors or a sound result, never a traceback, a state raised or a hang."""

from __future__ import annotations

import random
import time

import pytest
from small import FILES, ID, MACHINE, MINUTES, TEXT, TRANSLATED, UNITS, VERSION, had, taken

import opsi_handbook as oh
from opsi_handbook.translate.checks import blocking_faults
from opsi_handbook.translate.exchange import exported
from opsi_handbook.translate.locale import Locale, Translation

LOCALE = Locale("sv", {ID: had(MACHINE), MINUTES: Translation(MINUTES, "{minutes} min", "{minutes} min", TRANSLATED)})
PIECES = [
    b'"', b"\\", b"\n", b"<", b">", b"&", b"</target>", b"<g>", b"#~ ", b"msgid ", b"msgstr[0]", b"fuzzy", b"\xff", b"\x00",
    b"]]>", b"<!--", b"<![CDATA[", b"&#0;", b"&x;", b"state", b"approved", b"yes", b"no", b"translated", b" ", b"\r", b"\xe2\x80\xae",
]  # fmt: skip


def seeds():
    for path in sorted(FILES.iterdir()):
        yield path.read_bytes()
    for name in ("po", "xliff", "xliff2"):
        yield exported(UNITS, LOCALE, VERSION, name).encode()


def damaged(data, chance):
    data = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 5])):
        place, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
        kind = chance.randrange(6)
        if kind == 0:
            data[place:place] = chance.choice(PIECES)
        elif kind == 1:
            del data[place : place + chance.choice([1, 3, 20])]
        elif kind == 2:
            del data[to:]
        elif kind == 3:
            data[place:place] = data[place:to][:300]
        elif kind == 4 and data:
            data[min(place, len(data) - 1)] = chance.randrange(256)
        else:
            lines = bytes(data).split(b"\n")
            lines.pop(chance.randrange(len(lines)))
            data = bytearray(b"\n".join(lines))
        if not data:
            break
    return bytes(data)


@pytest.mark.parametrize("seed", range(8))
def test_damaged_files(seed):
    chance = random.Random(seed)
    all_seeds = list(seeds())
    for _ in range(400):
        data = damaged(chance.choice(all_seeds), chance)
        try:
            result = taken(data, LOCALE.translations[ID])
        except (oh.ContentError, oh.InvalidInputError):
            continue
        for translation in result.locale.translations.values():
            assert not list(blocking_faults(translation.source, translation.text)) or not translation.text
        after = result.locale.translations[ID]
        if after.text == TEXT and b"final" not in data and b"reviewed" not in data and b"signed-off" not in data:
            assert after.state is MACHINE


@pytest.mark.few(3)
@pytest.mark.parametrize(
    "data",
    [
        b"<" * 3_999_000,
        b"<a>" * 1_300_000,
        b"<a/>" * 999_000,
        b"<x " + b"".join(b'a%d="" ' % number for number in range(350_000)) + b"/>",
        b"<xliff>" + b"a" * 3_900_000,
        b'msgid ""\nmsgstr ""\n' + b'"a"\n' * 990_000,
        b'msgid ""\nmsgstr "' + b"\\n" * 1_990_000 + b'"\n',
        b'msgid ""\nmsgstr "' + b"\\" * 3_900_001,
        b'msgid ""\nmsgstr "' + b"\\101" * 990_000 + b'"\n',
        b"\n" * 3_999_000,
        b"# a\n" * 999_000,
        b"#, a,b,c\n" * 400_000,
        b'msgid "a"\nmsgstr "b"\n' * 190_000,
        b"x" * 20_000_000,
    ],
    ids=lambda data: repr(data[:24]),
)
def test_large_files_are_read_or_refused_at_once(data):
    start = time.process_time()
    with pytest.raises(oh.OpsiHandbookError):
        taken(data)
    assert time.process_time() - start < 3

# ruff: noqa: E501  # samples of files stand on one line
"""What makes a text unfit to be used, at its bounds."""

from __future__ import annotations

import pytest

from opsi_handbook.translate.checks import BLOCKING, blocking_faults, check
from opsi_handbook.translate.locale import Locale, Translation
from opsi_handbook.translate.units import Unit


def kinds(source, text):
    return [kind for kind, _ in blocking_faults(source, text)]


@pytest.mark.parametrize(
    ("source", "text", "expected"),
    [
        ("One.", "Yksi.", []),
        ("One.", "", ["blank"]),
        ("One.", " \u00a0", ["blank"]),
        ("One.", "Yksi. ", ["edge"]),
        ("One.", "\nYksi.", ["edge"]),
        ("One.", "x" * 240, []),
        ("One.", "x" * 241, ["size"]),
        ("See https://a.org.", "Katso.", ["url"]),
        ("{a} of {a}", "{a}", ["placeholder"]),
        ("{a}", "{a} {", ["placeholder"]),
        ("{a}", "{a} }", ["placeholder"]),
        ("{a}", "{a} {b}", ["placeholder"]),
        ("{a}", "{b}", ["placeholder", "placeholder"]),
        ("See p2.q4.a1.", "Katso.", ["id", "number"]),
        ("19,000 members", "19 000 jäsentä", []),
        ("19,000 members", "19\u00a0000 jäsentä", []),
        ("19,000 members", "19.000 jäsentä", []),
        ("19,000 members", "1900 jäsentä", ["number"]),
        ("Two", "2", []),
    ],
)
def test_blocking_faults(source, text, expected):
    assert kinds(source, text) == expected


@pytest.mark.parametrize(
    "code", [0x7, 0x1B, 0x7F, 0x9B, 0xAD, 0x61C, 0x200B, 0x200E, 0x202E, 0x2028, 0x2066, 0xFEFF, 0xFFF9, 0xFFFD, 0xFFFE, 0xD800, 0xE0041],
)  # fmt: skip
def test_characters_that_no_text_may_hold(code):
    assert list(blocking_faults("One.", f"Yk{chr(code)}si.")) == [
        ("character", f"the character U+{code:04X} cannot be shown or turns the text; remove it")
    ]


def test_messages_say_what_and_what_to_do():
    said = dict(blocking_faults("19,000 in {x}, https://a.org", "a"))
    assert said == {
        "url": "https://a.org is missing; it must stand as in the English",
        "placeholder": "{x} is missing; it must stand as in the English",
        "number": "the number 19000 is missing; numbers are facts",
    }
    assert (
        dict(blocking_faults("One.", "x" * 241))["size"] == "the text has 241 characters for 4 in English; shorten it"
    )
    assert BLOCKING == ("url", "number", "placeholder", "id", "character", "blank", "edge", "size")


@pytest.mark.parametrize(
    ("id_", "source", "text", "long"),
    [
        ("p1.title", "x" * 10, "y" * 70, True),
        ("p1.title", "x" * 40, "y" * 70, False),
        ("p1.title", "x" * 40, "y" * 71, True),
        ("p1.title", "x" * 71, "y" * 71, False),
        ("p1.c1.text", "x", "y" * 60, False),
        ("p1.c1.text", "x", "y" * 61, True),
        ("p1.c1.text", "x" * 100, "y" * 180, False),
        ("p1.c1.text", "x" * 100, "y" * 181, True),
    ],
)
def test_what_is_too_long_for_the_card(id_, source, text, long):
    locale = Locale("fi", {id_: Translation(id_, source, text)})
    assert any(finding.kind == "length" for finding in check([Unit(id_, source, "")], locale)) is long

"""Which form of a sentence goes with which whole number, by language.

The forms are those of Unicode's CLDR, for whole numbers below a million. The form for all the numbers that no other is
for is the sentence's plain text, whatever CLDR calls it, and has no name here: `other` in most languages, `many` in
Polish.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

__all__ = ["FORMS", "examples_of", "form_of", "forms_of"]

FORMS = ("zero", "one", "two", "few", "many")
"""Every form that a language can have beside the plain text."""

_Rules = Mapping[str, Callable[[int], bool]]

_ONE: _Rules = {"one": lambda n: n == 1}
_NONE_OR_ONE: _Rules = {"one": lambda n: n <= 1}
_EAST_SLAVIC: _Rules = {
    "one": lambda n: n % 10 == 1 and n % 100 != 11,
    "few": lambda n: 2 <= n % 10 <= 4 and not 12 <= n % 100 <= 14,
}
_GROUPS: tuple[tuple[str, _Rules], ...] = (
    # One form for all numbers.
    ("bm bo dz id ig ja jv km ko lo ms my sah ses sg su th to vi wo yo yue zh", {}),
    ("ak am as bho bn csw doi fa ff fr gu guw hi ht hy kab kn ln mg nso pa pcm pt si ti wa zu", _NONE_OR_ONE),
    ("pt-PT", _ONE),
    ("fil tl ceb", {"one": lambda n: n % 10 not in {4, 6, 9} or n in {1, 2, 3}}),
    ("is mk", {"one": lambda n: n % 10 == 1 and n % 100 != 11}),
    ("tzm", {"one": lambda n: n <= 1 or 11 <= n <= 99}),
    ("he iu naq sat se sma smi smj smn sms", {"one": lambda n: n == 1, "two": lambda n: n == 2}),
    ("ksh lag", {"zero": lambda n: n == 0, "one": lambda n: n == 1}),
    ("lv prg", {"zero": lambda n: n % 10 == 0 or 11 <= n % 100 <= 19, "one": lambda n: n % 10 == 1}),
    ("cs sk", {"one": lambda n: n == 1, "few": lambda n: 2 <= n <= 4}),
    ("pl", {"one": lambda n: n == 1, "few": _EAST_SLAVIC["few"]}),
    ("be bs hr ru sh sr uk", _EAST_SLAVIC),
    ("ro mo", {"one": lambda n: n == 1, "few": lambda n: n == 0 or 1 <= n % 100 <= 19}),
    ("shi", {"one": lambda n: n <= 1, "few": lambda n: 2 <= n <= 10}),
    ("lt", {
        "one": lambda n: n % 10 == 1 and not 11 <= n % 100 <= 19,
        "few": lambda n: n % 10 >= 2 and not 11 <= n % 100 <= 19,
    }),
    ("sl", {"one": lambda n: n % 100 == 1, "two": lambda n: n % 100 == 2, "few": lambda n: n % 100 in {3, 4}}),
    ("dsb hsb", {"one": lambda n: n % 100 == 1, "two": lambda n: n % 100 == 2, "few": lambda n: n % 100 in {3, 4}}),
    ("gd", {
        "one": lambda n: n in {1, 11}, "two": lambda n: n in {2, 12}, "few": lambda n: 3 <= n <= 10 or 13 <= n <= 19,
    }),
    ("ga", {
        "one": lambda n: n == 1, "two": lambda n: n == 2, "few": lambda n: 3 <= n <= 6, "many": lambda n: 7 <= n <= 10,
    }),
    ("mt", {
        "one": lambda n: n == 1, "two": lambda n: n == 2, "few": lambda n: n == 0 or 3 <= n % 100 <= 10,
        "many": lambda n: 11 <= n % 100 <= 19,
    }),
    ("gv", {
        "one": lambda n: n % 10 == 1, "two": lambda n: n % 10 == 2, "few": lambda n: n % 20 == 0,
    }),
    ("br", {
        "one": lambda n: n % 10 == 1 and n % 100 not in {11, 71, 91},
        "two": lambda n: n % 10 == 2 and n % 100 not in {12, 72, 92},
        "few": lambda n: n % 10 in {3, 4, 9} and not (10 <= n % 100 <= 19 or 70 <= n % 100 <= 79 or n % 100 >= 90),
    }),
    ("ar", {
        "zero": lambda n: n == 0, "one": lambda n: n == 1, "two": lambda n: n == 2,
        "few": lambda n: 3 <= n % 100 <= 10, "many": lambda n: n % 100 >= 11,
    }),
    ("cy", {
        "zero": lambda n: n == 0, "one": lambda n: n == 1, "two": lambda n: n == 2, "few": lambda n: n == 3,
        "many": lambda n: n == 6,
    }),
)  # fmt: skip
_RULES: Mapping[str, _Rules] = MappingProxyType({tag: rules for tags, rules in _GROUPS for tag in tags.split()})
_FEW_EXAMPLES = 4


def _rules(tag: str) -> _Rules:
    """The rules of a language, by its tag or else by what its tag begins with; those of English for one not listed."""
    return _RULES.get(tag) or _RULES.get(tag.partition("-")[0], _ONE)


def forms_of(tag: str) -> tuple[str, ...]:
    """The forms that a language has beside the plain text, in the order of `FORMS`."""
    return tuple(_rules(tag))


def form_of(tag: str, number: int) -> str:
    """The form that goes with a number; empty for the plain text."""
    return next((form for form, holds in _rules(tag).items() if holds(number)), "")


def examples_of(tag: str, form: str) -> tuple[int, ...]:
    """The first few numbers that a form is for; empty stands for the plain text."""
    return tuple(number for number in range(1000) if form_of(tag, number) == form)[:_FEW_EXAMPLES]

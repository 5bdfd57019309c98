"""What several test files draw from: texts nobody tuned to, situations by chance, banks to be worked out by hand."""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from hypothesis import strategies as st

import opsi_handbook as oh
from opsi_handbook.matching.bank import Bank
from opsi_handbook.matching.bank_file import TrainedBank, digest

TEXTS = Path(__file__).resolve().parent / "texts"
WITH_EXAMPLES = ("en", "sv")
"""The languages in which typical situations are written."""

HB = oh.load("en")
IDS = {kind: [item.id for item in getattr(HB, kind)] for kind in ("questions", "challenges", "actions")}
PRINCIPLES = [item.id for item in HB.principles]
URLS = sorted({link.url for item in (*HB.case_studies, *HB.toolkits) for link in item.links})

AFRAID = "our staff are afraid to fail and nobody dares to say so"


@cache
def statements(language: str) -> tuple[dict[str, Any], ...]:
    """Statements as people would type them, in a language."""
    lines = (TEXTS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def texts(language: str) -> tuple[str, ...]:
    """Their texts; a few sentences where there are none in a language."""
    if language == "no":
        return ("Medarbeiderne tør ikke å prøve noe nytt, og ledelsen følger ikke opp.", "Hvordan måler vi nytten?")
    return tuple(statement["text"] for statement in statements(language))


def questions_of(advice: oh.Advice) -> list[str]:
    """The ids of the recommended questions, the best first."""
    return [recommendation.question.id for recommendation in advice.recommendations]


def some(ids: Sequence[str], most: int = 6) -> st.SearchStrategy[list[str]]:
    """A few of some ids, in any order."""
    return st.lists(st.sampled_from(ids), unique=True, max_size=most)


FREE_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(str.strip)


def situations(language: str = "en") -> st.SearchStrategy[dict[str, Any]]:
    """What a caller may give to `recommend`."""
    return st.fixed_dictionaries(
        {
            "text": st.none() | FREE_TEXTS | st.sampled_from(texts(language)),
            "challenges": some(IDS["challenges"], 4),
            "marks": some(IDS["questions"]),
            "tried": some(IDS["actions"], 9),
            "limit": st.integers(1, 40),
        }
    )


def random_situation(random: Random) -> tuple[str, dict[str, Any]]:
    """A language with examples, and what somebody gives in it."""
    language = random.choice(WITH_EXAMPLES)
    return language, {
        "text": random.choice([None, *random.sample(texts(language), 3)]),
        "challenges": random.sample(IDS["challenges"], random.randint(0, 3)),
        "marks": random.sample(IDS["questions"], random.randint(0, 4)),
        "tried": random.sample(IDS["actions"], random.randint(0, 9)),
        "limit": random.randint(1, 8),
    }


class Word(NamedTuple):
    """A word of a small bank: what it speaks for, and what it weighs when situations are compared."""

    weights: tuple[int, ...] = (0, 0)
    off_topic: int = 0
    length: int = 1
    idf: int = 0


def trained_bank(
    words: Mapping[str, Word], examples: Sequence[tuple[str, Mapping[int, int]]] = (), **changes: Any
) -> TrainedBank:
    """A bank whose every number can be worked out by hand: each word a class of its own.

    Args:
        words: the vocabulary.
        examples: the words of each situation, and its grade by the column of a question.
        changes: fields to set otherwise.
    """
    vocabulary = sorted(words)
    held = [[vocabulary.index(word) for word in text.split()] for text, _ in examples]
    holders = [[place for place, classes in enumerate(held) if number in classes] for number in range(len(vocabulary))]
    grades = [sorted(by_column.items()) for _, by_column in examples]
    lines = b"".join(json.dumps({"text": text}).encode() + b"\n" for text, _ in examples)
    fields: dict[str, Any] = {
        "language": "en",
        "examples": digest(lines),
        "learned_from": "",
        "questions": ("p1.q1", "p1.q2"),
        "threshold": 0,
        "scale": 0.01,
        "off_topic_scale": 0.01,
        "vocabulary": tuple(vocabulary),
        "example_ids": tuple(f"e{place}" for place in range(len(examples))),
        "weights": array("b", [weight for word in vocabulary for weight in words[word].weights]),
        "off_topic": array("h", [words[word].off_topic for word in vocabulary]),
        "lengths": array("I", [words[word].length for word in vocabulary]),
        "classes": array("H", range(len(vocabulary))),
        "class_weights": array("I", [*(words[word].idf for word in vocabulary), 0]),
        "starts": array("I", [0, *accumulate(map(len, holders))]),
        "holders": array("H", [place for places in holders for place in places]),
        "example_lengths": array("I", [sum(words[word].idf for word in text.split()) for text, _ in examples]),
        "grade_starts": array("I", [0, *accumulate(map(len, grades))]),
        "graded": array("B", [column for run in grades for column, _ in run]),
        "grades": array("B", [grade for run in grades for _, grade in run]),
    }
    return TrainedBank(**{**fields, **changes})


def small_bank(
    words: Mapping[str, Word], examples: Sequence[tuple[str, Mapping[int, int]]] = (), **changes: Any
) -> Bank:
    """Such a bank ready for use; each situation is quoted by its words."""
    lines = b"".join(json.dumps({"text": text}).encode() + b"\n" for text, _ in examples)
    return Bank(trained_bank(words, examples, **changes), lines)

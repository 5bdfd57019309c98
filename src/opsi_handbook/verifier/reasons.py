"""What speaks for each question, as the reasons of an advice: kind, layer, points, evidence and sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from opsi_handbook.errors import ContentError
from opsi_handbook.verifier.bank import Bank
from opsi_handbook.verifier.by_examples import QUOTED_FROM, fits_any, nearest, similar, worth_of_words
from opsi_handbook.verifier.edition import Edition
from opsi_handbook.verifier.words import evidence, function_words, words_of

__all__ = ["Reason", "is_on_topic", "reasons_given", "reasons_of_encoder", "reasons_of_text"]

_MARK = 1000
_STRENGTH = 200
_UNQUOTED = "the words of a situation of the caller's own: at most 400 characters, and all of them to be seen"

Reason = dict[str, Any]
"""A reason as it stands in the JSON of an advice."""


def reasons_given(situation: Mapping[str, Any], edition: Edition) -> dict[str, list[Reason]]:
    """What marks, a group's figures and challenges speak for, by question."""
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for question in situation["marks"]:
        resting = [evidence("question", question, _MARK)]
        reasons[question].append(_reason("mark", "source", resting, edition.phrase("reason-mark")))
    for entry in situation["group"]:
        marked, answered = entry["marked"], entry["answered"]
        if points := round(_MARK * marked / answered) if answered else 0:
            resting = [evidence("question", entry["question"], points)]
            band = entry["band"]
            phrase = "reason-group" if band is None else f"reason-group-{band}"
            text = edition.phrase(phrase, marked=marked, answered=answered)
            reasons[entry["question"]].append(_reason("group", "source", resting, text))
    for challenge in situation["challenges"]:
        for relation in edition.leads.get(challenge, ()):
            resting = [evidence("relation", relation["id"], _STRENGTH * relation["strength"])]
            text = edition.phrase("reason-challenge", challenge=challenge, why=relation["reason"])
            reasons[relation["target"]].append(_reason("challenge", relation["layer"], resting, text))
    return reasons


def reasons_of_text(
    text: Mapping[str, Any], edition: Edition, bank: Bank | None, quotes: Mapping[str, str]
) -> Iterator[tuple[str, Reason]]:
    """What the words of a text speak for, question by question.

    Args:
        text: what the receipt states of it.
        edition: the edition of the advice.
        bank: the typical situations of its language; none where there are none.
        quotes: the texts of situations of the caller's own that the advice quotes, by their ids.

    Raises:
        ContentError: the typical situations are of other questions than the edition.
    """
    words = text["words"]
    if bank is None:
        for question, resting in edition.handbook_words.worth(words):
            yield question, _of_words("handbook-words", resting, edition)
        return
    if bank.questions != tuple(edition.questions):
        raise ContentError(f"{edition.language}.bank is of other questions than the edition; run `make train`")
    on_topic = is_on_topic(text, bank, edition)
    if on_topic:
        for question, resting in worth_of_words(bank, words, function_words(edition.language)):
            yield question, _of_words("words", resting, edition)
    local = {question: (id_, points) for question, id_, points in text["local_examples"]}
    ours = nearest(bank, words) if on_topic else {}
    least = 1 if on_topic else QUOTED_FROM
    for question in edition.questions:
        id_, points = local.get(question, ("", 0))
        if id_ in quotes and points >= QUOTED_FROM:
            points = similar(bank, words, bank.numbers.keys() & words_of(quotes[id_], bank.numbers))
        nearer = ours.get(question)
        if points >= max(least, nearer.points + 1 if nearer else 1):
            quote = quotes.get(id_, _UNQUOTED) if points >= QUOTED_FROM else None
            yield question, _likeness("local-example", "local", evidence("example", id_, points, quote), edition)
        elif nearer:
            resting_on = evidence("example", nearer.id, nearer.points, nearer.text)
            yield question, _likeness("example", "editorial", resting_on, edition)


def is_on_topic(text: Mapping[str, Any], bank: Bank | None, edition: Edition) -> bool:
    """Whether a text is looked at by what we have; in a language without typical situations every one is."""
    without_topic = function_words(edition.language)
    return bank is None or fits_any(bank, text["words"], text["unknown_words"], without_topic)


def reasons_of_encoder(text: Mapping[str, Any], edition: Edition) -> Iterator[tuple[str, Reason]]:
    """What an encoder of the caller's speaks for, as the receipt states it."""
    for question, points in text["encoder"]:
        yield question, _reason("encoder", "local", [evidence("encoder", "", points)], edition.phrase("reason-encoder"))


def _reason(kind: str, layer: str, resting: list[dict[str, Any]], text: str) -> Reason:
    points = sum(each["points"] for each in resting)
    return {"kind": kind, "layer": layer, "points": points, "evidence": resting, "text": text}


def _likeness(phrase: str, layer: str, resting_on: dict[str, Any], edition: Edition) -> Reason:
    quote = resting_on["text"]
    text = edition.phrase(f"reason-{phrase}", example=quote) if quote else edition.phrase(f"reason-{phrase}-little")
    return _reason("example", layer, [resting_on], text)


def _of_words(kind: str, resting: list[dict[str, Any]], edition: Edition) -> Reason:
    words = ", ".join(each["what"] for each in resting if each["kind"] == "word")
    text = edition.phrase(f"reason-{kind}", words=words) if words else edition.phrase("reason-no-words")
    said = [each if each["what"] else {**each, "text": edition.phrase(f"evidence-{each['kind']}")} for each in resting]
    return _reason(kind, "editorial", said, text)

"""The whole document of an advice as it should be, and where one differs from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from opsi_handbook.errors import InvalidInputError
from opsi_handbook.text import shown, unwanted
from opsi_handbook.verifier.bank import Bank, bank_of
from opsi_handbook.verifier.changes import changes_of, order_of
from opsi_handbook.verifier.comparing import unlike
from opsi_handbook.verifier.data import packaged_tags
from opsi_handbook.verifier.document import SCHEMA_VERSION, checked_head
from opsi_handbook.verifier.edition import Edition, Entry
from opsi_handbook.verifier.given import faults_of
from opsi_handbook.verifier.items import (
    actions_left,
    case_studies_left,
    is_wanted,
    related_to,
    summary_of,
    toolkits_left,
)
from opsi_handbook.verifier.reasons import Reason, is_on_topic, reasons_given, reasons_of_encoder, reasons_of_text

__all__ = ["differences_from"]

_LONGEST_QUOTE = 400
_CLEAR, _LIKELY = 400, 250


def differences_from(document: Mapping[str, Any], edition: Edition) -> tuple[str, ...]:
    """Where an advice differs from what its receipt and an edition come to.

    Raises:
        InvalidInputError: it cannot be worked out again, or not from this edition.
    """
    language, content_version = checked_head(document)
    if language != edition.language:
        problem = f"is in {shown(language, 40)}, and the edition in {edition.language}"
        raise InvalidInputError(f"advice: {problem}; check it against the edition in its own language")
    if content_version != edition.content_version:
        problem = f"was drawn from content {shown(content_version, 20)}, and here is {edition.content_version}"
        raise InvalidInputError(f"advice: {problem}; check it with the release that has its content")
    bank = bank_of(language)
    vocabulary = bank.numbers if bank else edition.handbook_words.vocabulary
    faults = faults_of(document["receipt"], edition, vocabulary)
    return tuple(faults or unlike(dict(document), _rebuilt(document, edition, bank)))


def _rebuilt(document: Mapping[str, Any], edition: Edition, bank: Bank | None) -> dict[str, Any]:
    """The document that the receipt of one comes to."""
    situation, text = document["receipt"]["situation"], document["receipt"]["text"]
    reasons = reasons_given(situation, edition)
    fits, local = False, []
    if text is not None:
        for question, reason in reasons_of_text(text, edition, bank, dict(_quotes(document))):
            fits = is_on_topic(text, bank, edition)
            reasons[question].append(reason)
            if reason["layer"] == "local":
                local.append([question, reason["evidence"][0]["what"], reason["points"]])
        for question, reason in reasons_of_encoder(text, edition):
            reasons[question].append(reason)
    addresses = situation["filters"]["reachable_urls"]
    filters = {**situation["filters"], "reachable_urls": None if addresses is None else frozenset(addresses)}
    wanted = {id_: run for id_, run in reasons.items() if is_wanted(edition.questions[id_], edition, filters)}
    scores = {id_: sum(reason["points"] for reason in run) for id_, run in wanted.items()}
    order = order_of(scores, edition)
    best = order[: situation["limit"]]
    recommendations = [
        _recommendation(place, wanted[id_], edition.questions[id_], (edition, filters, situation["tried"]))
        for place, id_ in enumerate(best, start=1)
    ]
    kept = None if text is None else {**text, "fits": fits, "local_examples": local}
    spoken = kept is not None and _speaks(kept)
    return {
        "schema_version": SCHEMA_VERSION,
        "content_version": edition.content_version,
        "language": edition.language,
        "recommendations": recommendations,
        "first_steps": [
            {
                "question": each["question"]["id"],
                "title": each["question"]["title"],
                "action": each["actions"][0]["id"],
                "text": each["actions"][0]["text"],
            }
            for each in recommendations
            if each["actions"]
        ],
        "counterfactuals": list(changes_of(best, wanted, edition)),
        "message": None if best else edition.phrase(_silence(situation, kept)),
        "hints": [] if text is None or spoken else _hints(document.get("hints"), text, edition, bool(best)),
        "provenance": edition.provenance,
        "receipt": {
            "situation": situation,
            "text": kept,
            "runners_up": [_runner_up(id_, scores[id_], wanted[id_]) for id_ in order[len(best) :]],
        },
    }


def _recommendation(
    place: int, reasons: list[Reason], question: Entry, shown_by: tuple[Edition, Mapping[str, Any], list[str]]
) -> dict[str, Any]:
    edition, filters, tried = shown_by
    score = sum(reason["points"] for reason in reasons)
    confidence = "clear" if score >= _CLEAR else "likely" if score >= _LIKELY else "unsure"
    return {
        "place": place,
        "score": score,
        "confidence": confidence,
        "confidence_text": edition.phrase(f"confidence-{confidence}"),
        "question": summary_of(question),
        "reasons": reasons,
        "actions": actions_left(question, tried),
        "case_studies": case_studies_left(question, edition, filters),
        "toolkits": toolkits_left(question, edition, filters),
        "related": related_to(question, edition),
    }


def _runner_up(id_: str, score: int, reasons: list[Reason]) -> dict[str, Any]:
    points = [
        [reason["kind"], "" if reason["kind"].endswith("words") else reason["evidence"][0]["what"], reason["points"]]
        for reason in reasons
    ]
    return {"question": id_, "score": score, "points": points}


def _silence(situation: Mapping[str, Any], text: Mapping[str, Any] | None) -> str:
    """The phrase that says why nothing is recommended."""
    if situation["marks"] or situation["challenges"] or (text and _speaks(text)):
        return "nothing-left"
    return "nothing-given" if text is None and not situation["group"] else "nothing-fits"


def _speaks(text: Mapping[str, Any]) -> bool:
    """Whether anything speaks for a question in a text."""
    return bool(text["fits"] or text["encoder"] or text["local_examples"])


def _hints(given: Any, text: Mapping[str, Any], edition: Edition, is_advised: bool) -> list[dict[str, Any]]:
    """What is said beside an advice to whose text nothing fits.

    Whether the text reads like another language is taken as stated, as the text is not kept.
    """
    hints: list[dict[str, Any]] = []
    if is_advised:
        hints.append({"kind": "text-fits-nothing", "text": edition.phrase("text-fits-nothing"), "language": None})
    if type(given) is list and len(given) == len(hints) + 1 and (text["words"] or text["unknown_words"]):
        for tag in packaged_tags():
            sentence = edition.phrase("reads-like", language=edition.name_of(tag))
            hint = {"kind": "other-language", "text": sentence, "language": tag}
            if tag != edition.language and not any(unlike(given[-1], hint)):
                hints.append(hint)
    return hints


def _quotes(document: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The situations of the caller's own that an advice quotes, by their ids, where they can be shown."""
    for recommendation in _list(document, "recommendations"):
        for reason in _list(recommendation, "reasons"):
            for piece in _list(reason, "evidence"):
                id_, text = (piece.get("what"), piece.get("text")) if type(piece) is dict else (None, None)
                if type(id_) is str and type(text) is str and _is_quotable(text):
                    yield id_, text


def _list(value: Any, key: str) -> list[Any]:
    entries = value.get(key) if isinstance(value, Mapping) else None
    return entries if type(entries) is list else []


def _is_quotable(text: str) -> bool:
    return 0 < len(text) <= _LONGEST_QUOTE and text == text.strip() and unwanted(text) is None

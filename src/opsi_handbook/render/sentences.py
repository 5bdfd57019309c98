"""Advice in sentences: what speaks for each question, how sure it is, and what would change its place."""

from __future__ import annotations

from collections.abc import Iterator

from opsi_handbook.matching import Evidence, EvidenceKind, ReasonKind, TextReceipt
from opsi_handbook.model import Catalogue, Layer
from opsi_handbook.recommend import Advice, Counterfactual, GroupMark, Hint, HintKind, Reason, Recommendation

__all__ = ["explanation", "in_sentences", "other_language", "points_in_words"]

_OF_WORDS = (ReasonKind.WORDS, ReasonKind.HANDBOOK_WORDS)


def in_sentences(catalogue: Catalogue, advice: Advice, hints: tuple[Hint, ...] = ()) -> Advice:
    """An advice with all that a reader is shown written out in the edition's language.

    Args:
        catalogue: the edition.
        advice: the advice, of which only ids and points are set.
        hints: what else to say.
    """
    marks = {mark.question: mark for mark in advice.receipt.situation.group} if advice.receipt else {}
    recommendations = tuple([_recommendation(catalogue, each, marks) for each in advice.recommendations])
    counterfactuals = tuple([each.but(text=_change(catalogue, each)) for each in advice.counterfactuals])
    return advice.but(
        recommendations=recommendations,
        counterfactuals=counterfactuals,
        message=None if recommendations else catalogue.texts[_silence(advice)],
        hints=(*_hints(catalogue, advice), *hints),
        provenance=" ".join(filter(None, (catalogue.texts["ui.provenance"], catalogue.notice))),
    )


def explanation(catalogue: Catalogue, advice: Advice) -> str:
    """Why the advice is as it is; paragraphs parted by a blank line, in the order of the recommendations."""
    hints = [hint.text for hint in advice.hints]
    if advice.message:
        return "\n\n".join([advice.message, *hints])
    changes: dict[str, list[Counterfactual]] = {}
    for change in advice.counterfactuals:
        changes.setdefault(change.question, []).append(change)
    paragraphs = [
        " ".join(_explained(catalogue, each, changes.get(each.question.id, []))) for each in advice.recommendations
    ]
    return "\n\n".join([*paragraphs, *hints, catalogue.texts["ui.explain-order"], advice.provenance])


def points_in_words(catalogue: Catalogue, points: int) -> str:
    """A number of points as a reader would say it."""
    return catalogue.texts.fill("ui.points", points=points)


def other_language(catalogue: Catalogue, tag: str) -> Hint:
    """That a text reads like another language, in which there is an edition."""
    name = catalogue.texts.get(f"ui.language-{tag}", tag)
    text = catalogue.texts.fill("ui.reads-like", language=name)
    return Hint.trusted(kind=HintKind.OTHER_LANGUAGE, text=text, language=tag)


def _explained(catalogue: Catalogue, each: Recommendation, changes: list[Counterfactual]) -> Iterator[str]:
    texts = catalogue.texts
    title = f"{each.question.title} ({each.question.id})"
    points = points_in_words(catalogue, each.score)
    yield texts.fill("ui.explain-place", question=title, place=each.place, points=points)
    yield each.confidence_text
    for reason in each.reasons:
        layer = texts[f"ui.layer-{reason.layer.value}"]
        yield f"{reason.text} ({points_in_words(catalogue, reason.points)}, {layer})"
    for change in changes:
        if change.place != each.place:
            yield change.text


def _recommendation(catalogue: Catalogue, each: Recommendation, marks: dict[str, GroupMark]) -> Recommendation:
    mark = marks.get(each.question.id)
    reasons = tuple(
        [
            reason.but(text=_reason(catalogue, reason, mark), evidence=_evidence(catalogue, reason))
            for reason in each.reasons
        ]
    )
    confidence = catalogue.texts[f"ui.confidence-{each.confidence}"]
    return each.but(reasons=reasons, confidence_text=confidence)


def _evidence(catalogue: Catalogue, reason: Reason) -> tuple[Evidence, ...]:
    """The evidence of a reason; what is added up in one sum says what it has in common."""
    if reason.kind not in _OF_WORDS:
        return reason.evidence
    return tuple(
        [part if part.what else part.but(text=catalogue.texts[f"ui.evidence-{part.kind}"]) for part in reason.evidence]
    )


def _reason(catalogue: Catalogue, reason: Reason, mark: GroupMark | None) -> str:
    texts = catalogue.texts
    match reason.kind:
        case ReasonKind.GROUP if mark is not None:
            if mark.band is not None:
                return texts[f"ui.reason-group-{mark.band}"]
            return texts.fill("ui.reason-group", marked=mark.marked, answered=mark.answered)
        case ReasonKind.CHALLENGE:
            relation = reason.evidence[0].what
            challenge = ".".join(relation.split(".")[1:3])
            why = catalogue.by_id[relation].label
            return texts.fill("ui.reason-challenge", challenge=challenge, why=why)
        case ReasonKind.WORDS | ReasonKind.HANDBOOK_WORDS:
            words = [part.what for part in reason.evidence if part.kind is EvidenceKind.WORD]
            phrase = f"ui.reason-{reason.kind}"
            return texts.fill(phrase, words=", ".join(words)) if words else texts["ui.reason-no-words"]
        case ReasonKind.EXAMPLE:
            quoted = reason.evidence[0].text
            whose = "local-example" if reason.layer is Layer.LOCAL else "example"
            return texts.fill(f"ui.reason-{whose}", example=quoted) if quoted else texts[f"ui.reason-{whose}-little"]
        case _:
            return texts[f"ui.reason-{reason.kind}"]


def _change(catalogue: Catalogue, change: Counterfactual) -> str:
    texts = catalogue.texts
    titled = [f"{id_} ({catalogue.by_id[id_].label})" for id_ in (*change.without_marks, *change.with_marks)]
    ids = ", ".join((*titled, *change.without_challenges))
    if change.with_marks:
        what = "with-mark"
    elif change.without_text:
        what = "without-text"
    elif change.without_challenges:
        what = "without-challenge"
    else:
        what = "without-marks"
    if change.place is None:
        return texts.fill(f"ui.{what}-gone", ids=ids)
    return texts.fill(f"ui.{what}-place", ids=ids, place=change.place)


def _silence(advice: Advice) -> str:
    receipt = advice.receipt
    if receipt is None:
        return "ui.nothing-given"
    situation = receipt.situation
    if situation.marks or situation.challenges or (receipt.text is not None and _speaks(receipt.text)):
        return "ui.nothing-left"
    return "ui.nothing-fits" if receipt.text is not None or situation.group else "ui.nothing-given"


def _speaks(text: TextReceipt) -> bool:
    """Whether anything speaks for a question in a text."""
    return text.fits or bool(text.encoder or text.local_examples)


def _hints(catalogue: Catalogue, advice: Advice) -> Iterator[Hint]:
    text = advice.receipt.text if advice.receipt else None
    if text is not None and not _speaks(text) and advice.recommendations:
        said = catalogue.texts["ui.text-fits-nothing"]
        yield Hint.trusted(kind=HintKind.TEXT_FITS_NOTHING, text=said, language=None)

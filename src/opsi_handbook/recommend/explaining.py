"""An advice in plain sentences: what speaks for each question, and what would change its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from opsi_handbook.content.packaged import languages, packaged_catalogue
from opsi_handbook.recommend.advice import Advice, Recommendation
from opsi_handbook.recommend.counterfactuals import Counterfactual

__all__ = ["explanation", "phrases_of", "points_in_words"]


def phrases_of(advice: Advice) -> Mapping[str, str]:
    """The library's sentences in the language of an advice; in English where that edition is not packaged."""
    tag = advice.language if advice.language in languages() else "en"
    return {phrase.id: phrase.text for phrase in packaged_catalogue(tag).phrases}


def points_in_words(points: int, phrases: Mapping[str, str]) -> str:
    """A number of points as a reader would say it."""
    return phrases["ui.one-point"] if points == 1 else phrases["ui.points"].format(points=points)


def explanation(advice: Advice, phrases: Mapping[str, str] | None = None) -> str:
    """Why the advice is as it is; paragraphs parted by a blank line, in the order of the recommendations."""
    told = phrases or phrases_of(advice)
    if advice.message:
        return advice.message
    changes: dict[str, list[Counterfactual]] = {}
    for change in advice.counterfactuals:
        changes.setdefault(change.question, []).append(change)
    parts = [" ".join(_told(found, changes.get(found.question.id, []), told)) for found in advice.recommendations]
    heard = advice.given.heard
    if heard is not None and not heard.fits:
        parts.append(told["ui.text-fits-nothing"])
    return "\n\n".join([*parts, told["ui.explain-order"], advice.provenance])


def _told(found: Recommendation, changes: list[Counterfactual], told: Mapping[str, str]) -> Iterator[str]:
    title = f"{found.question.title} ({found.question.id})"
    yield told["ui.explain-place"].format(question=title, place=found.place, points=points_in_words(found.score, told))
    for reason in found.reasons:
        layer = told[f"ui.layer-{reason.layer.value}"]
        yield f"{reason.text} ({points_in_words(reason.points, told)}, {layer})"
    for change in changes:
        if change.place != found.place:
            yield _changed(change, told)


def _changed(change: Counterfactual, told: Mapping[str, str]) -> str:
    ids = ", ".join((*change.without_marks, *change.without_challenges, *change.with_marks))
    if change.with_marks:
        what = "with-mark"
    elif change.without_text:
        what = "without-text"
    elif change.without_challenges:
        what = "without-challenge"
    else:
        what = "without-marks"
    if change.place is None:
        return told[f"ui.{what}-gone"].format(ids=ids)
    return told[f"ui.{what}-place"].format(ids=ids, place=change.place)

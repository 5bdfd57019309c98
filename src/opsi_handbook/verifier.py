"""An independent check of an advice: worked out again from its JSON and the packaged data, by code of its own.

Nothing of the room that gives advice is imported here, so that a fault there cannot hide. What only the caller can
work out again is taken as stated: what an encoder or situations of the caller's own gave, the published figures of a
group, and the sum for words that are not ours.
"""

from __future__ import annotations

import base64
import json
import re
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

from opsi_handbook.errors import InvalidInputError

__all__ = ["verify"]

_DATA = Path(__file__).parent / "data"


def verify(advice: str) -> tuple[str, ...]:
    """Where an advice, as JSON, differs from what the catalogue says; empty where it agrees in everything.

    Raises:
        InvalidInputError: it is no JSON of an advice, or of content that is not packaged here.
    """
    try:
        told = json.loads(advice)
        language, version = str(told["language"]), told["content_version"]
        if not re.fullmatch(r"[A-Za-z0-9-]{1,35}", language) or not (_DATA / f"{language}.json").exists():
            raise InvalidInputError(f"advice: is in {language[:40]!r}, an edition that is not packaged")
        catalogue = _json(f"{language}.json")
        if version != catalogue["content_version"]:
            problem = f"goes by content {version!s:.20}, packaged is {catalogue['content_version']}"
            raise InvalidInputError(f"advice: {problem}; verify it with the release that gave it")
        return tuple(_Replay(told, catalogue).differences())
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        if isinstance(error, InvalidInputError):
            raise
        raise InvalidInputError(f"advice: is no JSON of an advice ({type(error).__name__}: {error!s:.80})") from None


@cache
def _json(name: str) -> Any:
    return json.loads((_DATA / name).read_bytes())


class _Replay:
    def __init__(self, told: dict[str, Any], catalogue: dict[str, Any]) -> None:
        self.told, self.given = told, told["given"]
        self.questions = {q["id"]: q for p in catalogue["principles"] for q in p["questions"]}
        self.order = list(self.questions)
        self.links = {link["id"]: link for link in catalogue["relations"]}
        self.examples = {item["id"]: item for item in (*catalogue["case_studies"], *catalogue["toolkits"])}
        self.points: dict[str, list[tuple[str, str, int]]] = {id_: [] for id_ in self.order}

    def differences(self) -> list[str]:
        self.count()
        wanted = [id_ for id_ in self.order if self.points[id_] and self.is_wanted(id_)]
        scores = {id_: sum(points for _, _, points in self.points[id_]) for id_ in wanted}
        wanted.sort(key=lambda id_: -scores[id_])
        limit = self.given["limit"]
        stated = [r["question"]["id"] for r in self.told["recommendations"]]
        found = [] if stated == wanted[:limit] else [f"order: states {stated}, should be {wanted[:limit]}"]
        rest = [one["question"] for one in self.told["runners_up"]]
        found += [] if rest == wanted[limit:] else [f"runners-up: states {rest}, should be {wanted[limit:]}"]
        for place, one in enumerate(self.told["recommendations"], start=1):
            found += self.recommended(one, place)
        for one in self.told["runners_up"]:
            same = [tuple(part) for part in one["points"]] == self.points.get(one["question"])
            if not same or one["score"] != scores.get(one["question"]):
                found.append(f"{one['question']}: its points as a runner-up differ")
        return found + ([] if bool(self.told["message"]) != bool(wanted) else ["message: does not go with the rest"])

    def count(self) -> None:
        for id_ in self.given["marks"]:
            self.points[id_].append(("mark", id_, 1000))
        for row in self.given["room"]:
            share = round(1000 * row["marked"] / self.given["sheets"])
            self.points[row["question"]] += [("room", row["question"], share)] if share else []
        for challenge in self.given["challenges"]:
            for link in self.links.values():
                if link["kind"] == "leads-to" and link["source"] == challenge:
                    self.points[link["target"]].append(("challenge", link["id"], 200 * link["strength"]))
        if self.given["heard"] is not None:
            self.listen(self.given["heard"])
        for kind, what, stated in (("words", "*", self.given["own_words"]), ("encoder", "", self.given["encoder"])):
            for id_, points in stated:
                self.points[id_].append((kind, what or id_, points))

    def listen(self, heard: dict[str, Any]) -> None:
        """The words of a text again: their pieces, their weights, the situation that shares most with them."""
        self.lexicon = _lexicon(self.told["language"], len(self.order))
        vectors = {word: self.lexicon.vector(word) for word in heard["words"]}
        total = [sum(column) for column in zip(heard["rest"], *(vector for vector, _ in vectors.values()), strict=True)]
        length = heard["rest_length"] + sum(size for _, size in vectors.values())
        self.words = {w: [self.lexicon.worth(n, length) for n in vector] for w, (vector, _) in vectors.items()}
        worth = [self.lexicon.worth(number, length) for number in total]
        near = self.lexicon.nearest(heard["words"])
        for id_, situation, points in self.given["local"]:
            at = self.order.index(id_)
            if points > near.get(at, ("", 0))[1] and str(situation).startswith("local."):
                near[at] = (situation, points)
        best = max([max(0, worth[at]) + near.get(at, ("", 0))[1] for at in range(len(self.order))])
        known = len(heard["words"])
        fits = known > 0 and 2 * known >= known + heard["others"] and best - worth[-1] >= self.lexicon.data["floor"]
        if fits and best > 0:
            for at, id_ in enumerate(self.order):
                self.points[id_] += [("words", "*", worth[at])] if worth[at] > 0 else []
                self.points[id_] += [("situation", *near[at])] if at in near else []

    def recommended(self, one: dict[str, Any], place: int) -> list[str]:
        id_ = one["question"]["id"]
        stated = [
            (r["kind"], r["evidence"][0]["what"] if r["kind"] != "words" else "*", r["points"]) for r in one["reasons"]
        ]
        found = [] if stated == self.points.get(id_) else [f"{id_}: states {stated}, should be {self.points.get(id_)}"]
        for reason in one["reasons"]:
            if sum(part["points"] for part in reason["evidence"]) != reason["points"]:
                found.append(f"{id_}: the evidence for {reason['kind']} does not add up to {reason['points']}")
            layer = self.links.get(reason["evidence"][0]["what"], {}).get("layer", "editorial")
            layer = "local" if reason["evidence"][0]["what"].startswith("local.") else layer
            layer = {"mark": "source", "room": "source", "encoder": "local"}.get(reason["kind"], layer)
            found += [] if reason["layer"] == layer else [f"{id_}: {reason['kind']} is {layer}, not {reason['layer']}"]
            for part in reason["evidence"] if reason["kind"] == "words" and self.given["heard"] else ():
                worth = self.words.get(part["what"], [part["points"]] * len(self.order))[self.order.index(id_)]
                if worth != part["points"] or part["what"] not in (*self.words, "*"):
                    found.append(f"{id_}: the word {part['what']!r} is worth {worth}, not {part['points']}")
        if one["score"] != sum(reason["points"] for reason in one["reasons"]) or one["place"] != place:
            found.append(f"{id_}: the score {one['score']} or the place {one['place']} does not add up")
        question = self.questions.get(id_, {"actions": (), "case_studies": (), "toolkits": ()})
        untried = [action["id"] for action in question["actions"] if action["id"] not in self.given["tried"]]
        for field, wanted in (("actions", untried), ("case_studies", self.cases(id_)), ("toolkits", self.tools(id_))):
            if [item["id"] for item in one[field]] != wanted:
                found.append(f"{id_}: its {field} should be {wanted}")
        return found

    def cases(self, id_: str) -> list[str]:
        countries = set(self.given["narrowed"]["countries"])
        cases = self.questions[id_]["case_studies"]
        return [
            c
            for c in cases
            if (not countries or countries & set(self.examples[c].get("countries", ()))) and self.works(c)
        ]

    def tools(self, id_: str) -> list[str]:
        return [tool for tool in self.questions[id_]["toolkits"] if self.works(tool)]

    def works(self, example: str) -> bool:
        working = self.given["narrowed"]["working"]
        return working is None or bool(set(working) & {link["url"] for link in self.examples[example].get("links", ())})

    def is_wanted(self, id_: str) -> bool:
        narrowed = self.given["narrowed"]
        if narrowed["principles"] and id_.split(".", maxsplit=1)[0] not in narrowed["principles"]:
            return False
        if narrowed["countries"]:
            return bool(self.cases(id_))
        return narrowed["working"] is None or bool(self.cases(id_) or self.tools(id_))


class _Lexicon:
    """The packaged lexicon, read anew."""

    def __init__(self, language: str, questions: int) -> None:
        self.data = _json(f"{language}.lexicon.json")
        self.number = {piece: at for at, piece in enumerate(self.data["pieces"].split(" "))}
        self.width = questions + 1
        self.weights = memoryview(base64.b64decode(self.data["weights"])).cast("b")
        self.rarity = base64.b64decode(self.data["rarity"])
        texts = _json(f"{language}.situations.json")["situations"]
        held = self.data["situations"]
        sizes = {"starts": 4, "holders": 2, "lengths": 4, "graded": 4, "bears_on": 1, "grades": 1}
        self.held = {name: _numbers(held[name], size) for name, size in sizes.items()}
        self.ids = [f"{id_}.s{at}" for id_, told in texts.items() for at in range(1, len(told) + 1)]

    def vector(self, word: str) -> tuple[list[int], int]:
        ends = f"_{word}_"
        runs = {ends[at : at + 4] for at in range(max(1, len(ends) - 3))}
        numbers = [self.number[piece] for piece in (*runs, "=" + word[:7]) if piece in self.number]
        columns = [sum(self.weights[n * self.width + at] for n in numbers) for at in range(self.width)]
        return columns, sum(self.rarity[n] ** 2 for n in numbers)

    def worth(self, weight: int, length: int) -> int:
        return round(1000 * self.data["scale"] * weight / sqrt(length)) if length else 0

    def nearest(self, words: list[str]) -> dict[int, tuple[str, int]]:
        starts, holders, lengths, graded, bears, grades = self.held.values()
        runs = {n: set(holders[starts[n] : starts[n + 1]]) for n in {self.number["=" + word[:7]] for word in words}}
        own = sum(self.rarity[n] ** 2 for n, run in runs.items() if run)
        most: dict[int, tuple[float, str]] = {}
        for place in sorted(set().union(*runs.values())):
            shared = sum(self.rarity[n] ** 2 for n, run in runs.items() if place in run)
            for at in range(graded[place], graded[place + 1]):
                worth = shared * shared / lengths[place] * grades[at]
                if worth > most.get(bears[at], (0.0, ""))[0]:
                    most[bears[at]] = (worth, self.ids[place])
        found = {at: (id_, round(500 * worth / (own * 4))) for at, (worth, id_) in most.items()}
        return {at: near for at, near in found.items() if near[1]}


@cache
def _lexicon(language: str, questions: int) -> _Lexicon:
    return _Lexicon(language, questions)


def _numbers(text: str, size: int) -> list[int]:
    data = base64.b64decode(text)
    return [int.from_bytes(data[at : at + size], "little") for at in range(0, len(data), size)]

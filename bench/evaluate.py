"""How well free text finds its questions, beside three baselines over the handbook's own words in the same run.

nDCG at 5 (gains are the grades, 2 and 1), hit at 3 (a question of grade 2 among the first three), the principle of
the first question, and the share of off-topic texts that were given advice all the same. The statements were written
and graded by somebody who had not read the situations; no single one was tuned to. The
method and its settings were chosen with an eye on this set, though, so the figures are somewhat too good. In
brackets, 95 % intervals
from resampling the statements. Cross-validation learns from four fifths of the situations and is asked about the
other fifth.

With the name of a file of statements as argument, that file is measured instead of our own.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from math import log, log2, sqrt
from pathlib import Path
from random import Random

from opsi_handbook.authoring.situations import Told, read_situations
from opsi_handbook.recommend.index import Index
from opsi_handbook.recommend.listening import Listener
from opsi_handbook.recommend.texts import question_texts

import opsi_handbook as oh
from opsi_handbook.authoring.compiler import compile_content
from opsi_handbook.authoring.training import learn, own_words

Ranking = Callable[[str], Sequence[str]]
HERE = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "sv")
FOLDS = 5


def ndcg(ranked: Sequence[str], grades: Mapping[str, float], most: int = 5) -> float:
    def gain(values: Sequence[float]) -> float:
        return sum(grade / log2(place + 2) for place, grade in enumerate(values[:most]))

    return gain([grades.get(id_, 0) for id_ in ranked]) / gain(sorted(grades.values(), reverse=True))


def interval(values: Sequence[float]) -> str:
    random = Random(1)
    means = sorted(sum(random.choices(values, k=len(values))) / len(values) for _ in range(1000))
    return f"[{means[25]:.2f}, {means[974]:.2f}]"


def measure(name: str, rank: Ranking, statements: Sequence[Mapping]) -> list[tuple[str, str]]:
    on = [(rank(one["text"]), one["grades"]) for one in statements if one["grades"]]
    off = [rank(one["text"]) for one in statements if not one["grades"]]
    gains = [ndcg(order, grades) for order, grades in on]
    hits = [any(grades.get(id_, 0) >= 2 for id_ in order[:3]) for order, grades in on]
    best = [max(grades, key=grades.get) for _, grades in on]
    right = [bool(order) and order[0][:2] in {id_[:2] for id_, g in grades.items() if g == max(grades.values())}
             for order, grades in on]  # fmt: skip
    alarms = f"{sum(map(bool, off)) / len(off):.2f}" if off else "   -"
    silent = sum(not order for order, _ in on) / len(on)
    print(f"  {name:<26} {sum(gains) / len(gains):.3f} {interval(gains)}   {sum(hits) / len(hits):.2f}   "
          f"{sum(right) / len(right):.2f}        {alarms}          {silent:.2f}")  # fmt: skip
    return [(wanted, order[0]) for wanted, (order, grades) in zip(best, on, strict=True)
            if order and not grades.get(order[0])]  # fmt: skip


def by_characters(texts: Mapping[str, Sequence[tuple[str, float]]]) -> Ranking:
    """TF-IDF over runs of 4 and 5 characters, cosine: the other plain baseline."""

    def runs(text: str) -> Counter[str]:
        spread = f" {' '.join(text.lower().split())} "
        return Counter(spread[at : at + n] for n in (4, 5) for at in range(len(spread) - n + 1))

    counts = {id_: runs(" ".join(text for text, _ in fields)) for id_, fields in texts.items()}
    holding = Counter(run for count in counts.values() for run in count)
    rarity = {run: log((1 + len(counts)) / (1 + held)) for run, held in holding.items()}
    vectors = {id_: {run: (1 + log(n)) * rarity[run] for run, n in count.items()} for id_, count in counts.items()}
    lengths = {id_: sqrt(sum(value * value for value in vector.values())) for id_, vector in vectors.items()}

    def rank(text: str) -> list[str]:
        query = {run: (1 + log(n)) * rarity.get(run, 0) for run, n in runs(text).items()}
        likeness = {
            id_: sum(value * vector.get(run, 0) for run, value in query.items()) / lengths[id_]
            for id_, vector in vectors.items()
        }
        return sorted((id_ for id_ in likeness if likeness[id_] > 0), key=lambda id_: -likeness[id_])

    return rank


def table(language: str, statements: Sequence[Mapping]) -> None:
    hb = oh.load(language)
    ids = [question.id for question in hb.questions]
    texts = question_texts(hb.catalogue)
    plain = Index(texts, language)
    random = Random(1)

    def by_stems(text: str) -> list[str]:
        found = plain.search(text)
        return sorted(found, key=lambda id_: -found[id_][0])

    def ours(text: str) -> list[str]:
        return [found.question.id for found in hb.recommend(text=text).recommendations]

    on = sum(bool(one["grades"]) for one in statements)
    print(f"\n{language}: {on} statements, {len(statements) - on} off-topic texts")
    print("                             nDCG@5 [95 %]        hit@3  principle  false alarms  left unanswered")
    measure("random", lambda _: random.sample(ids, len(ids)), statements)
    measure("BM25 over stems", by_stems, statements)
    measure("TF-IDF over characters", by_characters(texts), statements)
    confused = measure("recommend", ours, statements)
    print("  most often confused (wanted -> given):",
          ", ".join(f"{a} -> {b} ({n})" for (a, b), n in Counter(confused).most_common(3)))  # fmt: skip


def cross_validate(language: str, bank: Sequence[Told]) -> None:
    hb = oh.load(language)
    ids = [question.id for question in hb.questions]
    shuffled = Random(1).sample(bank, len(bank))
    asked: list[Mapping] = []
    answers: dict[str, list[str]] = {}
    for fold in range(FOLDS):
        kept = [one for place, one in enumerate(shuffled) if place % FOLDS != fold]
        kept.sort(key=lambda one: not one.grades)
        data = learn(kept, own_words(hb.catalogue), ids, language)
        listener = Listener(data, [(str(place), one.text) for place, one in enumerate(kept) if one.grades])
        for one in shuffled[fold::FOLDS]:
            _, fits = listener.listen(one.text)
            answers[one.text] = sorted(fits, key=lambda id_: -fits[id_].points)
            asked.append({"text": one.text, "grades": {id_: grade / 2 for id_, grade in one.grades.items()}})
    measure("cross-validated", answers.__getitem__, asked)


def main() -> None:
    if len(sys.argv) > 1:
        lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
        for language in LANGUAGES:
            table(language, [one for one in map(json.loads, lines) if one["lang"] == language])
        return
    banks = read_situations(HERE / "content" / "editorial" / "situations", compile_content(HERE / "content"))
    for language in LANGUAGES:
        lines = (HERE / "tests" / "eval" / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
        table(language, [json.loads(line) for line in lines])
        cross_validate(language, banks[language])


if __name__ == "__main__":
    main()

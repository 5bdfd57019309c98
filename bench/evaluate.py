"""How well free text finds its questions, beside three baselines over the handbook's own words in the same run.

nDCG at 5 (gains are the grades, 2 and 1, the mean of two graders), hit at 3 (a question that at least one of them gave
2, and the other 1, among the first three), the principle of the first question, and the share of off-topic texts that
were given advice all the same. The statements in `tests/eval` are reworded from published audits, surveys, articles and
press, with their sources, or typed as people type. They were written by one and graded by two who had not read the
typical situations, and neither method nor situations were chosen by them. How far the graders agree with each other is
printed: nobody can be asked for more. In brackets, 95 % intervals from resampling the statements.

With the name of a file of statements as argument, that file is measured instead of our own. With `--cross-validate`,
the classifier learns from four fifths of the situations and is asked about the other fifth; `--threshold` shows from
the same run what each threshold for off-topic would keep and turn away.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from math import log, log2, sqrt
from pathlib import Path
from random import Random

import opsi_handbook as oh
from opsi_handbook.authoring.compiler import compile_content
from opsi_handbook.authoring.examples import Example, examples_file, read_examples
from opsi_handbook.authoring.training import train
from opsi_handbook.authoring.word_lists import more_words_in
from opsi_handbook.content import function_words
from opsi_handbook.matching.bank import Bank
from opsi_handbook.matching.bank_file import read_bank, write_bank
from opsi_handbook.matching.bm25 import Index
from opsi_handbook.matching.by_examples import ExampleMatcher
from opsi_handbook.matching.searched import question_fields
from opsi_handbook.matching.tokens import carries_topic, stemmer, words

Ranking = Callable[[str], Sequence[str]]
HERE = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "sv", "no", "fi")
FOLDS = 5
THRESHOLDS = range(-150, 151, 25)
WANTED = 1.5
"""The mean of two grades from which a question is one of those looked for."""


def ndcg(ranked: Sequence[str], grades: Mapping[str, float], most: int = 5) -> float:
    def gain(values: Sequence[float]) -> float:
        return sum(grade / log2(place + 2) for place, grade in enumerate(values[:most]))

    return gain([grades.get(id_, 0) for id_ in ranked]) / gain(sorted(grades.values(), reverse=True))


def interval(values: Sequence[float]) -> str:
    random = Random(1)
    means = sorted(sum(random.choices(values, k=len(values))) / len(values) for _ in range(1000))
    return f"[{means[25]:.2f}, {means[974]:.2f}]"


def measure(name: str, rank: Ranking, statements: Sequence[Mapping]) -> list[tuple[str, str]]:
    """Print one row, and give what was confused: the question wanted and the one that came first."""
    on = [(rank(each["text"]), each["grades"]) for each in statements if each["grades"]]
    off = [rank(each["text"]) for each in statements if not each["grades"]]
    gains = [ndcg(order, grades) for order, grades in on]
    hits = [any(grades.get(id_, 0) >= WANTED for id_ in order[:3]) for order, grades in on]
    best = [max(grades, key=grades.get) for _, grades in on]
    right = [
        bool(order) and order[0][:2] in {id_[:2] for id_, grade in grades.items() if grade == max(grades.values())}
        for order, grades in on
    ]
    alarms = f"{sum(map(bool, off)) / len(off):.2f}" if off else "   -"
    silent = sum(not order for order, _ in on) / len(on)
    print(
        f"  {name:<26} {sum(gains) / len(gains):.3f} {interval(gains)}   {sum(hits) / len(hits):.2f}   "
        f"{sum(right) / len(right):.2f}        {alarms}          {silent:.2f}"
    )
    return [
        (wanted, order[0])
        for wanted, (order, grades) in zip(best, on, strict=True)
        if order and not grades.get(order[0])
    ]


def by_stems(catalogue: oh.Catalogue) -> Ranking:
    """BM25 over the stems of the handbook's own words."""
    stem, trivial = stemmer(catalogue.language), function_words(catalogue.language)

    def terms(text: str) -> list[str]:
        return [stem(word) for word in words(text) if carries_topic(word, trivial)]

    index = Index(question_fields(catalogue), terms)

    def rank(text: str) -> list[str]:
        scores: Counter[str] = Counter()
        for term in set(terms(text)):
            for id_, weight in index.weights(term):
                scores[id_] += weight
        return sorted(scores, key=lambda id_: -scores[id_])

    return rank


def by_characters(catalogue: oh.Catalogue) -> Ranking:
    """TF-IDF over runs of 4 and 5 characters, cosine: the other plain baseline."""

    def runs(text: str) -> Counter[str]:
        spread = f" {' '.join(text.lower().split())} "
        return Counter(spread[at : at + n] for n in (4, 5) for at in range(len(spread) - n + 1))

    texts = question_fields(catalogue)
    counts = {id_: runs(" ".join(text for text, _ in fields)) for id_, fields in texts.items()}
    holding = Counter(run for count in counts.values() for run in count)
    idf = {run: log((1 + len(counts)) / (1 + held)) for run, held in holding.items()}
    vectors = {id_: {run: (1 + log(n)) * idf[run] for run, n in count.items()} for id_, count in counts.items()}
    lengths = {id_: sqrt(sum(value * value for value in vector.values())) for id_, vector in vectors.items()}

    def rank(text: str) -> list[str]:
        query = {run: (1 + log(n)) * idf.get(run, 0) for run, n in runs(text).items()}
        similarity = {
            id_: sum(value * vector.get(run, 0) for run, value in query.items()) / lengths[id_]
            for id_, vector in vectors.items()
        }
        return sorted((id_ for id_ in similarity if similarity[id_] > 0), key=lambda id_: -similarity[id_])

    return rank


def table(language: str, statements: Sequence[Mapping]) -> None:
    hb = oh.load(language)
    ids = [question.id for question in hb.questions]
    random = Random(1)

    def ours(text: str) -> list[str]:
        return [each.question.id for each in hb.recommend(text=text).recommendations]

    on = sum(bool(each["grades"]) for each in statements)
    print(f"\n{language}: {on} statements, {len(statements) - on} off-topic texts")
    print("                             nDCG@5 [95 %]        hit@3  principle  false alarms  left unanswered")
    measure("random", lambda _: random.sample(ids, len(ids)), statements)
    measure("BM25 over stems", by_stems(hb.catalogue), statements)
    measure("TF-IDF over characters", by_characters(hb.catalogue), statements)
    confused = Counter(measure("recommend", ours, statements)).most_common(3)
    for register in dict.fromkeys(each.get("register", "") for each in statements if each["grades"]):
        if register:
            measure(f"  {register}", ours, [each for each in statements if each["register"] == register])
    agreement(statements)
    sureness(hb, statements)
    print("  most often confused (wanted -> given):", ", ".join(f"{a} -> {b} ({n})" for (a, b), n in confused))


def folds(language: str, bank: Sequence[Example]) -> Iterator[tuple[Bank, list[Example]]]:
    """The classifier learned from four fifths of the situations, with the other fifth, five times."""
    ids = [question.id for question in oh.load(language).questions]
    more_words = more_words_in(HERE / "content", LANGUAGES).get(language, ())
    shuffled = Random(1).sample(bank, len(bank))
    for fold in range(FOLDS):
        kept = [each for place, each in enumerate(shuffled) if place % FOLDS != fold]
        kept.sort(key=lambda each: not each.grades)
        trained = read_bank(write_bank(train(kept, ids, language, more_words)), f"fold {fold}")
        yield Bank(trained, examples_file(tuple(kept))), shuffled[fold::FOLDS]


def cross_validate(language: str, bank: Sequence[Example]) -> None:
    asked: list[Mapping] = []
    answers: dict[str, list[str]] = {}
    off_topic: list[tuple[bool, int]] = []
    for learned, others in folds(language, bank):
        matcher = ExampleMatcher(learned)
        for each in others:
            scores: Counter[str] = Counter()
            for contribution in matcher.match(each.text).contributions:
                scores[contribution.question] += contribution.points
            answers[each.text] = sorted(scores, key=lambda id_: -scores[id_])
            asked.append({"text": each.text, "grades": {id_: grade / 2 for id_, grade in each.grades.items()}})
            features = learned.classifier.features(each.text)
            off_topic.append((bool(each.grades), learned.classifier.off_topic_points(features)))
    measure("cross-validated", answers.__getitem__, asked)
    print("  threshold   on topic, kept   off-topic, turned away")
    for threshold in THRESHOLDS:
        kept = [points < threshold for on_topic, points in off_topic if on_topic]
        away = [points >= threshold for on_topic, points in off_topic if not on_topic]
        print(f"  {threshold:>9}   {sum(kept) / len(kept):>14.3f}   {sum(away) / len(away):>22.3f}")


def graded(statement: dict) -> dict:
    """A statement with the mean of its grades, where several people have graded it."""
    if isinstance(statement["grades"], dict):
        return statement
    total: Counter[str] = Counter()
    for grades in statement["grades"]:
        total.update(grades)
    means = {id_: value / len(statement["grades"]) for id_, value in sorted(total.items())}
    return {**statement, "grades": means, "each": statement["grades"]}


def sureness(hb: oh.Handbook, statements: Sequence[Mapping]) -> None:
    """How often what stands first is right, by how sure of it the advice says it is."""
    right: dict[str, list[bool]] = {level.value: [] for level in oh.Confidence}
    for each in statements:
        best = hb.recommend(text=each["text"]).recommendations[:1] if each["grades"] else ()
        for first in best:
            right[first.confidence].append(each["grades"].get(first.question.id, 0) >= WANTED)
    answered = sum(map(len, right.values()))
    rates = (
        f"{level} {sum(hits) / len(hits):.2f} ({len(hits) / answered:.0%})" for level, hits in right.items() if hits
    )
    print("  the first place is right, by how sure the advice is (share of texts):", ", ".join(rates))


def agreement(statements: Sequence[Mapping]) -> None:
    """How well each grader's order does by the other's grades."""
    pairs = [each["each"] for each in statements if all(each.get("each", ({},)))]
    if not pairs:
        return
    orders = [[sorted(grades, key=lambda id_: (-grades[id_], id_)) for grades in pair] for pair in pairs]
    ways = [
        sum(ndcg(order[one], pair[other]) for order, pair in zip(orders, pairs, strict=True)) / len(pairs)
        for one, other in ((0, 1), (1, 0))
    ]
    print(f"  one grader by the other's grades: nDCG@5 {ways[0]:.3f} and {ways[1]:.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description="How well free text finds its questions.")
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        help="statements to measure instead of our own, as JSON lines; each says its lang, or the name of the file",
    )
    parser.add_argument("--cross-validate", "--threshold", action="store_true", help="learn from four fifths, and ask")
    arguments = parser.parse_args()
    files = {language: arguments.file or HERE / "tests" / "eval" / f"{language}.jsonl" for language in LANGUAGES}
    for language, file in files.items():
        statements = [graded(json.loads(line)) for line in file.read_text(encoding="utf-8").splitlines()]
        unsaid = file.stem if file.stem in LANGUAGES else language
        ours = [each for each in statements if each.get("lang", unsaid) == language]
        if ours:
            table(language, ours)
    if arguments.cross_validate:
        banks = read_examples(HERE / "content" / "editorial" / "examples", compile_content(HERE / "content"))
        for language in LANGUAGES:
            print(f"\n{language}: {len(banks[language])} situations")
            cross_validate(language, banks[language])


if __name__ == "__main__":
    main()

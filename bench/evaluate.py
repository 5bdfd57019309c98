"""How well free text finds its questions, on our own evaluation set, beside two baselines in the same run.

nDCG at 5 with the grades as gains, hit at 3 (a question of grade 2 among the first three), and the share of off-topic
texts that nothing was found for. The statements were written apart from the situations; none is tuned to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from math import log2
from pathlib import Path
from random import Random

import opsi_handbook as oh
from opsi_handbook.recommend.index import Index
from opsi_handbook.recommend.texts import question_texts

Ranking = Callable[[str], Sequence[str]]
SETS = Path(__file__).resolve().parent.parent / "tests" / "eval"


def ndcg(ranked: Sequence[str], grades: dict[str, int], most: int = 5) -> float:
    def gain(values: Sequence[int]) -> float:
        return sum(grade / log2(place + 2) for place, grade in enumerate(values[:most]))

    return gain([grades.get(id_, 0) for id_ in ranked]) / gain(sorted(grades.values(), reverse=True))


def row(name: str, rank: Ranking, statements: list[dict]) -> None:
    on = [statement for statement in statements if statement["grades"]]
    off = [statement for statement in statements if not statement["grades"]]
    ranked = [(rank(statement["text"]), statement["grades"]) for statement in on]
    found = sum(ndcg(order, grades) for order, grades in ranked) / len(on)
    hits = sum(any(grades.get(id_) == 2 for id_ in order[:3]) for order, grades in ranked) / len(on)
    quiet = sum(not rank(statement["text"]) for statement in off) / len(off)
    print(f"  {name:<28} nDCG@5 {found:.3f}   hit@3 {hits:.2f}   off-topic turned away {quiet:.2f}")


def main() -> None:
    for language in ("en", "sv"):
        lines = (SETS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
        statements = [json.loads(line) for line in lines]
        hb = oh.load(language)
        ids = [question.id for question in hb.questions]
        plain = Index(question_texts(hb.catalogue), language)
        random = Random(1)  # noqa: S311  # a baseline, not a secret

        def by_words(text: str, plain: Index = plain) -> list[str]:
            found = plain.search(text)
            return sorted(found, key=lambda id_: -found[id_][0])

        def ours(text: str, hb: oh.Handbook = hb) -> list[str]:
            return [found.question.id for found in hb.recommend(text=text, limit=30).recommendations]

        print(f"{language}: {len(statements)} statements")
        row("random", lambda _, ids=ids, random=random: random.sample(ids, len(ids)), statements)
        row("BM25, the handbook's words", by_words, statements)
        row("recommend", ours, statements)


if __name__ == "__main__":
    main()

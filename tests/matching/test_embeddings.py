"""An embedding model of the caller's, with made-up vectors: it joins in, says so, and is held to what it promises."""

from __future__ import annotations

import pytest

import opsi_handbook as oh
from opsi_handbook.matching.embeddings import EncoderSignal
from strategies import AFRAID


class Topics:
    """A model that knows three topics, in English and in German, and takes nothing but a list."""

    TOPICS = (("fail", "mistake", "scheitern"), ("network", "netzwerk"), ("future", "foresight", "zukunft"))

    def __init__(self):
        self.calls = []

    def encode(self, texts: list[str]) -> list[list[float]]:
        assert type(texts) is list
        assert all(type(text) is str for text in texts)
        self.calls.append(len(texts))
        return [[1.0, *(any(word in text.lower() for word in topic) * 3.0 for topic in self.TOPICS)] for text in texts]


class Gives:
    def __init__(self, give):
        self._give = give

    def encode(self, texts):
        return self._give(texts)


class Table:
    """Vectors by text."""

    def __init__(self, **vectors):
        self._vectors = vectors

    def encode(self, texts):
        return [self._vectors[text] for text in texts]


def points(asked, by_question):
    vectors = {f"{id_}{place}": vector for id_, run in by_question.items() for place, vector in enumerate(run)}
    texts = {id_: [f"{id_}{place}" for place in range(len(run))] for id_, run in by_question.items()}
    return EncoderSignal(Table(asked=asked, **vectors), texts).points("asked")


def test_points_are_what_lies_above_the_middling_question():
    # Cosines 1, 0.6, 0 and the middle of the three 0.6: all that lies above it counts.
    assert points([2, 0], {"a": [[5, 0]], "b": [[0.6, 0.8]], "c": [[0, 1]]}) == {"a": 1000}
    # Of four the third: cosines 0, 0.28, 0.6, 0.8; (0.8 - 0.6) / (1 - 0.6).
    assert points([1, 0], {"a": [[4, 3]], "b": [[0.28, 0.96]], "c": [[0, 1]], "d": [[3, -4]]}) == {"a": 500}
    # What is worth one point is stated, what is worth none is not.
    rest = {id_: [[0, 1]] for id_ in "cde"}
    assert points([1, 0], {"a": [[4, 3]], "b": [[0.001, 1]], **rest}) == {"a": 800, "b": 1}
    assert points([1, 0], {"a": [[4, 3]], "b": [[0.0004, 1]], **rest}) == {"a": 800}
    # A question is as similar as the most similar of its texts.
    assert points([1, 0], {"a": [[0, 1], [4, 3], [0, -1]], "b": [[0.6, 0.8]], "c": [[0, 1]]}) == {"a": 500}
    assert points([1, 0], {"a": [[-1, 0]], "b": [[-1, 0]], "c": [[0, 1]]}) == {"c": 500}
    assert list(points([1, 0], {"a": [[1, 0]], "b": [[0, 1]], "c": [[0, 1]], "d": [[4, 3]], "e": [[0, 1]]})) == [
        "a",
        "d",
    ]


@pytest.mark.parametrize(("cosine", "expected"), [(0.1, {"a": 100}), (0.0999, {}), (0.2, {"a": 200})])
def test_one_question_must_stand_out(cosine, expected):
    vector = [cosine, (1 - cosine**2) ** 0.5]
    assert points([1, 0], {"a": [vector], "b": [[0, 1]], "c": [[0, -1]]}) == expected


def test_a_model_that_finds_all_alike_says_nothing():
    assert points([1, 0], {"a": [[1, 0]], "b": [[1, 0]], "c": [[2, 0]]}) == {}
    assert points([1, 0], {"a": [[1, 0]], "b": [[1, 0]]}) == {}


def test_it_joins_as_one_more_stated_signal(hb):
    plain, joined = hb.recommend(text=AFRAID, limit=30), hb.with_encoder(Topics()).recommend(text=AFRAID, limit=30)
    before = {each.question.id: each.score for each in plain.recommendations}
    stated = dict(joined.receipt.text.encoder)
    for each in joined.recommendations:
        added = [reason for reason in each.reasons if reason.kind == "encoder"]
        assert each.score == before.get(each.question.id, 0) + stated.get(each.question.id, 0)
        assert [(reason.layer, reason.points, reason.text) for reason in added] == [
            ("local", stated[each.question.id], hb.phrases["ui.reason-encoder"]) for _ in added
        ]
        assert [(part.kind, part.what, part.points) for reason in added for part in reason.evidence] == [
            ("encoder", "", reason.points) for reason in added
        ]
    assert list(stated) == sorted(stated)
    assert len(stated) > 3
    assert joined.receipt.text.words == plain.receipt.text.words
    assert joined.receipt.text.fits
    assert plain.receipt.text.encoder == ()
    assert hb.recommend(text=AFRAID, limit=30) == plain


def test_it_works_across_languages_and_goes_along_to_another_one(hb):
    text = "Wir wollen uns auf die Zukunft vorbereiten"
    assert not hb.recommend(text=text)
    advice = hb.with_encoder(Topics()).recommend(text=text)
    assert "p4.q4" in [each.question.id for each in advice.recommendations[:3]]
    assert not advice.receipt.text.fits
    assert advice.message is None
    assert advice.hints == ()
    finnish = hb.with_encoder(Topics()).in_language("fi").recommend(text="network")
    assert {reason.kind for each in finnish.recommendations for reason in each.reasons} <= {"encoder"}
    assert hb.with_encoder(Topics()).with_examples({"p1.q1": ["A harbour"]}).recommend(text=text)


def test_the_handbooks_own_texts_are_encoded_once(hb):
    model = Topics()
    own = hb.with_encoder(model)
    own.recommend(marks=["p1.q1"])
    assert model.calls == []
    own.recommend(text="network")
    own.recommend(text="future")
    assert model.calls == [len(hb.questions) + len(hb.actions), 1, 1]
    assert isinstance(model, oh.Encoder)


def test_vectors_of_numpy_serve(hb):
    numpy = pytest.importorskip("numpy")

    class Arrays(Topics):
        def encode(self, texts):
            return numpy.array(super().encode(texts), dtype="float32")

    wanted = hb.with_encoder(Topics()).recommend(text=AFRAID)
    assert hb.with_encoder(Arrays()).recommend(text=AFRAID) == wanted


@pytest.mark.parametrize(
    ("give", "words"),
    [
        (lambda texts: [[1.0]] * (len(texts) + 1), "one for each"),
        (lambda texts: [[1.0]] * (len(texts) - 1), "one for each"),
        (lambda texts: [[0.0, 0.0] for _ in texts], "not all zeros"),
        (lambda texts: [[0.0, 0.0], *([1.0, 0.0] for _ in texts[1:])], "not all zeros"),
        (lambda texts: [[float("nan")] for _ in texts], "finite"),
        (lambda texts: [[float("inf")] for _ in texts], "finite"),
        (lambda texts: [[1.0] * (1 + len(text) % 2) for text in texts], "one length"),
        (lambda texts: [[] for _ in texts], "not all zeros"),
        (lambda _: 5, "list of vectors"),
        (lambda _: None, "list of vectors"),
        (lambda texts: [5 for _ in texts], "list of vectors"),
        (lambda texts: [["a"] for _ in texts], "list of vectors"),
        (lambda texts: [[1.0] * (2 if len(texts) > 1 else 3) for _ in texts], "vectors of 3 and of 2 numbers"),
    ],
)
def test_a_broken_encoder_is_told_what_is_wrong(hb, give, words):
    with pytest.raises(oh.InvalidInputError, match=r"^encoder: ") as caught:
        hb.with_encoder(Gives(give)).recommend(text=AFRAID)
    assert words in str(caught.value)


@pytest.mark.parametrize("encoder", [5, None, [], object(), type("Named", (), {"encode": 5})()])
def test_what_cannot_encode_is_no_encoder(hb, encoder):
    with pytest.raises(oh.InvalidInputError, match=r"must have encode\(texts\)"):
        hb.with_encoder(encoder)

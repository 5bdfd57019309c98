"""An embedding model of the caller's, with made-up vectors: it joins in, says so, and is held to what it promises."""

from __future__ import annotations

import pytest
from opsi_handbook.recommend.encoder import Encoder

import opsi_handbook as oh
from opsi_handbook.verifier import verify


class Topics:
    """A model that knows three topics, in English and in German."""

    TOPICS = (("fail", "mistake", "scheitern"), ("network", "netzwerk"), ("future", "foresight", "zukunft"))

    def __init__(self):
        self.calls = 0

    def encode(self, texts):
        self.calls += 1
        return [[1.0, *(sum(word in text.lower() for word in topic) * 3.0 for topic in self.TOPICS)] for text in texts]


class Gives:
    def __init__(self, give):
        self._give = give

    def encode(self, texts):
        return self._give(texts)


def test_it_joins_as_one_more_stated_signal(hb):
    text = "our staff are afraid to fail and nobody dares to say so"
    plain, joined = hb.recommend(text=text), hb.with_encoder(Topics()).recommend(text=text)
    before = {found.question.id: found.score for found in plain.recommendations}
    for found in joined.recommendations:
        added = sum(reason.points for reason in found.reasons if reason.kind == "encoder")
        assert found.score == sum(reason.points for reason in found.reasons)
        assert found.question.id not in before or found.score - added == before[found.question.id]
        assert all(reason.layer == "local" for reason in found.reasons if reason.kind == "encoder")
    assert any(reason.kind == "encoder" for found in joined.recommendations for reason in found.reasons)
    assert verify(joined.model_dump_json()) == ()
    assert hb.recommend(text=text) == plain


def test_it_works_across_languages(hb):
    text = "Wir wollen uns auf die Zukunft vorbereiten"
    assert not hb.recommend(text=text)
    found = hb.with_encoder(Topics()).recommend(text=text).recommendations
    assert "p4.q4" in [one.question.id for one in found[:3]]


def test_the_handbooks_own_texts_are_encoded_once(hb):
    model = Topics()
    own = hb.with_encoder(model)
    own.recommend(text="network")
    own.recommend(text="future")
    assert model.calls == 3
    own.recommend(marks=["p1.q1"])
    assert model.calls == 3
    assert isinstance(model, Encoder)


@pytest.mark.parametrize(
    ("give", "words"),
    [
        (lambda texts: [[1.0]] * (len(texts) + 1), "one for each"),
        (lambda texts: [[0.0, 0.0] for _ in texts], "not all zeros"),
        (lambda texts: [[float("nan")] for _ in texts], "finite"),
        (lambda texts: [[1.0] * (1 + len(text) % 2) for text in texts], "one length"),
        (lambda _: 5, "list of vectors"),
        (lambda texts: [["a"] for _ in texts], "list of vectors"),
        (lambda texts: [[1.0] * (2 if len(texts) > 1 else 3) for _ in texts], "vectors of 3"),
    ],
)
def test_a_broken_encoder_is_told_what_is_wrong(hb, give, words):
    with pytest.raises(oh.InvalidInputError) as caught:
        hb.with_encoder(Gives(give)).recommend(text="our staff are afraid to fail")
    assert words in str(caught.value)

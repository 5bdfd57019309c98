"""One handbook for many: pickled, copied, hashed, cached, sent to other processes, and used by many threads."""

from __future__ import annotations

import copy
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

import pytest

import opsi_handbook as oh
from helpers import PROBLEM, Lengths, german, python, streamlit_hash

EXAMPLES = {"p2.q2": ["Nobody tells the manager what went wrong."]}
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


@pytest.fixture(params=["packaged", "swedish", "folder", "encoder", "examples"])
def edition(request, tmp_path):
    hb = oh.load()
    return {
        "packaged": lambda: hb,
        "swedish": lambda: hb.in_language("sv"),
        "folder": lambda: oh.load("de", po_dir=german(tmp_path)),
        "encoder": lambda: hb.with_encoder(Lengths()),
        "examples": lambda: hb.with_examples(EXAMPLES),
    }[request.param]()


def same(one, other):
    return (one, hash(one), list(one.items()), one.recommend(text=PROBLEM)) == (
        other, hash(other), list(other.items()), other.recommend(text=PROBLEM)
    )  # fmt: skip


@pytest.mark.few(3)
@pytest.mark.parametrize("used", [False, True])
def test_a_handbook_is_pickled(edition, used):
    if used:
        edition.recommend(text=PROBLEM)
        edition.search("innovation")
        assert edition.graph
    again = pickle.loads(pickle.dumps(edition, pickle.HIGHEST_PROTOCOL))
    assert again is not edition
    assert same(again, edition)
    assert again["p2.q2"] == edition["p2.q2"]
    assert (again._po_dir, again._examples) == (edition._po_dir, edition._examples)
    assert again.in_language("sv")["p2.q2"] == oh.load("sv")["p2.q2"]


def test_in_every_protocol_and_no_larger_once_used(hb):
    before = len(pickle.dumps(oh.Catalogue.model_validate(hb.catalogue.model_dump())))
    assert hb.catalogue.by_id
    assert hb.phrases["ui.advice"]
    for protocol in PROTOCOLS:
        assert pickle.loads(pickle.dumps(hb, protocol)) == hb
        assert pickle.loads(pickle.dumps(hb.catalogue, protocol)) == hb.catalogue
        assert pickle.loads(pickle.dumps(hb.phrases, protocol)) == hb.phrases
    assert len(pickle.dumps(hb.catalogue)) < before * 1.05


@pytest.mark.few(5)
@pytest.mark.parametrize("way", [copy.copy, copy.deepcopy, lambda value: pickle.loads(pickle.dumps(value))])
def test_what_it_hands_out_is_copied(edition, way):
    advice = edition.recommend(text=PROBLEM, marks=["p2.q2"], challenges=["p2.c1"])
    edition.catalogue.by_id  # noqa: B018  # the index is made
    for value in (edition, edition.catalogue, edition["p2.q2"], edition.front_matter, advice, advice.recommendations):
        again = way(value)
        assert again == value
        assert hash(again) == hash(value)
    again = way(edition.catalogue)
    assert again.by_id == edition.catalogue.by_id
    assert way(edition.phrases) == edition.phrases
    assert way(advice).model_dump_json() == advice.model_dump_json()
    assert way(edition).explain(way(advice)) == edition.explain(advice)


def test_a_damaged_pickle_is_one_clear_error(hb):
    data = pickle.dumps(hb).replace(b'"id":"p2.q2"', b'"id":"p2.q9"')
    with pytest.raises(oh.ContentError, match="a pickled handbook"):
        pickle.loads(data)


def test_what_differs_is_not_equal(hb, tmp_path):
    others = [
        oh.load("sv"), hb.with_encoder(Lengths()), hb.with_examples(EXAMPLES), oh.load("en", po_dir=german(tmp_path)),
    ]  # fmt: skip
    for other in others:
        assert hb != other
        assert [each == other for each in others].count(True) == 1
    assert hb != dict(hb)
    assert hb != hb.catalogue
    assert len({hb, *others, oh.load(), pickle.loads(pickle.dumps(hb))}) == 1 + len(others)


class Cache:
    """A cache as Django's locmem: bytes in the highest protocol."""

    def __init__(self):
        self._values = {}

    def set(self, key, value):
        self._values[key] = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)

    def get(self, key):
        return pickle.loads(self._values[key])


def test_in_a_cache_like_djangos(edition):
    cache = Cache()
    cache.set("handbook", edition)
    cache.set("advice", edition.recommend(text=PROBLEM))
    assert cache.get("advice") == cache.get("handbook").recommend(text=PROBLEM)


def test_in_a_cache_like_streamlits(hb, tmp_path):
    editions = [hb, oh.load("sv"), hb.with_examples(EXAMPLES), oh.load("de", po_dir=german(tmp_path))]
    keys = [streamlit_hash(edition) for edition in editions]
    assert len(set(keys)) == len(editions)
    for edition, key in zip(editions, keys, strict=True):
        value = pickle.loads(pickle.dumps(edition))
        assert streamlit_hash(value) == key
        assert streamlit_hash(copy.deepcopy(edition)) == key
    for value in (hb.recommend(text=PROBLEM), hb["p2.q2"], hb.catalogue):
        assert streamlit_hash(value) == streamlit_hash(pickle.loads(pickle.dumps(value)))


def answer(hb):
    return hb.recommend(text=PROBLEM, marks=["p2.q4"])


def test_in_other_processes_started_anew(hb):
    editions = [hb, hb.in_language("sv"), hb.with_encoder(Lengths())]
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        assert list(pool.map(answer, editions)) == [answer(edition) for edition in editions]


THREADS = """
import sys, threading
import opsi_handbook as oh
sys.setswitchinterval(1e-6)
threads, barrier, loaded, failed = [], threading.Barrier(32), [], []
def first():
    barrier.wait()
    try:
        loaded.append(oh.load("sv"))
    except BaseException as error:
        failed.append(error)
threads = [threading.Thread(target=first) for _ in range(32)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(loaded), len(set(map(id, loaded))), failed)
"""


def test_threads_that_load_first_get_the_same_handbook():
    assert python(THREADS) == "32 1 []"


def test_threads_that_share_a_handbook_get_the_same_answers():
    shared = pickle.loads(pickle.dumps(oh.load()))  # one that nothing has been asked of
    texts = [PROBLEM, "nobody dares to tell the director", "we cannot buy what we need", "passport"] * 4
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda text: shared.recommend(text=text, marks=["p2.q2"]), texts))
    assert found == [oh.load().recommend(text=text, marks=["p2.q2"]) for text in texts]

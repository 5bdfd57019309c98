"""What goes in: ids or items, any type that stands for a number; what is wrong is said all at once, once."""

from __future__ import annotations

import pytest

import opsi_handbook as oh
from opsi_handbook.handbook import Handbook
from opsi_handbook.model import Tombstone
from opsi_handbook.recommend import Request, situation_of
from opsi_handbook.recommend.situation import MAX_LIMIT, MAX_TEXT, checked_limit, checked_text, whole_number
from strategies import AFRAID, HB, questions_of


class Three:
    """A number of another library's, such as numpy's."""

    def __index__(self):
        return 3


def test_ids_are_sorted_and_may_be_items_or_in_capitals():
    wanted = situation_of(
        HB.catalogue,
        Request(AFRAID, ["p2.c1"], ["p2.q1", "p2.q2"], ["p2.q2.a1"], 3, ["p2"], ["DK", "SE"], ["https://b.example/"]),
    )
    given_ = Request(
        AFRAID, [HB["p2.c1"]], {"P2.Q2": 1, "p2.q1": 2}, {" p2.Q2.a1 "}, Three(), iter(["P2"]), ("SE", "DK"),
        iter(["https://b.example/"]),
    )  # fmt: skip
    assert situation_of(HB.catalogue, given_) == wanted
    assert wanted.marks == ("p2.q1", "p2.q2")
    assert wanted.limit == 3
    assert type(wanted.limit) is int
    assert wanted.filters.countries == ("DK", "SE")
    assert wanted.filters.reachable_urls == ("https://b.example/",)
    assert situation_of(HB.catalogue, Request()).model_dump() == {
        "challenges": (), "marks": (), "tried": (), "group": (), "limit": 5,
        "filters": {"principles": (), "countries": (), "reachable_urls": None},
    }  # fmt: skip
    swedish = oh.load("sv")["p2.q2"]
    assert questions_of(HB.recommend(marks=[swedish])) == ["p2.q2"]


def test_urls_are_sorted_and_told_once():
    situation = situation_of(HB.catalogue, Request(reachable_urls=["b", "a", "b"]))
    assert situation.filters.reachable_urls == ("a", "b")
    letters = "qwertyuiopasdfghjklzxcvbnm"
    assert situation_of(HB.catalogue, Request(reachable_urls=[*letters])).filters.reachable_urls == tuple(
        sorted(letters)
    )
    assert situation_of(HB.catalogue, Request(reachable_urls=[])).filters.reachable_urls == ()
    assert situation_of(HB.catalogue, Request(countries=["SE", "SE"])).filters.countries == ("SE",)


def test_arrays_of_numpy_serve():
    numpy = pytest.importorskip("numpy")
    advice = HB.recommend(
        marks=numpy.array(["p2.q2", "p1.q1"]), principles=numpy.array(["p2"]), countries=numpy.array([], dtype=str),
        limit=numpy.int64(3),
    )  # fmt: skip
    assert questions_of(advice) == ["p2.q2"]
    assert len(HB.search("innovation", numpy.uint8(2))) == 2


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"marks": ["p2.q9"]}, oh.UnknownIdError, "marks: there is no item 'p2.q9'; did you mean p2.q"),
        ({"marks": ["p2.q2", "p2.q2"]}, oh.InvalidInputError, "marks: p2.q2 is named 2 times; name it once"),
        ({"marks": ["p2.q2", "P2.Q2", HB["p2.q2"]]}, oh.InvalidInputError, "marks: p2.q2 is named 3 times"),
        ({"marks": ["p2.c1"]}, oh.InvalidInputError, "marks: p2.c1 is a challenge; name a question here"),
        ({"tried": ["case.policy-jam"]}, oh.InvalidInputError, "is a case study; name an action here"),
        ({"challenges": [HB["p2.q2"]]}, oh.InvalidInputError, "challenges: p2.q2 is a question; name a challenge"),
        ({"principles": ["p2.q2"]}, oh.InvalidInputError, "principles: p2.q2 is a question; name a principle"),
        ({"marks": "p2.q2"}, oh.InvalidInputError, "marks: must be a list of ids, not 'p2.q2'"),
        ({"marks": b"p2.q2"}, oh.InvalidInputError, "marks: must be a list of ids, not b'p2.q2'"),
        ({"marks": HB["p2.q2"]}, oh.InvalidInputError, "marks: must be a list of ids, not "),
        ({"tried": ["p1.w1"]}, oh.InvalidInputError, "tried: p1.w1 is an argument; name an action here"),
        ({"marks": 5}, oh.InvalidInputError, "marks: must be a list of ids, not 5"),
        ({"countries": "SE"}, oh.InvalidInputError, "countries: must be a list of codes, not 'SE'"),
        ({"reachable_urls": "https://a.example/"}, oh.InvalidInputError, "reachable_urls: must be a list of addresses"),
        ({"marks": [None]}, oh.UnknownIdError, "marks: there is no item None"),
        ({"marks": [["p2.q2"]]}, oh.UnknownIdError, "there is no item ['p2.q2']"),
        ({"challenges": ["p2.c1\x00"]}, oh.UnknownIdError, "'p2.c1\\u0000'"),
        ({"tried": ["\ud800"]}, oh.UnknownIdError, "'\\ud800'"),
        ({"text": ""}, oh.InvalidInputError, "text: is empty"),
        ({"text": " \n\t"}, oh.InvalidInputError, "text: is empty"),
        ({"text": "x" * 100_001}, oh.InvalidInputError, "text: has 100,001 characters; give at most 100,000"),
        ({"text": "a\x00b"}, oh.InvalidInputError, "text: holds the character U+0000"),
        ({"text": "a\ud800b"}, oh.InvalidInputError, "text: holds the character U+D800"),
        ({"text": 5}, oh.InvalidInputError, "text: must be a text, not int"),
        ({"text": b"x"}, oh.InvalidInputError, "text: must be a text, not bytes"),
        ({"limit": 0}, oh.InvalidInputError, "limit: must be a whole number from 1 to 1,000, not 0"),
        ({"limit": 1001}, oh.InvalidInputError, "limit: must be a whole number from 1 to 1,000, not 1001"),
        ({"limit": True}, oh.InvalidInputError, "limit: must be a whole number from 1 to 1,000, not True"),
        ({"limit": 3.0}, oh.InvalidInputError, "not 3.0"),
        ({"limit": "3"}, oh.InvalidInputError, "not '3'"),
        ({"limit": "3" * 30}, oh.InvalidInputError, f"not '{'3' * 20}…'"),
        ({"limit": None}, oh.InvalidInputError, "not None"),
        ({"countries": ["Sweden"]}, oh.InvalidInputError, "countries: 'Sweden' is no country; use an ISO 3166-1"),
        ({"countries": ["sx1"]}, oh.InvalidInputError, "countries: 'sx1' is no country"),
        ({"countries": [["SE"]]}, oh.InvalidInputError, "countries: ['SE'] is no country"),
        ({"reachable_urls": [5]}, oh.InvalidInputError, "reachable_urls: must hold web addresses, not 5"),
        ({"reachable_urls": ["https://a.example/ b"]}, oh.InvalidInputError, "reachable_urls: must hold web addresses"),
        ({"reachable_urls": ["\ud800"]}, oh.InvalidInputError, "reachable_urls: must hold web addresses"),
    ],
)  # fmt: skip
def test_bad_input_gets_one_clear_error(arguments, error, message):
    with pytest.raises(oh.OpsiHandbookError) as caught:
        HB.recommend(**{"marks": ["p1.q1"], **arguments})
    assert type(caught.value) is error
    assert message in str(caught.value)
    (field,) = {fault.field for fault in caught.value.faults}
    assert field == next(iter(arguments))
    assert str(caught.value).startswith(f"{field}: ")
    assert str(caught.value).count(f"{field}: ") == 1
    assert "\n" not in str(caught.value)
    assert len(caught.value.faults) == 1
    str(caught.value).encode()


def test_a_country_may_be_written_small(hb):
    assert hb.recommend(marks=["p2.q2"], countries=["se", " Eu"]).receipt.situation.filters.countries == ("EU", "SE")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"marks": "x" * 41}, f"marks: must be a list of ids, not '{'x' * 40}…'"),
        ({"marks": ["p2.c1"]}, "marks: p2.c1 is a challenge; name a question here"),
        ({"marks": ["p2.q2", "p2.q2"]}, "marks: p2.q2 is named 2 times; name it once"),
        ({"marks": ["p2.q2", "p1.c1"]}, "marks: p1.c1 is a challenge; name a question here"),
        (
            {"countries": ["x" * 21]},
            f"countries: '{'x' * 20}…' is no country; use an ISO 3166-1 code of two letters, EU or XK",
        ),
        ({"reachable_urls": ["\t" + "x" * 60]}, f"reachable_urls: must hold web addresses, not '\\u0009{'x' * 59}…'"),
    ],
)
def test_messages_to_the_letter(arguments, message):
    """What is right beside what is wrong is no fault."""
    with pytest.raises(oh.InvalidInputError) as caught:
        HB.recommend(**arguments)
    assert str(caught.value) == message


def test_every_fault_is_told_at_once():
    with pytest.raises(oh.UnknownIdError) as caught:
        HB.recommend(
            "", ["p2.c1", "p2.c1", "p9.c9"], ["p2.c1"], "p2.q2.a1", 0, principles=["p9"], countries=["Sweden", 5],
            reachable_urls=[5],
        )  # fmt: skip
    message = str(caught.value)
    assert message.startswith("what was given: 10 faults:\n")
    assert len(caught.value.faults) == 10
    fields = [fault.field for fault in caught.value.faults]
    assert fields == sorted(fields)
    assert set(fields) == {
        "text", "challenges", "marks", "tried", "limit", "principles", "countries", "reachable_urls",
    }  # fmt: skip
    assert "\n  limit: must be" in message
    assert "\n  text: is empty" in message
    with pytest.raises(oh.InvalidInputError, match=r"^what was given: 2 faults:"):
        HB.recommend("", limit=0)


@pytest.fixture
def retired():
    stones = (
        Tombstone(id="p2.q8", reason="it was split", successor="p2.q2"),
        Tombstone(id="p2.c9", reason="nobody faces it any more"),
    )
    return Handbook(HB.catalogue.model_copy(update={"tombstones": stones}))


def test_a_retired_id_is_named_with_what_took_its_place(retired):
    told = "p2.q8 was retired: it was split; its place was taken by p2.q2"
    for ask in (
        lambda: retired["p2.q8"],
        lambda: retired.question("P2.Q8"),
        lambda: retired.recommend(marks=["p2.q8"]),
        lambda: retired.recommend(marks=["P2.Q8"]),
    ):
        with pytest.raises(oh.UnknownIdError) as caught:
            ask()
        assert told in str(caught.value)
    with pytest.raises(oh.UnknownIdError, match=r"challenges: p2\.c9 was retired: nobody faces it any more$"):
        retired.recommend(challenges=["p2.c9"])
    with pytest.raises(oh.UnknownIdError, match=r"2 faults"):
        retired.recommend(challenges=["p2.c9"], marks=["p2.q8"])
    assert "p2.q8" not in retired
    assert questions_of(retired.recommend(marks=["p2.q2"])) == ["p2.q2"]


def test_a_copy_of_a_catalogue_leaves_the_catalogue_as_it_is(retired):
    """It is shared by all who load it: a change of a copy must not show there."""
    assert {stone.id for stone in HB.catalogue.tombstones}.isdisjoint(
        {stone.id for stone in retired.catalogue.tombstones}
    )
    assert len(retired.catalogue.tombstones) == 2
    other = HB.catalogue.model_copy(update={"case_studies": (), "language": "de"})
    assert len(HB.catalogue.case_studies) == 32
    assert "case.policy-jam" in HB.catalogue.by_id
    assert "case.policy-jam" not in other.by_id
    assert HB.catalogue.model_copy() == HB.catalogue


def test_bounds():
    assert checked_limit(1) == 1
    assert checked_limit(MAX_LIMIT) == 1000
    assert checked_text("x" * MAX_TEXT) == "x" * 100_000
    assert checked_text(" a ") == " a "
    assert whole_number("minutes", Three(), (3, 3)) == 3
    for value in (2, 4, -3, 10**30, float("nan"), "3"):
        with pytest.raises(oh.InvalidInputError, match=r"^minutes: must be a whole number from 3 to 3, not "):
            whole_number("minutes", value, (3, 3))


@pytest.mark.parametrize(
    ("text", "limit"), [("", 5), (" ", 5), (5, 5), ("x" * 100_001, 5), ("a\x00", 5), ("a", 0), ("a", True), ("a", "5")]
)
def test_a_search_is_as_strict(text, limit):
    with pytest.raises(oh.InvalidInputError, match=r"^(text|limit): "):
        HB.search(text, limit)

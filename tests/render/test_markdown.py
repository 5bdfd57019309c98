"""Advice as Markdown: nothing in a text, a name or an address changes its structure."""

from __future__ import annotations

import re

import pytest

import opsi_handbook as oh
from opsi_handbook.handbook import Handbook
from opsi_handbook.model import Link, Question
from opsi_handbook.render.markdown import address, plain
from strategies import AFRAID, HB

HOSTILE = (
    "# <b>*x*</b> [y](https://evil.example) `code` _u_ ~~s~~ | a | b | ![i](j) &lt;img&gt; &copy; &#42; \\* \\[z] "
    "<!-- c --> --- 1. - + > ```"
)
EVIL = "https://a.example/<x>)[evil](https://evil.example/&copy;\\"
BEGINNINGS = ("- x", "+ x", "* x", "1. x", "12) x", "# x", "> x", "=== x", "--- x", "``` x", "~~~ x", "| x", "<div> x")


def structure(markdown):
    """What of a document is structure: a tiny reader, which knows no more than what we write."""
    kinds = []
    for line in markdown.split("\n"):
        kind = re.match(r"(#+ (?:[0-9]+\. )?|- (?:\[ \] )?|---$|$)", line)
        opening = kind[1] if kind else "text"
        rest = line[len(opening) :] if kind else line
        marks = re.findall(r"(?<!\\)(?:\\\\)*([`*_\[\]<>#|~])", rest)
        entities = re.findall(r"(?<!\\)(?:\\\\)*&#?\w+;", rest)
        begins = bool(re.match(r"(?:[-+=>#]|[0-9]+[.)])", rest))
        kinds.append((opening, "".join(marks), entities, begins))
    return kinds


def hostile(catalogue, text, url="https://a.example/"):
    """A catalogue in which every text and every address is hostile."""
    link = Link(url=url, label=text)
    examples = {"name": text, "what": text, "links": (link,)}

    def question(item):
        actions = tuple(action.model_copy(update={"text": text}) for action in item.actions)
        return item.model_copy(update={"title": text, "text": text, "actions": actions})

    return catalogue.model_copy(
        update={
            "principles": tuple(
                principle.model_copy(update={"questions": tuple(map(question, principle.questions))})
                for principle in catalogue.principles
            ),
            "case_studies": tuple(case.model_copy(update=examples) for case in catalogue.case_studies),
            "toolkits": tuple(tool.model_copy(update=examples) for tool in catalogue.toolkits),
            "relations": tuple(
                relation.model_copy(update={"reason": text}) for relation in catalogue.relations
            ),
        }
    )  # fmt: skip


ASKED = {"marks": ["p2.q2", "p1.q1"], "challenges": ["p2.c1"], "limit": 6}


@pytest.mark.parametrize("text", [HOSTILE, *BEGINNINGS, "a\\", "R&D & more; 5 < 6"])
def test_a_hostile_text_changes_no_structure(text):
    tame = Handbook(hostile(HB.catalogue, "tame text"))
    wild = Handbook(hostile(HB.catalogue, text))
    assert structure(wild.as_markdown(wild.recommend(**ASKED))) == structure(tame.as_markdown(tame.recommend(**ASKED)))


def test_a_hostile_address_does_not_break_out():
    wild = Handbook(hostile(HB.catalogue, "x", EVIL))
    text = wild.as_markdown(wild.recommend(**ASKED))
    links = re.findall(r"\[x\]\(<((?:\\.|[^<>\\])*)>\)", text)
    assert len(links) > 3
    assert {re.sub(r"\\(.)", r"\1", link) for link in links} == {EVIL}
    assert re.sub(r"\[x\]\(<(?:\\.|[^<>\\])*>\)", "", text).count("](") == 0


def test_a_hostile_local_example_changes_no_structure():
    tame = HB.with_examples({"p2.q2": [AFRAID]})
    wild = HB.with_examples({"p2.q2": [f"{AFRAID} {HOSTILE}"[:400]]})
    advice = wild.recommend(text=AFRAID)
    assert any(reason.layer == "local" for each in advice.recommendations for reason in each.reasons)
    assert [kind for kind, *_ in structure(wild.as_markdown(advice))] == [
        kind for kind, *_ in structure(tame.as_markdown(tame.recommend(text=AFRAID)))
    ]
    assert "<b>" not in wild.as_markdown(advice).replace("\\<b\\>", "")


def test_hostile_phrases_of_an_edition_change_no_structure():
    """A folder of PO files may say anything."""
    phrases = tuple(
        phrase.model_copy(update={"text": f"- {phrase.text} <b>*"}) if not re.search(r"[{}]", phrase.text) else phrase
        for phrase in HB.catalogue.phrases
    )
    wild = Handbook(HB.catalogue.model_copy(update={"phrases": phrases}))
    for situation in ({**ASKED, "tried": [action.id for action in HB.question("p2.q2").actions]}, {"text": "xqzt"}):
        assert structure(wild.as_markdown(wild.recommend(**situation))) == structure(
            HB.as_markdown(HB.recommend(**situation))
        )


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a*b_c`d", r"a\*b\_c\`d"),
        ("[a](b) <c> #d |e ~f", r"\[a\](b) \<c\> \#d \|e \~f"),
        ("a\\b", r"a\\b"),
        ("a\n\nb  c", "a b c"),
        ("- a", r"\- a"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("12 a", "12 a"),
        ("a - b 1. c", "a - b 1. c"),
        ("R&D &lt; &#42; & x;", r"R&D \&lt; \&#42; & x;".replace("#", r"\#")),
    ],
)
def test_what_is_escaped(text, escaped):
    assert plain(text) == escaped


def test_an_address_is_kept_but_for_what_would_break_out():
    plain = "https://a.example/x_(y)?a=1&b=2#c*d"
    assert address(plain) == plain
    assert address("a<b>c\\d&lt;") == r"a\<b\>c\\d\&lt;"
    for item in (*HB.case_studies, *HB.toolkits):
        assert all(address(link.url) == link.url for link in item.links)


def test_it_is_whole():
    advice = HB.recommend(text=AFRAID, marks=["p2.q1"], limit=4)
    text = HB.as_markdown(advice)
    assert text == HB.as_markdown(advice)
    assert text.startswith("# Advice\n\n## 1. ")
    assert text.endswith(f"---\n\n{advice.provenance}\n")
    for each in advice.recommendations:
        assert f"## {each.place}. {each.question.title}\n" in text
        assert all(f"<{link.url}>" in text for item in (*each.case_studies, *each.toolkits) for link in item.links)
        assert all(f"- [ ] {action.text} ({action.id})" in text for action in each.actions)
        assert each.confidence_text in text
        assert text.count("- [ ] Your own idea: …") == sum(each.question.own_suggestion for each in
                                                           advice.recommendations)  # fmt: skip
    steps = text.partition("## First steps\n\n")[2].split("\n")
    assert steps[:4] == [f"- [ ] {step.text} ({step.action})" for step in advice.first_steps]
    assert oh.load("sv").as_markdown(oh.load("sv").recommend(marks=["p1.q1"])).startswith("# Råd\n")
    assert HB.as_markdown(HB.recommend()) == (
        f"# Advice\n\n{HB.phrases['ui.nothing-given']}\n\n---\n\n{HB.phrases['ui.provenance']}\n"
    )


def test_a_page_on_which_all_is_tried_and_nothing_is_to_be_had():
    actions = [action.id for action in HB.question("p2.q2").actions]
    advice = HB.recommend(
        marks=["p2.q2"], tried=actions, reachable_urls=[HB.toolkit("toolkit.culture-map").links[0].url]
    )
    text = HB.as_markdown(advice)
    assert HB.phrases["ui.all-tried"] in text
    assert "## First steps" not in text
    assert "### Be inspired by" not in text
    assert "### A tool to use" in text
    assert isinstance(HB["p2.q2"], Question)

"""Pages as they were when somebody last read them, in two languages, and what a terminal must not get."""

from __future__ import annotations

import pytest

import opsi_handbook as oh
import snapshots
from opsi_handbook.recommend import Request
from opsi_handbook.render.layout import WIDTH
from opsi_handbook.render.terminal import advice_page, brief, explanation_page, item_page, notice_page
from strategies import AFRAID, HB

ITEMS = (
    "p2", "p2.w1", "p2.d3", "p2.c1", "p2.q2", "p2.q2.a1", "case.policy-jam", "toolkit.culture-map",
    "front.disclaimer", "front.makers.opsi", "front.makers.advisers", "leads-to.p2.c1.p2.q2",
    "related-to.p1.q1.p1.q2", "work.handbook", "ui.points", "term.innovation",
    "case.anticipatory-innovation-governance", "toolkit.future-thinking-toolbox",
)  # fmt: skip
TEXTS = {"en": AFRAID, "sv": "medarbetarna vågar inte misslyckas och ingen säger något till cheferna"}
LANGUAGES = sorted(TEXTS)


def advice_of(hb):
    return hb.recommend(
        text=TEXTS[hb.language], marks=["p2.q1"], challenges=["p2.c1"], limit=3,
        tried=[action.id for action in hb.question("p2.q1").actions] + ["p2.q2.a1"],
    )  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_advice_on_paper(language):
    hb = oh.load(language)
    advice = advice_of(hb)
    snapshots.check(f"render/{language}/explain.txt", hb.explain(advice) + "\n")
    snapshots.check(f"render/{language}/explanation_page.txt", "\n".join(explanation_page(hb.explain(advice))))
    snapshots.check(f"render/{language}/advice.md", hb.as_markdown(advice))
    snapshots.check(f"render/{language}/advice_page.txt", "\n".join(advice_page(hb.catalogue, advice)) + "\n")
    snapshots.check(f"render/{language}/advice.json", advice.model_dump_json(indent=2, exclude={"receipt"}) + "\n")


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_on_paper(language):
    hb = oh.load(language)
    other = hb.recommend(text=TEXTS[LANGUAGES[language == "en"]])
    snapshots.check(f"render/{language}/nothing.txt", "\n".join(advice_page(hb.catalogue, other)) + "\n")
    snapshots.check(f"render/{language}/nothing.md", hb.as_markdown(other))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id_", ITEMS)
def test_an_item_of_each_kind(language, id_):
    hb = oh.load(language)
    page = "\n".join(item_page(hb.catalogue, hb[id_]))
    snapshots.check(f"render/{language}/item.{id_}.txt", page + "\n")
    assert not any(len(line) > WIDTH and " " in line.strip() for line in page.split("\n"))


def test_items_are_of_every_kind():
    assert {HB.kind(id_) for id_ in ITEMS} == set(oh.Kind)


@pytest.mark.parametrize("language", LANGUAGES)
def test_lists(language):
    hb = oh.load(language)
    runs = {"questions": hb.questions, "case_studies": hb.case_studies, "terms": hb.terms}
    runs["search"] = hb.search(TEXTS[language])
    for name, run in runs.items():
        page = "\n".join([*notice_page(hb.catalogue), *map(brief, run)])
        snapshots.check(f"render/{language}/{name}.txt", page + "\n")


def test_every_item_has_a_page():
    for language in ("en", "fi"):
        hb = oh.load(language)
        for item in hb.values():
            page = "\n".join(item_page(hb.catalogue, item))
            assert item.id in page
            flat = " ".join(page.split())
            for field in (
                "text",
                "what",
                "reason",
                "definition",
                "holder",
                "notice",
                "role",
                "organisation",
                "summary",
            ):
                assert " ".join(str(getattr(item, field, None) or "").split()) in flat
            assert all(link.url in page for link in getattr(item, "links", ()))
            assert hb.phrases[f"ui.layer-{item.layer}"] in flat
            assert not set("{}") & set(page) or item.id.startswith("ui.")
            assert page.startswith(hb.notice.split(" ")[0]) if hb.notice else True


def test_the_whole_book_has_each_part_where_it_is_due():
    """One question has no line for an idea of one's own; some examples have several countries and addresses."""
    advice = HB.recommend(marks=[question.id for question in HB.questions], limit=30)
    # No heading stands over nothing.
    last = advice.recommendations[-1].model_copy(update={"case_studies": (), "toolkits": (), "related": ()})
    advice = advice.model_copy(update={"recommendations": (*advice.recommendations[:-1], last)})
    markdown = HB.as_markdown(advice)
    page = "\n".join(advice_page(HB.catalogue, advice))
    each = advice.recommendations
    assert len(each) == 30
    ideas = sum(part.question.own_suggestion for part in each)
    assert ideas == 29
    assert (
        markdown.count("- [ ] Your own idea: …\n") == page.count("  [ ] Your own idea: ____________________\n") == ideas
    )
    for title, field in (("Be inspired by", "case_studies"), ("A tool to use", "toolkits")):
        due = sum(bool(getattr(part, field)) for part in each)
        assert markdown.count(f"### {title}\n\n- **") == markdown.count(f"### {title}\n") == due < 30
        assert page.count(f"\n{title}\n  - ") == page.count(f"\n{title}\n") == due
    related = sum(bool(part.related) for part in each)
    assert markdown.count("### Closely related\n\n- ") == markdown.count("### Closely related\n") == related < 30
    several = [item for part in each for item in (*part.case_studies, *part.toolkits) if len(item.countries) > 1]
    linked = [item for part in each for item in (*part.case_studies, *part.toolkits) if len(item.links) > 1]
    assert several
    assert linked
    flat = " ".join(page.split())
    for item in several:
        assert f"** ({', '.join(item.countries)}): " in markdown
        assert f"{item.name} ({', '.join(item.countries)})" in flat
    for item in linked:
        assert "".join(f" [{link.label}](<{link.url}>)" for link in item.links) in markdown
        assert all(f"      {link.url}\n" in page for link in item.links)


def test_an_aim_stands_under_a_label_of_its_own():
    aim = "\n".join(item_page(HB.catalogue, HB["case.use-it"]))
    outcome = "\n".join(item_page(HB.catalogue, HB["case.ric"]))
    assert ("What it is for: " in aim, "What it brings: " in aim) == (True, False)
    assert ("What it is for: " in outcome, "What it brings: " in outcome) == (False, True)


def test_a_summary_says_whose_word_it_is():
    principle = HB.principle("p1")
    for layer, whose in ((oh.Layer.EDITORIAL, "our own addition"), (oh.Layer.LOCAL, "a local addition")):
        page = "\n".join(item_page(HB.catalogue, principle.but(summary_layer=layer)))
        assert f"from the handbook {principle.summary} ({whose}) Why it matters" in " ".join(page.split())


def test_a_draft_says_so_first():
    hb = oh.load("fi")
    page = "\n".join(advice_page(hb.catalogue, hb.recommend(marks=["p1.q1"])))
    assert " ".join(page.split()).startswith(hb.notice)
    assert list(notice_page(HB.catalogue)) == []


def test_a_page_of_a_group_says_how_many():
    from opsi_handbook.advising import Adviser

    mark = oh.GroupMark(question="p2.q2", marked=3, answered=6)
    advice = Adviser(HB.catalogue).advise(Request(group=(mark,)))
    page = " ".join("\n".join(advice_page(HB.catalogue, advice)).split())
    assert (
        'In your group, 3 of 6 who answered marked it: "we need to get better at this". (500 points, from the handbook)'
        in page
    )


def test_no_heading_stands_over_no_link():
    tool = HB.toolkit("toolkit.culture-map")
    assert f"\n{HB.phrases['ui.links']}\n" in "\n".join(item_page(HB.catalogue, tool))
    without = tool.model_copy(update={"links": ()})
    assert HB.phrases["ui.links"] not in "\n".join(item_page(HB.catalogue, without)).split("\n")


def test_an_address_stands_on_a_line_of_its_own():
    lines = "\n".join(item_page(HB.catalogue, HB["toolkit.culture-map"])).split("\n")
    urls = [link.url for link in HB.toolkit("toolkit.culture-map").links]
    assert urls
    assert all(f"      {url}" in lines for url in urls)

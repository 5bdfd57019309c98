"""What a group is handed: the same in plain text, Markdown and HTML; safe whatever it is made of; who may see it."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

import opsi_handbook as oh
from opsi_handbook.cli.main import cli
from opsi_handbook.groups.handout import handout
from opsi_handbook.handbook import Handbook
from opsi_handbook.render.page import Entry, Grid, Heading, Listing
from opsi_handbook.render.page_html import page_in_html
from opsi_handbook.render.page_markdown import page_in_markdown
from opsi_handbook.render.page_text import page_in_plain_text
from opsi_handbook.render.style import CSS
from opsi_handbook.translate.locale import Locale, Translation
from opsi_handbook.translate.store import write_locale
from render.test_markdown import EVIL, HOSTILE, hostile, structure
from snapshots import check
from translating import UNITS, VERSION

HB = oh.load("en")
ROLES = [
    *[oh.Sheet(role="leader", marks=["p2.q2", "p5.q3", "p1.q1"])] * 6,
    *[oh.Sheet(role="manager", marks=["p2.q2", "p4.q1"], skipped=["p3.q3"])] * 7,
    *[oh.Sheet(role="staff", marks=["p5.q3", "p4.q1"])] * 9,
    *[oh.Sheet(marks=["p2.q2"])] * 2,
]
VOID = {"meta", "br"}


class Outline(HTMLParser):
    """A document as a list of its tags and of its texts; a tag that is closed in the wrong place is an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs)
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open and self._open[-1] != "style" and data.strip():
            self.texts.append(data.strip())

    def handle_comment(self, data):
        raise AssertionError(data)

    @property
    def names(self) -> list[str]:
        return [tag for tag, _ in self.tags]


def work_of(hb=HB, **more):
    return hb.workshop(ROLES, **{"by_role": True, "secret": b"x", **more})


def texts_of(page):
    """Every text that a page holds."""
    for block in (Heading(page.title, 1, page.aside), *map(Entry, page.notices), *page.blocks, *page.about):
        entries = [block] if isinstance(block, Entry) else block.entries if isinstance(block, Listing) else []
        if isinstance(block, Grid):
            yield block.caption
            entries = list(block.columns)
            for title, rows in block.groups:
                yield title
                entries += [entry for row in rows for entry in (row.head, *row.cells)]
        if isinstance(block, Heading):
            yield from (block.text, block.aside)
        if isinstance(block, Listing):
            yield block.blank
        for entry in entries:
            yield from (entry.text, entry.lead, entry.aside, *(part for link in entry.links for part in link))


def bare(text):
    return re.sub(r"[\s\\]+", "", text)


@pytest.mark.few(2)
@pytest.mark.parametrize("lang", ["en", "sv", "no", "fi"])
def test_the_three_say_the_same(lang):
    hb = oh.load(lang)
    page = handout(hb.catalogue, work_of(hb))
    plain, markdown = "\n".join(page_in_plain_text(page)), page_in_markdown(page)
    html = bare("".join(Outline(page_in_html(page)).texts))
    addresses = {url for block in (*page.blocks, *page.about) for url in _addresses(block)}
    for text in filter(None, texts_of(page)):
        assert bare(text) in bare(markdown)
        if text in addresses:
            assert f'href="{text.replace("&", "&amp;")}"' in page_in_html(page)
        else:
            assert bare(text) in html
        if text not in {hb.phrases["ui.question"], hb.phrases["ui.whole-group"]}:  # the heads of columns it has not
            assert bare(text) in bare(plain)


def _addresses(block):
    entries = [block] if isinstance(block, Entry) else block.entries if isinstance(block, Listing) else ()
    return [url for entry in entries for _, url in entry.links]


@pytest.mark.parametrize("lang", ["en", "sv"])
def test_as_it_looks(lang):
    hb = oh.load(lang)
    work = work_of(hb)
    check(f"handout/{lang}.txt", "\n".join(page_in_plain_text(handout(hb.catalogue, work))) + "\n")
    check(f"handout/{lang}.md", hb.as_markdown(work))
    check(f"handout/{lang}.html", hb.as_html(work).replace(CSS, "…\n"))


def test_what_stands_on_it():
    for text in (HB.as_markdown(work_of()), HB.as_html(work_of())):
        for part in ("22 sheets", "Agenda for 90 minutes", "15 minutes", "leaders", "6 sheets", "Content version",
                     "Left out and counted nowhere, as there are too few: no role given.", "First steps",
                     "at most 2 marked it", "CC BY-SA 3.0 IGO", "not an official OECD work", "are our own addition",
                     "Let those who mark it tell of an occasion", "In your group,", "CC-BY-SA-3.0-IGO"):  # fmt: skip
            assert part in text


@pytest.mark.parametrize("make", [HB.as_markdown, HB.as_html])
def test_who_may_see_it(make):
    to_show, open_group = HB.phrases["ui.page-to-show"], HB.phrases["ui.page-of-open-group"]
    banded, exact, few = make(work_of()), make(work_of(by_role=False, smallest=1)), make(HB.workshop(ROLES[:3]))
    assert (to_show in banded, open_group in banded) == (True, False)
    assert (to_show in exact, open_group in exact) == (False, True)
    assert (to_show in few, open_group in few) == (False, False)
    assert "3 sheets were handed in. Nothing is shown" in few
    assert "p2.q2" not in few
    assert "15 of 24" in exact
    assert not re.search(r"\d+ of \d+", banded)


@pytest.mark.parametrize("by_role", [False, True])
@pytest.mark.parametrize("smallest", [1, 5])
def test_the_html_is_whole_and_in_order(by_role, smallest):
    outline = Outline(oh.load("sv").as_html(work_of(oh.load("sv"), by_role=by_role, smallest=smallest)))
    assert outline.tags[0] == ("html", {"lang": "sv", "dir": "ltr"})
    levels = [int(name[1]) for name in outline.names if re.fullmatch(r"h\d", name)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    for name in ("title", "header", "main", "footer", "table", "caption", "thead"):
        assert outline.names.count(name) == 1, name
    assert {attributes.get("scope") for tag, attributes in outline.tags if tag == "th"} == {"col", "row", "rowgroup"}
    allowed = {"html", "head", "meta", "title", "style", "body", "header", "main", "footer", "h1", "h2", "h3", "h4",
               "p", "span", "strong", "br", "a", "ul", "ol", "li", "div", "table", "caption", "thead", "tbody", "tr",
               "th", "td"}  # fmt: skip
    assert set(outline.names) <= allowed
    used = {name for _, attributes in outline.tags for name in attributes}
    assert used <= {"lang", "dir", "charset", "name", "content", "http-equiv", "class", "href", "role", "aria-label",
                    "tabindex", "scope", "colspan"}  # fmt: skip
    assert all(a["href"].startswith(("https://", "http://")) for tag, a in outline.tags if tag == "a")


def test_where_nobody_marks_anything_no_list_is_empty():
    html = HB.as_html(HB.workshop([oh.Sheet()] * 6))
    assert not re.search(r"<(ul|ol)[^>]*>\s*</", html)
    assert HB.phrases["ui.skip"] in html


def test_the_style_asks_for_nothing_from_elsewhere():
    assert not re.search(r"url\(|@import|https?:|//|<", CSS)


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_the_contrast_is_enough_in_light_in_dark_and_on_paper():
    schemes = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
    assert len(schemes) == 3
    for scheme in schemes:
        found = re.findall(r"--(\w+): #([0-9a-f]+);", scheme)
        colours = {
            name: digits if len(digits) == 6 else "".join(2 * digit for digit in digits) for name, digits in found
        }
        for ink in ("ink", "quiet", "accent"):
            for ground in ("paper", "note"):
                light, dark = sorted((_luminance(colours[ink]), _luminance(colours[ground])), reverse=True)
                assert (light + 0.05) / (dark + 0.05) >= 4.5, (ink, ground, scheme)


@pytest.mark.parametrize("text", [HOSTILE, "</title></style><script>alert(1)</script>", '" onload="x', "]]>", "&lt;"])
def test_hostile_texts_change_no_structure(text):
    phrases = tuple(
        phrase.model_copy(update={"text": f"{phrase.text} {text.replace('{', '')}"}) for phrase in HB.catalogue.phrases
    )

    def evil(url):
        catalogue = hostile(HB.catalogue, text, url)
        principles = tuple(each.model_copy(update={"title": text}) for each in catalogue.principles)
        return Handbook(catalogue.model_copy(update={"principles": principles, "phrases": phrases}))

    plain = Handbook(hostile(HB.catalogue, "x"))
    made = Outline(evil(EVIL).as_html(work_of(evil(EVIL))))
    assert made.names == Outline(plain.as_html(work_of(plain))).names
    assert " ".join(text.split()) in " ".join(made.texts)
    assert EVIL in {attributes.get("href") for _, attributes in made.tags}
    same = evil("https://a.example/")
    assert structure(same.as_markdown(work_of(same))) == structure(plain.as_markdown(work_of(plain)))


def test_what_stands_in_another_language_says_so(tmp_path):
    some = {u.id: Translation(u.id, u.text, f"suomi {u.text}") for u in UNITS if not u.id.startswith("p2.q2")}
    write_locale(tmp_path, UNITS, Locale("fi", some), VERSION)
    hb = oh.load("fi", po_dir=tmp_path)
    html = hb.as_html(work_of(hb))
    title = HB["p2.q2"].title
    assert html.startswith('<!doctype html>\n<html lang="fi" dir="ltr">')
    assert f'<span lang="en">{title}</span>' in html
    assert html.count(title) == html.count(f'<span lang="en">{title}</span>') + html.count(f". {title}")
    assert "suomi" in html
    assert f'<p class="notice">{hb.notice}</p>' in html
    assert f"> {hb.notice}" in hb.as_markdown(work_of(hb))


def test_right_to_left():
    page = handout(HB.catalogue, work_of())
    assert '<html lang="ar" dir="rtl">' in page_in_html(page._replace(language="ar"))
    assert '<html lang="pa-Arab" dir="rtl">' in page_in_html(page._replace(language="pa-Arab"))
    assert 'dir="ltr"' in page_in_html(page._replace(language="az-Latn"))


def test_a_workshop_of_another_language_is_refused():
    for make in (HB.as_html, HB.as_markdown):
        with pytest.raises(oh.InvalidInputError, match=r"workshop: is in sv, .* use hb.in_language\('sv'\)"):
            make(work_of(oh.load("sv")))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "sheets.json"
    path.write_text(json.dumps([sheet.model_dump(mode="json") for sheet in ROLES]))
    return path


def run(*arguments):
    return CliRunner().invoke(cli, ["workshop", *map(str, arguments)])


@pytest.mark.parametrize(("option", "make"), [("--html", HB.as_html), ("--markdown", HB.as_markdown)])
def test_the_command_gives_what_python_gives(file, tmp_path, option, make):
    made = make(HB.workshop(ROLES, minutes=60))
    printed = run(file, "--minutes", 60, option)
    assert printed.stdout == made
    assert printed.stderr.startswith("No secret of yours was used")
    out = tmp_path / "page"
    written = run(file, "--minutes", 60, option, "-o", out)
    assert (written.exit_code, written.stdout) == (0, "")
    assert out.read_bytes().decode() == made
    assert "No secret" not in made


def test_the_page_for_the_terminal_can_be_written_too(file, tmp_path):
    out = tmp_path / "page.txt"
    assert run(file, "-o", out).exit_code == 0
    assert out.read_text(encoding="utf-8") == run(file).stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--html", "--markdown"], "Give one of --json, --markdown and --html."),
        (["--html", "--json"], "Give one of --json, --markdown and --html."),
        (["--json", "-o", "page.html"], "--json is printed"),
        (["--html", "-o", "SHEETS"], "is read; name another file for the page"),
        (["--html", "--ledger", "kept.json", "-o", "kept.json"], "-o names kept.json, which is read"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(file, tmp_path, monkeypatch, arguments, words):
    monkeypatch.chdir(tmp_path)
    before = file.read_bytes()
    refused = run(file, *(str(file) if argument == "SHEETS" else argument for argument in arguments))
    assert refused.exit_code == 2
    assert words in " ".join(refused.stderr.split())
    assert file.read_bytes() == before
    assert sorted(Path().iterdir()) == [Path("sheets.json")]

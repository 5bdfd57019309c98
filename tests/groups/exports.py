"""Exports as survey tools write them, made here from answers: each layout with the quirks that its tool has.

The layouts are those of the tools' own documentation and, for LimeSurvey, EUSurvey and KoboToolbox, of their sources.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from io import BytesIO, StringIO
from typing import Any, NamedTuple

import opsi_handbook as oh

Row = list[str]


class Given(NamedTuple):
    """What one respondent answered."""

    role: str
    marks: tuple[str, ...]
    skipped: tuple[str, ...] = ()

    def word(self, id_: str, mark: str, fine: str, skipped: str) -> str:
        return mark if id_ in self.marks else skipped if id_ in self.skipped else fine


class Export(NamedTuple):
    """The table of an export, and how its tool writes a CSV."""

    rows: list[Row]
    separator: str = ","
    quoting: int = csv.QUOTE_MINIMAL
    mark: bool = False
    yes_marks: bool | None = None


class Words(NamedTuple):
    """How a form in one language puts it."""

    role: str
    roles: dict[str, str]
    yes: str
    no: str
    none: str
    better: str
    start: str
    end: str


WORDS = {
    "en": Words("What is your role?", {"leader": "Leader", "manager": "Manager", "staff": "Staff", "": ""},
                "Yes", "No", "N/A", "What do we need to get better at?", "Start time", "Completion time"),
    "sv": Words("Vilken roll har du?", {"leader": "Ledning", "manager": "Chef", "staff": "Medarbetare", "": ""},
                "Ja", "Nej", "Ej tillämpligt", "Vad behöver vi bli bättre på?", "Starttid", "Slutförandetid"),
}  # fmt: skip

NAME, ADDRESS = "Respondent With A Name", "someone{}@agency.example"


def microsoft_questions(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """Microsoft Forms: five columns of its own, then a column a question."""
    words = WORDS[hb.language]
    rows = [["ID", words.start, words.end, "Email", "Name", words.role, *(q.text for q in hb.questions)]]
    for number, each in enumerate(given, start=1):
        time = f"2026-11-25 09:0{number % 10}:00"
        answers = [each.word(q.id, words.no, words.yes, "") for q in hb.questions]
        rows.append([str(number), time, time, "anonymous", NAME, words.roles[each.role], *answers])
    return Export(rows)


def microsoft_list(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """Microsoft Forms: one question with several answers, each followed by a semicolon."""
    words = WORDS[hb.language]
    rows = [["ID", words.start, words.end, "Email", "Name", words.role, words.better]]
    for number, each in enumerate(given, start=1):
        time = f"2026-11-25 09:0{number % 10}:00"
        listed = "".join(f"{hb.question(id_).title};" for id_ in each.marks)
        row = [str(number), time, time, ADDRESS.format(number), NAME, words.roles[each.role], listed]
        rows.append(row)
    return Export(rows)


def google_list(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """Google Forms: checkboxes with a comma between, which some titles have within them too."""
    words = WORDS[hb.language]
    rows = [["Timestamp", "Email Address", words.role, words.better]]
    for number, each in enumerate(given):
        listed = ", ".join(hb.question(id_).title for id_ in each.marks)
        time = f"11/25/2026 9:00:{number:02}"
        rows.append([time, ADDRESS.format(number), words.roles[each.role], listed])
    return Export(rows)


def google_grid(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """Google Forms: a grid, whose columns are called `Title [row]`."""
    words = WORDS[hb.language]
    grid = "Please answer" if hb.language == "en" else "Svara, är du snäll"
    mark, fine = ("Needs work", "Fine as it is") if hb.language == "en" else ("Behöver utvecklas", "Bra som det är")
    rows = [["Timestamp", words.role, *(f"{grid} [{q.title}]" for q in hb.questions)]]
    for number, each in enumerate(given):
        answers = [each.word(q.id, mark, fine, "") for q in hb.questions]
        rows.append([f"2026/11/25 9:00:{number:02} AM EET", words.roles[each.role], *answers])
    return Export(rows)


def limesurvey_codes(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """LimeSurvey: codes, short answers; a mark is Y and all else is empty; a line that is blank at the end."""
    meta = ["id", "submitdate", "lastpage", "startlanguage", "seed"]
    rows = [[*meta, "role", *(f"marks[{q.id.replace('.', '')}]" for q in hb.questions), "marks[other]"]]
    for number, each in enumerate(given, start=1):
        answers = [each.word(q.id, "Y", "", "") for q in hb.questions]
        rows.append([str(number), "1980-01-01 00:00:00", "3", hb.language, "812345", each.role, *answers, ""])
    rows.append(["99", "", "1", hb.language, "812345", "staff", "Y", *[""] * len(hb.questions)])
    return Export([*rows, []], ",", csv.QUOTE_ALL, mark=True)


def limesurvey_texts(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """LimeSurvey: full texts, long answers; options in brackets behind the question; some columns of the survey."""
    words = WORDS[hb.language]
    meta = ["Response ID", "Date submitted", "Last page", "Start language", "Seed", "IP address"]
    rows = [[*meta, words.role, *(f"{words.better} [{q.title}]" for q in hb.questions)]]
    for number, each in enumerate(given, start=1):
        answers = [each.word(q.id, words.yes, words.no, words.none) for q in hb.questions]
        time = f"2026-11-25 09:0{number % 10}:00"
        row = [str(number), time, "3", hb.language, "81", "192.0.2.7", words.roles[each.role], *answers]
        rows.append(row)
    return Export(rows, ";", csv.QUOTE_ALL, mark=True)


def limesurvey_code_and_text(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """LimeSurvey: yes/no questions, headed by their code and their text."""
    words = WORDS[hb.language]
    heads = [f"{q.id.replace('.', '')}. {q.text}" for q in hb.questions]
    rows = [["id. Response ID", "submitdate. Date submitted", f"role. {words.role}", *heads]]
    for number, each in enumerate(given, start=1):
        answers = [each.word(q.id, words.no, words.yes, words.none) for q in hb.questions]
        rows.append([str(number), f"2026-11-25 09:0{number % 10}:00", words.roles[each.role], *answers])
    return Export(rows, ";", csv.QUOTE_ALL, mark=True)


def eusurvey(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """EUSurvey: a few rows above the headings, short names behind them, its own columns behind the questions."""
    words = WORDS[hb.language]
    own = ["Invitation Number", "Contribution ID", "User Name", "Creation Date", "Last Update", "Languages"]
    heads = [f"{q.text} (ID{place})" for place, q in enumerate(hb.questions)]
    rows = [["Alias", "innovation-2026"], ["Export Date", "25/11/2026 10:00"], [], [words.role, *heads, *own]]
    for each in given:
        answers = [each.word(q.id, words.no, words.yes, "") for q in hb.questions]
        tail = ["Anonymous", "Anonymous", "Anonymous", "2026-11-25", "2026-11-25", "EN"]
        rows.append([words.roles[each.role], *answers, *tail])
    return Export(rows)


def eusurvey_list(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """EUSurvey: a question with several answers, semicolons between."""
    words = WORDS[hb.language]
    rows = [["Alias", "innovation-2026"], ["Export Date", "25/11/2026 10:00"], []]
    rows.append([words.role, words.better, "Contribution ID", "Creation Date", "Last Update", "Languages"])
    for number, each in enumerate(given):
        listed = ";".join(hb.question(id_).title for id_ in each.marks)
        rows.append([words.roles[each.role], listed, f"c0ffee-{number}", "2026-11-25", "2026-11-25", "EN"])
    return Export(rows)


def kobo(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """KoboToolbox: XML names; what was selected as a list and as a column an option; its own columns at the end."""
    own = ["_id", "_uuid", "_submission_time", "_validation_status", "_notes", "_status", "_submitted_by", "_index"]
    names = [q.id.replace(".", "_") for q in hb.questions]
    rows = [["start", "end", "about/role", "survey/marks", *(f"survey/marks/{name}" for name in names), *own]]
    for number, each in enumerate(given, start=1):
        answers = [each.word(q.id, "1", "0", "0") for q in hb.questions]
        time = f"2026-11-25T09:0{number % 10}:00.123+01:00"
        listed = " ".join(id_.replace(".", "_") for id_ in each.marks)
        tail = [str(7000 + number), f"5f2c-{number}", "2026-11-25T08:00:00", "", "", "submitted_via_web", NAME, "1"]
        rows.append([time, time, each.role, listed, *answers, *tail])
    return Export(rows, ";", csv.QUOTE_ALL)


def kobo_labels(hb: oh.Handbook, given: Iterable[Given]) -> Export:
    """KoboToolbox: labels, what was selected as a list alone."""
    words = WORDS[hb.language]
    rows = [["start", "end", words.role, words.better, "_id", "_uuid", "_submission_time"]]
    for number, each in enumerate(given, start=1):
        time = f"2026-11-25T09:0{number % 10}:00.123+01:00"
        listed = " ".join(id_.replace(".", "_") for id_ in each.marks)
        rows.append([time, time, words.roles[each.role], listed, str(number), f"5f2c-{number}", "2026-11-25T08:00:00"])
    return Export(rows, ";", csv.QUOTE_ALL)


TOOLS: dict[str, Callable[[oh.Handbook, Iterable[Given]], Export]] = {
    made.__name__: made
    for made in (
        microsoft_questions, microsoft_list, google_list, google_grid, limesurvey_codes, limesurvey_texts,
        limesurvey_code_and_text, eusurvey, eusurvey_list, kobo, kobo_labels,
    )
}  # fmt: skip
NO_SKIPS = {"microsoft_list", "google_list", "limesurvey_codes", "eusurvey_list", "kobo", "kobo_labels"}
"""Tools and layouts in which nobody can say that a question was left out."""
ONLY_XLSX = {"eusurvey", "eusurvey_list"}


def as_csv(export: Export, charset: str = "utf-8", separator: str | None = None) -> bytes:
    text = StringIO()
    writer = csv.writer(text, delimiter=separator or export.separator, quoting=export.quoting)  # type: ignore[arg-type]
    writer.writerows(export.rows)
    return (("\ufeff" if export.mark and charset == "utf-8" else "") + text.getvalue()).encode(charset)


def as_xlsx(rows: Iterable[Iterable[Any]], *more: tuple[str, Iterable[Iterable[Any]]]) -> bytes:
    import xlsxwriter

    data = BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        for name, each in (("Sheet1", rows), *more):
            tab = book.add_worksheet(name)
            for number, row in enumerate(each):
                for place, cell in enumerate(row):
                    if isinstance(cell, str):
                        tab.write_string(number, place, cell) if cell else None
                    else:
                        tab.write(number, place, cell)
    return data.getvalue()

"""The translator's commands: what is left to do, out to a translator and back, and what to look at again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from opsi_handbook.cli.options import (
    echo,
    echo_json,
    echo_notes,
    folder_path,
    json_option,
    out_option,
    write_output,
)
from opsi_handbook.errors import InvalidInputError, OpsiHandbookError

if TYPE_CHECKING:
    from opsi_handbook.model import Catalogue
    from opsi_handbook.translate.locale import Locale

__all__ = ["translate"]

_FORMATS = ("po", "xliff", "xliff2", "tmx", "html")
_CONTENT = Path("content/locale")
_DEFAULT = "content/locale where there is one"

read_dir_option = click.option(
    "--po-dir", type=folder_path, metavar="FOLDER", help=f"The folder of PO files; {_DEFAULT}, or else what ships."
)
write_dir_option = click.option(
    "--po-dir", type=folder_path, metavar="FOLDER", help=f"The folder of PO files; {_DEFAULT}."
)
lang_option = click.option("--lang", required=True, metavar="TAG", help="The language, a BCP 47 tag.")


@click.group()
def translate() -> None:
    """For translators: what is left to do, export, import, check."""


@translate.command()
@read_dir_option
@json_option
@click.option("--lang", multiple=True, metavar="TAG", help="Only this language.")
def status(po_dir: Path | None, as_json: bool, lang: tuple[str, ...]) -> None:
    """Say how many units are in which state, by language and part of the handbook."""
    from opsi_handbook.content import packaged_catalogue, packaged_languages
    from opsi_handbook.translate.locale import State, debt, rows
    from opsi_handbook.translate.store import languages_in
    from opsi_handbook.translate.units import units_of

    english = packaged_catalogue("en")
    folder = _folder(po_dir)
    tags = lang or (languages_in(folder) if folder else tuple(tag for tag in packaged_languages() if tag != "en"))
    if not tags:
        raise InvalidInputError(f"{folder}: has no PO file; import one, or name the folder that was meant")
    debts = {tag: debt(rows(units_of(english, tag), _locale(folder, tag, english))) for tag in tags}
    if as_json:
        echo_json(debts)
        return
    for tag, parts in debts.items():
        counts = parts["all"]
        total = sum(counts.values())
        done = total - counts[State.MISSING]
        stale = f"{counts[State.STALE]} stale"
        head = f"{tag}: {100 * done // max(total, 1)} % translated, {stale}" if done else f"{tag}: no translations"
        table = {"part": State, **{part: map(str, states.values()) for part, states in parts.items()}}
        rows_ = (f"  {part:14}" + "".join(cell.rjust(12) for cell in cells) for part, cells in table.items())
        echo([head, *rows_])


@translate.command("export")
@lang_option
@read_dir_option
@click.option("--format", "format_", type=click.Choice(_FORMATS), default="po", show_default=True, help="The format.")
@out_option
def export_(lang: str, po_dir: Path | None, format_: str, out: Path | None) -> None:
    """Write a file that translators' tools open, with every unit and what is translated of it.

    It begins with what the folder holds or else with the draft that the package ships. `tmx` and `html` are to use
    and to read elsewhere and do not come back.
    """
    from opsi_handbook.content import packaged_catalogue
    from opsi_handbook.translate.exchange import exported
    from opsi_handbook.translate.importing import kept_or_shipped
    from opsi_handbook.translate.units import units_of

    english = packaged_catalogue("en")
    locale = kept_or_shipped(po_dir or _CONTENT, lang, english)
    write_output(exported(units_of(english, lang), locale, english.content_version, format_), out)


@translate.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@lang_option
@write_dir_option
@click.option("--partial", is_flag=True, help="Take what is sound and leave out what is not.")
def import_(file: Path, lang: str, po_dir: Path | None, partial: bool) -> None:
    """Take a translator's FILE back, as PO or XLIFF, into the folder of PO files."""
    from opsi_handbook.content import packaged_catalogue
    from opsi_handbook.translate.importing import import_file

    if po_dir is None and not _CONTENT.is_dir():
        raise InvalidInputError("there is no content/locale here; name the folder for the translations with --po-dir")
    english = packaged_catalogue("en")
    path, result = import_file(po_dir or _CONTENT, lang, file, english, partial=partial)
    echo_notes(f"note: {note}" for note in result.notes)
    echo_notes(f"left out: {fault}" for fault in result.faults)
    if result.kept:
        echo_notes([f"units as they were exported, with another text here since, which stays: {result.kept:,}"])
    if result.absent:
        echo_notes([f"{result.absent:,} units are not in the file and stay as they were"])
    left = f", {len(result.faults):,} left out" if result.faults else ""
    echo([f"{path}: {result.changed:,} translations new or changed{left}"])


@translate.command()
@lang_option
@read_dir_option
@json_option
def check(lang: str, po_dir: Path | None, as_json: bool) -> None:
    """Name what a translator should look at again. Leaves with 1 if a fact is lost or a text holds what it must not."""
    from dataclasses import asdict

    from opsi_handbook.content import packaged_catalogue
    from opsi_handbook.translate.checks import BLOCKING, check_locale
    from opsi_handbook.translate.locale import State, rows
    from opsi_handbook.translate.units import units_of

    english = packaged_catalogue("en")
    locale = _locale(_folder(po_dir), lang, english)
    all_rows = rows(units_of(english, lang), locale)
    missing = sum(row.state is State.MISSING for row in all_rows)
    if missing == len(all_rows):
        raise InvalidInputError(f"there is no translation into {lang} to check; import one, or name its folder")
    findings = check_locale(english, locale)
    if as_json:
        echo_json([asdict(finding) for finding in findings])
    else:
        counts = Counter(finding.kind for finding in findings)
        summary = ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "nothing found"
        echo([*(f"{finding.unit}: {finding.kind}: {finding.message}" for finding in findings), summary])
    if missing:
        echo_notes([f"{missing:,} of {len(all_rows):,} units are not translated"])
    if any(finding.kind in BLOCKING for finding in findings):
        raise OpsiHandbookError(
            f"the translation into {lang} has lost facts; see the findings of kind {', '.join(BLOCKING)}"
        )


def _folder(po_dir: Path | None) -> Path | None:
    """The folder that is asked for; None where it is the package that is looked at.

    Raises:
        InvalidInputError: the folder that was named is not there.
    """
    if po_dir is None:
        return _CONTENT if _CONTENT.is_dir() else None
    from opsi_handbook.translate.store import languages_in

    languages_in(po_dir)
    return po_dir


def _locale(folder: Path | None, lang: str, english: Catalogue) -> Locale:
    from opsi_handbook.translate.shipped import shipped_locale
    from opsi_handbook.translate.store import read_locale

    return shipped_locale(lang, english) if folder is None else read_locale(folder, lang)

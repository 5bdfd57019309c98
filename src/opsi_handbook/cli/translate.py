"""The translator's commands: what is left to do, out to a translator and back, and what to look at again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from opsi_handbook.cli.options import echo_json, json_option, out_option, write_output
from opsi_handbook.errors import OpsiHandbookError
from opsi_handbook.files import locked, read_bytes

__all__ = ["translate"]

_FORMATS = ("po", "xliff", "xliff2", "html", "tmx")

folder_option = click.option(
    "--po-dir", "folder", type=click.Path(path_type=Path), default=Path("content/locale"), show_default=True,
    metavar="FOLDER", help="The folder of PO files.",
)  # fmt: skip
lang_option = click.option("--lang", required=True, metavar="TAG", help="The language, a BCP 47 tag.")


@click.group()
def translate() -> None:
    """For translators: what is left to do, export, import, check."""


@translate.command()
@folder_option
@json_option
@click.option("--lang", multiple=True, metavar="TAG", help="Only this language.")
def status(folder: Path, as_json: bool, lang: tuple[str, ...]) -> None:
    """Say how many units are in which state, by language and part of the handbook."""
    from opsi_handbook.handbook import load
    from opsi_handbook.translate.locales import languages_in, read_locale
    from opsi_handbook.translate.memory import State, debt, rows
    from opsi_handbook.translate.units import units_of

    units = units_of(load().catalogue)
    found = {tag: debt(rows(units, read_locale(folder, tag))) for tag in lang or languages_in(folder)}
    if as_json:
        echo_json(found)
        return
    for tag, parts in found.items():
        total = sum(parts["all"].values())
        done = total - parts["all"][State.MISSING]
        click.echo(f"{tag}: {100 * done // max(total, 1)} % translated, {parts['all'][State.STALE]} stale")
        click.echo("  " + "part".ljust(14) + "".join(state.rjust(12) for state in State))
        for part, states in parts.items():
            click.echo("  " + part.ljust(14) + "".join(str(count).rjust(12) for count in states.values()))


@translate.command("export")
@lang_option
@folder_option
@click.option("--format", "format_", type=click.Choice(_FORMATS), default="po", show_default=True, help="The format.")
@out_option
def export_(lang: str, folder: Path, format_: str, out: Path | None) -> None:
    """Write a file that translators' tools open, with every unit and what is translated of it."""
    from opsi_handbook.handbook import load
    from opsi_handbook.translate.exchange import exported
    from opsi_handbook.translate.locales import read_locale
    from opsi_handbook.translate.units import units_of

    english = load()
    write_output(
        exported(units_of(english.catalogue), read_locale(folder, lang), english.content_version, format_), out
    )


@translate.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@lang_option
@folder_option
@click.option("--partial", is_flag=True, help="Take what is sound and leave out what is not.")
def import_(file: Path, lang: str, folder: Path, partial: bool) -> None:
    """Take a translator's FILE back, in any of the formats, into the folder of PO files."""
    from opsi_handbook.handbook import load
    from opsi_handbook.translate.exchange import taken
    from opsi_handbook.translate.locales import read_locale, write_locale
    from opsi_handbook.translate.units import units_of

    english = load()
    units = units_of(english.catalogue)
    data = read_bytes(file)
    with locked(folder / "any.po"):
        came = taken(data, str(file), units, read_locale(folder, lang), english.content_version, partial=partial)
        path = write_locale(folder, units, came.locale, english.content_version)
    for fault in came.faults:
        click.echo(f"left out: {fault}", err=True)
    click.echo(f"{path}: {came.changed} translations new or changed")


@translate.command()
@lang_option
@folder_option
@json_option
def check(lang: str, folder: Path, as_json: bool) -> None:
    """Name what a translator should look at again. Leaves with 1 if a fact is lost or a text holds what it must not."""
    from dataclasses import asdict

    from opsi_handbook.handbook import load
    from opsi_handbook.translate.checks import GRAVE, check_locale
    from opsi_handbook.translate.locales import read_locale

    found = check_locale(load().catalogue, read_locale(folder, lang))
    if as_json:
        echo_json([asdict(finding) for finding in found])
    else:
        for finding in found:
            click.echo(f"{finding.unit}: {finding.kind}: {finding.message}")
        counts = Counter(finding.kind for finding in found)
        click.echo(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or "nothing found")
    if any(finding.kind in GRAVE for finding in found):
        raise OpsiHandbookError(
            f"the translation into {lang} has lost facts; see the findings of kind {', '.join(GRAVE)}"
        )

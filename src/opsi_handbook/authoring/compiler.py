"""The compiler: the YAML that people write, to one validated catalogue, to the files that the library ships.

Every fault of every file is found in one run, each with file, line and item. What is learned from the examples is made
apart, by `opsi_handbook.authoring.training`; here it is only seen to that it was learned from what is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from opsi_handbook.authoring.examples import Example, examples_file, read_examples
from opsi_handbook.authoring.gathering import Gathered
from opsi_handbook.authoring.lenient import lenient_catalogue
from opsi_handbook.authoring.training import learned_from, train
from opsi_handbook.authoring.usages import read_usages, usage_file
from opsi_handbook.authoring.word_lists import answer_words_in, function_words_in, more_words_in
from opsi_handbook.content import read_catalogue
from opsi_handbook.content.packaged import checksum_of
from opsi_handbook.errors import ContentError, Faults, UnknownLanguageError
from opsi_handbook.files import locked, read_bytes, write_all
from opsi_handbook.matching.bank_file import read_bank, write_bank
from opsi_handbook.model import Catalogue
from opsi_handbook.model.integrity import faults_of
from opsi_handbook.text import on_one_line, shown
from opsi_handbook.translate.checks import blocking_faults
from opsi_handbook.translate.edition import edition
from opsi_handbook.translate.locale import State, rows
from opsi_handbook.translate.store import languages_in, read_locale, write_locale
from opsi_handbook.translate.units import units_of
from opsi_handbook.translate.usage import USAGE_FILE

__all__ = ["build", "canonical_json", "compile_content", "edition_of", "packaged_data", "train_all"]


def packaged_data() -> Path:
    """The folder of the compiled content inside the package."""
    return Path(__file__).resolve().parent.parent / "data"


def canonical_json(data: object) -> bytes:
    """JSON that is the same whenever the data is: keys sorted, two spaces, one line feed at the end."""
    return (json.dumps(data, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def compile_content(folder: Path) -> Catalogue:
    """Read and validate the English content in `folder`.

    Raises:
        ContentError: the content has faults; `faults` holds every one.
    """
    if not folder.is_dir():
        raise ContentError(f"{folder}: there is no such folder; name the one that the content is written in")
    gathered = Gathered(folder)
    gathered.check_shape()
    for item, problem in faults_of(lenient_catalogue(gathered.parts)):
        if item:  # what has no id has its fault already
            file, line = gathered.places.get(item, ("content", 0))
            gathered.faults.add(on_one_line(problem), file=file, line=line, item=on_one_line(item))
    gathered.faults.raise_as(ContentError, f"the content in {folder}")
    return read_catalogue(gathered.parts, str(folder))


def build(folder: Path, target: Path) -> tuple[Path, ...]:
    """Compile the content in `folder` and write it to `target`; nothing is written if anything is wrong.

    The PO files of the folder are written anew, so that what has become stale or is missing shows there.

    Raises:
        ContentError: the content has faults, or what was learned from the examples was learned from others; `faults`
            holds every one.
    """
    with locked(folder / "locale" / "any.po") if (folder / "locale").is_dir() else nullcontext():
        return _build(folder, target)


def _build(folder: Path, target: Path) -> tuple[Path, ...]:
    catalogue = compile_content(folder)
    locales = [read_locale(folder / "locale", language) for language in languages_in(folder / "locale")]
    editions = [catalogue, *_translations(folder, catalogue)]
    made = {
        f"{each.language}.json": canonical_json(each.model_dump(mode="json", exclude_none=True)) for each in editions
    }
    made["function_words.json"] = canonical_json(function_words_in(folder))
    made["answer_words.json"] = canonical_json(answer_words_in(folder))
    made[USAGE_FILE] = usage_file(read_usages(folder / "usage", catalogue).values())
    made["checksums.txt"] = "".join(f"{checksum_of(data)}  {name}\n" for name, data in sorted(made.items())).encode()
    faults = Faults()
    for language, bank, more_words in _learned(folder, catalogue):
        made[f"{language}.examples.jsonl"] = examples_file(bank)
        with faults.collect():
            made[f"{language}.bank"] = _trained(target, f"{language}.bank", learned_from(bank, more_words))
    faults.raise_as(ContentError, "what was learned from the examples")
    write_all(target, made)
    for locale in locales:
        write_locale(folder / "locale", units_of(catalogue, locale.language), locale, catalogue.content_version)
    return tuple(target / name for name in made)


def train_all(folder: Path, target: Path) -> tuple[Path, ...]:
    """Learn from the examples in `folder`, and write what was learned to `target`, with the examples beside it.

    Raises:
        ContentError: the content or the examples have faults.
        MissingExtraError: numpy is not installed.
    """
    catalogue = compile_content(folder)
    made: dict[str, bytes] = {}
    for language, bank, more_words in _learned(folder, catalogue):
        made[f"{language}.bank"] = write_bank(train(bank, tuple(catalogue.places), language, more_words))
        made[f"{language}.examples.jsonl"] = examples_file(bank)
    write_all(target, made)
    return tuple(target / name for name in made)


def _learned(folder: Path, catalogue: Catalogue) -> Iterator[tuple[str, tuple[Example, ...], frozenset[str]]]:
    """What is learned from: a language, its situations, and the words that texts in it may have beside theirs."""
    banks = read_examples(folder / "editorial" / "examples", catalogue)
    words = more_words_in(folder, banks)
    for language, bank in banks.items():
        yield language, bank, words.get(language, frozenset())


def _trained(target: Path, name: str, learned: str) -> bytes:
    """What was learned from the examples, from the target or else from the package, if it was learned from these."""
    mend = "run `make train`, which learns from them anew"
    path = next((path for path in (target / name, packaged_data() / name) if path.exists()), None)
    if path is None:
        raise ContentError(f"{name} is not there; {mend}")
    data = read_bytes(path)
    if read_bank(data, name).learned_from != learned:
        raise ContentError(f"{name} was learned from other examples than those that are written; {mend}")
    return data


def edition_of(folder: Path, language: str) -> Catalogue:
    """The content in `folder` in one language, as it is written there.

    Raises:
        ContentError: the content or the translation has faults.
        UnknownLanguageError: the folder has no translation into the language.
    """
    english = compile_content(folder)
    languages = ("en", *(languages_in(folder / "locale") if (folder / "locale").is_dir() else ()))
    if language == english.language:
        return english
    if language not in languages:
        raise UnknownLanguageError(f"{folder}: has no {shown(language, 40)}; there is {', '.join(languages)}")
    return _sound_edition(folder, english, language)


def _translations(folder: Path, english: Catalogue) -> Iterator[Catalogue]:
    """The catalogue in every language for which there is a PO file.

    Raises:
        ContentError: a translation lacks what it must not lack: a number, an address, what is filled in.
    """
    for language in languages_in(folder / "locale"):
        yield _sound_edition(folder, english, language)


def _sound_edition(folder: Path, english: Catalogue, language: str) -> Catalogue:
    locale = read_locale(folder / "locale", language)
    faults = Faults(f"locale/{language}.po")
    for row in rows(units_of(english, language), locale):
        if row.state not in {State.MISSING, State.STALE}:
            for kind, message in blocking_faults(row.unit.text, row.text):
                faults.add(message, item=row.unit.id, field=kind)
    faults.raise_as(ContentError, f"the translation into {language}")
    return edition(english, locale)

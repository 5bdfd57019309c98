"""Handbook: what users hold. A thin face over the rooms beneath it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self, TypeVar

from opsi_handbook.content import read_catalogue
from opsi_handbook.editions import catalogue_for, checked_folder, tags_of
from opsi_handbook.errors import InvalidInputError
from opsi_handbook.model import Catalogue, Item
from opsi_handbook.model.lookup import ItemLookup
from opsi_handbook.text import on_one_line

if TYPE_CHECKING:
    import networkx as nx

    from opsi_handbook.advising import Adviser
    from opsi_handbook.groups import Sheet, Table, Tally, Workshop
    from opsi_handbook.matching.embeddings import Encoder
    from opsi_handbook.matching.local import LocalExample
    from opsi_handbook.matching.search import ItemSearch
    from opsi_handbook.recommend import Advice

__all__ = ["Handbook", "load"]

Ids = Iterable[str | Item]
Result = TypeVar("Result", bound="Advice | Workshop")
_LOADED: dict[str, Handbook] = {}
_LOADING = Lock()


class Handbook(ItemLookup):
    """The handbook in one language. Nothing that it hands out lets a caller change it.

    Get one from `load`. `hb["p2.q4"]` is any item by its id, `hb.question("p2.q4")` the same, typed.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        *,
        encoder: Encoder | None = None,
        examples: Mapping[str, tuple[LocalExample, ...]] | None = None,
        po_dir: Path | None = None,
    ) -> None:
        super().__init__(catalogue)
        self.__dict__.update(_encoder=encoder, _examples=dict(examples or {}), _po_dir=po_dir)

    _encoder: Encoder | None
    _examples: dict[str, tuple[LocalExample, ...]]
    _po_dir: Path | None

    def __repr__(self) -> str:
        return f"<Handbook {self.language} {self.content_version}>"

    def _state(self) -> tuple[Any, ...]:
        return self._catalogue, self._encoder, self._examples, self._po_dir

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Handbook) and (self is other or self._state() == other._state())

    def __hash__(self) -> int:
        return hash((self.language, self.content_version))

    def __reduce__(self) -> tuple[Any, ...]:
        # By a class method: caches that hash an argument by what it is pickled as (Streamlit's) take no functions.
        edition = self._catalogue.model_dump_json().encode()
        return Handbook._restored, (edition, self._encoder, self._examples, self._po_dir)

    @classmethod
    def _restored(
        cls,
        edition: bytes,
        encoder: Encoder | None,
        examples: Mapping[str, tuple[LocalExample, ...]],
        po_dir: Path | None,
    ) -> Self:
        """The handbook that was pickled."""
        catalogue = read_catalogue(edition, "a pickled handbook")
        return cls(catalogue, encoder=encoder, examples=examples, po_dir=po_dir)

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """A new graph of every item and link at each call, the caller's to change; see `opsi_handbook.graph`."""
        from opsi_handbook.graph import graph_of

        return graph_of(self._catalogue)

    def in_language(self, lang: str | Sequence[str], *, po_dir: str | Path | None = None) -> Handbook:
        """The handbook in another language, with what this one was given: encoder, examples, folder of PO files.

        Ids are the same in every language. It raises what `load` raises.
        """
        folder = checked_folder(po_dir) or self._po_dir
        if folder is None and self._encoder is None and not self._examples:
            return load(lang)
        catalogue = catalogue_for(tags_of(lang), folder)
        return Handbook(catalogue, encoder=self._encoder, examples=self._examples, po_dir=folder)

    def with_encoder(self, encoder: Encoder) -> Handbook:
        """The same handbook, with an embedding model of yours that joins in understanding free text.

        `encoder` has `encode(texts)`, which gives a vector for each text. Its points are stated as a reason of their
        own (`encoder`), and where no situations are written in a language they carry the text alone.

        Raises:
            InvalidInputError: it has no `encode`.
        """
        if not callable(getattr(encoder, "encode", None)):
            raise InvalidInputError(f"encoder: must have encode(texts), and a {type(encoder).__name__} has not")
        return Handbook(self._catalogue, encoder=encoder, examples=self._examples, po_dir=self._po_dir)

    def with_examples(self, examples: Mapping[str, Iterable[str]]) -> Handbook:
        """The same handbook, with typical situations of your own in its language beside ours, by question.

        A text that is most like one of them gets its points from it, quotes it, and says that it is local.

        Raises:
            InvalidInputError: a question is not known or a text is none; or we have written no situations in this
                language yet, beside which yours could stand.
        """
        from opsi_handbook.matching.bank import packaged_bank
        from opsi_handbook.matching.local import local_examples

        added = local_examples(self._catalogue, examples, self._examples.get(self.language, ()))
        if packaged_bank(self.language) is None:
            raise InvalidInputError(f"examples: there are none in {self.language} yet beside which yours could stand")
        every = {**self._examples, self.language: added}
        return Handbook(self._catalogue, encoder=self._encoder, examples=every, po_dir=self._po_dir)

    def search(self, text: str, limit: int = 10) -> tuple[Item, ...]:
        """The items that speak of `text`, by the stems of its words and parts of compounds, the best first.

        Raises:
            InvalidInputError: the text is blank or too long, or the limit is not from 1 to 1,000.
        """
        from opsi_handbook.recommend.situation import checked_limit, checked_text

        return self._items.find(checked_text(text), checked_limit(limit))

    def recommend(
        self,
        text: str | None = None,
        challenges: Ids = (),
        marks: Ids = (),
        tried: Ids = (),
        limit: int = 5,
        *,
        principles: Ids = (),
        countries: Iterable[str] = (),
        reachable_urls: Iterable[str] | None = None,
        sheets: Iterable[Sheet] | Tally | Table = (),
    ) -> Advice:
        """Which questions to work on, the best first, each with untried actions, examples, tools and reasons.

        Args:
            text: the problem in your own words, in the edition's language.
            challenges: challenges you face, as ids or items.
            marks: questions on which you need to get better.
            tried: actions you have tried; they drop out.
            limit: the most recommendations to give, from 1 to 1,000.
            principles: only their questions are recommended.
            countries: codes of countries; only questions with a case study from one of them, and only those cases.
            reachable_urls: addresses known to work; only examples and tools with one of them, and only questions with
                such.
            sheets: the sheets of a group, which add what the table of `workshop` shows of them; or one person's sheet,
                whose marks are taken beside `marks`; or the table that a ledger gave.

        Raises:
            UnknownIdError: an id is not known; near ones are named.
            InvalidInputError: an id is named twice or is of another kind, the text is blank or too long, the limit is
                out of bounds, or there are too few sheets to show. Every fault is in the message.
        """
        from opsi_handbook.recommend import Request

        request = Request(text, challenges, marks, tried, limit, principles, countries, reachable_urls)
        if not isinstance(sheets, tuple) or sheets:
            from opsi_handbook.groups.workshop import with_sheets

            request = with_sheets(self._catalogue, request, sheets)
        return self._adviser.advise(request)

    def explain(self, advice: Advice) -> str:
        """Why an advice is as it is, and what would change it, in plain sentences in the edition's language.

        Raises:
            InvalidInputError: the advice is in another language.
        """
        from opsi_handbook.render.sentences import explanation

        return explanation(self._catalogue, self._own(advice))

    def as_markdown(self, result: Advice | Workshop) -> str:
        """An advice, or what a workshop is handed, as a document in Markdown; it raises what `explain` raises."""
        from opsi_handbook.groups.documents import markdown_of

        return markdown_of(self._catalogue, self._own(result))

    def as_html(self, result: Workshop) -> str:
        """What a workshop is handed as one file of HTML that needs nothing else; it raises what `explain` raises."""
        from opsi_handbook.groups.documents import html_of

        return html_of(self._catalogue, self._own(result))

    def verify(self, advice: Advice | str) -> tuple[str, ...]:
        """Where an advice of this edition, or its JSON, differs from what its receipt and the catalogue come to.

        It raises what `opsi_handbook.verify` raises, and `InvalidInputError` if the advice is in another language.
        """
        from opsi_handbook.verifier import differences, document_of

        return differences(document_of(advice), self._catalogue.model_dump(mode="json", exclude_none=True))

    def tally(self, sheets: Iterable[Sheet] | Tally) -> Tally:
        """The exact count of some sheets. Counts can be added up; give the sum to `workshop`. Not for publication.

        Raises:
            InvalidInputError: a sheet names what is no question, or one question twice; every fault is in the message.
        """
        from opsi_handbook.groups.workshop import tally_of

        return tally_of(self._catalogue, sheets)

    def workshop(
        self,
        sheets: Iterable[Sheet] | Tally | Table,
        minutes: int = 90,
        smallest: int = 5,
        limit: int = 5,
        *,
        by_role: bool = False,
        secret: bytes = b"",
    ) -> Workshop:
        """What the sheets of a group come to: a table that may be shown, an agenda for the time at hand, one advice.

        Args:
            sheets: one sheet a person, in any order, or their count from `tally`; or the table that a ledger gave,
                which stands as it is.
            minutes: the time at hand, from 15 to 480.
            smallest: the smallest group of which anything is shown; 1 for an open group, in which nothing is hidden.
            limit: the most recommendations to give, from 1 to 1,000.
            by_role: show those of each role apart; roles that are too small are then counted nowhere.
            secret: what the draws between two true statements are made by; keep it, and do not publish it.

        Raises:
            InvalidInputError: a sheet or one of the numbers is wrong; every fault of the sheets is in the message.
        """
        from opsi_handbook.groups import Table, publish
        from opsi_handbook.groups.workshop import build_workshop

        table = sheets
        if not isinstance(table, Table):
            table = publish(self.tally(table), smallest=smallest, secret=secret, by_role=by_role)
        return build_workshop(self._catalogue, table, minutes, limit)

    def _own(self, result: Result) -> Result:
        if result.language != self.language:
            problem = f"is in {on_one_line(result.language)}, and this handbook in {self.language}"
            raise InvalidInputError(
                f"{type(result).__name__.lower()}: {problem}; use hb.in_language({result.language!r})"
            )
        return result

    @cached_property
    def _adviser(self) -> Adviser:
        from opsi_handbook.advising import Adviser

        return Adviser(self._catalogue, self._encoder, self._examples.get(self.language, ()))

    @cached_property
    def _items(self) -> ItemSearch:
        from opsi_handbook.matching.search import ItemSearch

        return ItemSearch(self._catalogue)


def load(lang: str | Sequence[str] = "en", *, po_dir: str | Path | None = None) -> Handbook:
    """The handbook in a language: for a packaged edition the same frozen object each time, in every thread.

    Args:
        lang: a BCP 47 tag; a near relative serves where the tag itself has no edition (`sv-FI` gets `sv`). Or several
            tags, the most wanted first: the first that has an edition is taken, and what it lacks stands in those
            after it, and in English last. `hb.fallback` says which texts do.
        po_dir: a folder of PO files of your own, which are taken before the packaged editions.

    Raises:
        UnknownLanguageError: there is no edition in any of the languages or near them; those there are are named.
        InvalidInputError: `lang` is no tag, or there is no such folder.
        ContentError: the data of the package or the folder is damaged.
    """
    tags, folder = tags_of(lang), checked_folder(po_dir)
    if folder is not None:
        return Handbook(catalogue_for(tags, folder), po_dir=folder)
    with _LOADING:
        catalogue = catalogue_for(tags, None)
        return _LOADED.setdefault(catalogue.language, Handbook(catalogue))

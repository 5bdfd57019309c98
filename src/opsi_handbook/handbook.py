"""Handbook: what users hold. A thin face over the rooms beneath it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, overload

from opsi_handbook.content import languages, packaged_catalogue
from opsi_handbook.content.packaged import negotiate, packaged_lexicon, packaged_situations
from opsi_handbook.errors import InvalidInputError, UnknownIdError, UnknownLanguageError
from opsi_handbook.ids import Kind, kind_of, near
from opsi_handbook.model import (
    Action,
    CaseStudy,
    Catalogue,
    Challenge,
    Dimension,
    FrontMatter,
    Item,
    Principle,
    Question,
    Relation,
    Term,
    Toolkit,
)
from opsi_handbook.translate.pseudo import PSEUDO

if TYPE_CHECKING:
    import networkx as nx

    from opsi_handbook.journey import Sheet, Tally, Workshop
    from opsi_handbook.recommend import Advice
    from opsi_handbook.recommend.advice import Room
    from opsi_handbook.recommend.encoder import Encoder
    from opsi_handbook.recommend.engine import Deck, Understood
    from opsi_handbook.recommend.local import OwnSituation

__all__ = ["Handbook", "load"]


class Handbook:
    """The handbook in one language. Nothing that it hands out lets a caller change it.

    Get one from `load`. `hb["p2.q4"]` is any item by its id; iterating gives every item in reading order.
    """

    def __init__(
        self, catalogue: Catalogue, encoder: Encoder | None = None, told: tuple[OwnSituation, ...] = ()
    ) -> None:
        items = {item.id: item for item in catalogue.items()}
        object.__setattr__(self, "_encoder", encoder)
        object.__setattr__(self, "_told", told)
        object.__setattr__(self, "_catalogue", catalogue)
        object.__setattr__(self, "_items", MappingProxyType(items))

    _catalogue: Catalogue
    _encoder: Encoder | None
    _told: tuple[OwnSituation, ...]
    _items: Mapping[str, Item]

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a Handbook is frozen: {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a Handbook is frozen: {name} cannot be deleted")

    def __repr__(self) -> str:
        return f"<Handbook {self.language} {self.content_version}>"

    @overload
    def __getitem__(self, id_: str) -> Any: ...
    @overload
    def __getitem__(self, id_: object) -> Any: ...
    def __getitem__(self, id_: Any) -> Any:
        """The item with an id.

        Raises:
            UnknownIdError: there is none; the message names near ids.
        """
        try:
            return self._items[id_]
        except (KeyError, TypeError):
            raise self._unknown(id_) from None

    def _unknown(self, id_: object) -> UnknownIdError:
        shown = str(id_)[:80].encode("ascii", "backslashreplace").decode()
        for stone in self._catalogue.tombstones:
            if stone.id == id_:
                successor = f"; its place was taken by {stone.successor}" if stone.successor else ""
                return UnknownIdError(f"{shown!r} was retired: {stone.reason}{successor}")
        near_ones = near(str(id_), self._items)
        hint = f"; did you mean {' or '.join(near_ones)}?" if near_ones else ""
        return UnknownIdError(f"there is no item {shown!r}{hint}")

    def __contains__(self, id_: object) -> bool:
        return isinstance(id_, str) and id_ in self._items

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items.values())

    def __len__(self) -> int:
        return len(self._items)

    @property
    def language(self) -> str:
        """The BCP 47 tag of the edition."""
        return self._catalogue.language

    @property
    def content_version(self) -> str:
        """The version of the content, as major.minor.patch."""
        return self._catalogue.content_version

    @property
    def fallback(self) -> Mapping[str, str]:
        """The units of text that this edition lacks, and the language in which each of them stands instead."""
        info = self._catalogue.translation
        return MappingProxyType({entry.unit: entry.language for entry in info.fallback} if info else {})

    @cached_property
    def notice(self) -> str | None:
        """What a reader must be told of this translation: a machine's draft, incomplete, stale. None if nothing."""
        info = self._catalogue.translation
        if info is None:
            return None
        parts = [self.phrases["ui.machine-draft"]] if info.machine else []
        if info.fallback:
            languages_ = ", ".join(sorted(set(self.fallback.values())))
            parts.append(self.phrases["ui.incomplete"].format(count=len(info.fallback), languages=languages_))
        if info.stale:
            parts.append(self.phrases["ui.stale"].format(count=len(info.stale)))
        return " ".join(parts) or None

    def in_language(self, lang: str | Sequence[str], *, folder: str | Path | None = None) -> Handbook:
        """The handbook in another language. Ids are the same, so answers given in one show in any other."""
        return load(lang, folder=folder)

    @property
    def terms(self) -> tuple[Term, ...]:
        """The field's words and what they mean here."""
        return self._catalogue.terms

    @property
    def catalogue(self) -> Catalogue:
        """The validated whole behind this handbook."""
        return self._catalogue

    @property
    def front_matter(self) -> FrontMatter:
        """What stands around the principles: purpose, steps, makers, licence, disclaimer."""
        return self._catalogue.front_matter

    @property
    def principles(self) -> tuple[Principle, ...]:
        """The five principles, in printed order."""
        return self._catalogue.principles

    @cached_property
    def _runs(self) -> dict[Kind, tuple[Any, ...]]:
        runs: dict[Kind, list[Item]] = {kind: [] for kind in Kind}
        for item in self:
            kind = kind_of(item.id)
            if kind is not None:
                runs[kind].append(item)
        return {kind: tuple(run) for kind, run in runs.items()}

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Every dimension, in printed order."""
        return self._runs[Kind.DIMENSION]

    @property
    def challenges(self) -> tuple[Challenge, ...]:
        """Every challenge, in printed order."""
        return self._runs[Kind.CHALLENGE]

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every assessment question, in printed order."""
        return self._runs[Kind.QUESTION]

    @property
    def actions(self) -> tuple[Action, ...]:
        """Every action, in printed order."""
        return self._runs[Kind.ACTION]

    @property
    def case_studies(self) -> tuple[CaseStudy, ...]:
        """Every case study, in printed order."""
        return self._catalogue.case_studies

    @property
    def toolkits(self) -> tuple[Toolkit, ...]:
        """Every toolkit, in printed order."""
        return self._catalogue.toolkits

    @property
    def relations(self) -> tuple[Relation, ...]:
        """Every link that this project draws between items, with its reason."""
        return self._catalogue.relations

    @cached_property
    def phrases(self) -> Mapping[str, str]:
        """The sentences of reports and of the command line, by id, in the edition's language."""
        return MappingProxyType({phrase.id: phrase.text for phrase in self._catalogue.phrases})

    @property
    def graph(self) -> nx.MultiDiGraph[str]:
        """A new graph of every item and link at each call, the caller's to change; see `opsi_handbook.graph`."""
        from opsi_handbook.graph import graph_of

        return graph_of(self._catalogue, self.notice or "")

    def search(self, text: str, limit: int = 10) -> tuple[Item, ...]:
        """The items whose text shares the rarer words of `text`, the best first; ties in reading order.

        Raises:
            InvalidInputError: the text is blank or too long, or the limit is not from 1 to 1,000.
        """
        from opsi_handbook.recommend.situation import situation

        given = situation((), text=text, limit=limit)
        found = self._index.search(given.text or "")
        places = {id_: place for place, id_ in enumerate(self._items)}
        ranked = sorted(found, key=lambda id_: (-found[id_][0], places[id_]))
        return tuple(self._items[id_] for id_ in ranked[:limit])

    @cached_property
    def _index(self) -> Any:
        from opsi_handbook.recommend.texts import item_index

        return item_index(self._catalogue)

    def recommend(
        self,
        text: str | None = None,
        challenges: Iterable[str] = (),
        marks: Iterable[str] = (),
        tried: Iterable[str] = (),
        limit: int = 5,
        *,
        principles: Iterable[str] = (),
        countries: Iterable[str] = (),
        working: Iterable[str] | None = None,
        sheets: Iterable[Sheet] | Tally = (),
    ) -> Advice:
        """Which questions to work on, the best first, each with untried actions, examples, tools and reasons.

        Args:
            text: the problem in your own words, in the edition's language.
            challenges: ids of challenges you face.
            marks: ids of questions on which you need to get better.
            tried: ids of actions you have tried; they drop out.
            limit: the most recommendations to give, from 1 to 1,000.
            principles: ids of principles; only their questions are recommended.
            countries: codes of countries; only questions with a case study from one of them, and only those cases.
            working: addresses known to work; only examples and tools with one of them, and only questions with such.
            sheets: the sheets of a group, which add what the table of `workshop` shows of them; or one person's sheet,
                whose marks are taken as `marks`.

        Raises:
            UnknownIdError: an id is not known; near ones are named.
            InvalidInputError: an id is named twice or is of another kind, the text is blank or too long, the limit is
                out of bounds, or there are too few sheets to show. Every fault is in the message.
        """
        from opsi_handbook.recommend.engine import advise
        from opsi_handbook.recommend.situation import situation

        own, count, room = self._group(sheets) if sheets else ((), 0, ())
        given = situation(
            self._items, text, challenges, (*marks, *own) if own else marks, tried, limit,
            principles=principles, countries=countries, working=working, sheets=count, room=room,
        )  # fmt: skip
        return advise(self._deck, given, None if given.text is None else self._listen(given.text))

    def _group(self, sheets: Iterable[Sheet] | Tally) -> tuple[tuple[str, ...], int, tuple[Room, ...]]:
        from opsi_handbook.journey.workshop import group_of  # only for those who have sheets

        return group_of(self.tally(sheets))

    def with_encoder(self, encoder: Encoder) -> Handbook:
        """The same handbook, with an embedding model of yours that joins in understanding free text.

        `encoder` has `encode(texts)`, which gives a vector for each text. Its points are stated as a reason of their
        own (`encoder`), and where no situations are written in a language they carry the text alone.
        """
        return Handbook(self._catalogue, encoder, self._told)

    def with_situations(self, situations: Mapping[str, Iterable[str]]) -> Handbook:
        """The same handbook, with typical situations of your own beside the packaged ones, by question.

        A text that is most like one of them gets its points from it, quotes it, and says that it is local.

        Raises:
            InvalidInputError: a question is not known or a text is none; or we have written no situations in this
                language yet, beside which yours could stand.
        """
        from opsi_handbook.recommend.local import checked_situations

        told = checked_situations(situations, self._deck.questions)
        if packaged_lexicon(self.language) is None:
            raise InvalidInputError(
                f"situations: there are none in {self.language!r} yet beside which yours could stand"
            )
        return Handbook(self._catalogue, self._encoder, told)

    def tally(self, sheets: Iterable[Sheet] | Tally) -> Tally:
        """The exact count of some sheets. Counts can be added up; give the sum to `workshop`. Not for publication.

        Raises:
            InvalidInputError: a sheet names what is no question, or one question twice; every fault is in the message.
        """
        from opsi_handbook.journey import Tally
        from opsi_handbook.journey.sheet import checked_sheets

        if isinstance(sheets, Tally):
            return sheets
        questions = self._deck.questions
        return Tally.of(checked_sheets(sheets, questions), questions)

    def workshop(
        self, sheets: Iterable[Sheet] | Tally, minutes: int = 90, smallest: int = 5, limit: int = 5
    ) -> Workshop:
        """What the sheets of a group come to: a table that may be shown, an agenda for the time at hand, one advice.

        Args:
            sheets: one sheet a person, in any order, or their count from `tally`.
            minutes: the time at hand, from 15 to 480.
            smallest: the smallest group of which anything is shown; 1 for an open group, in which nothing is hidden.
            limit: the most recommendations to give, from 1 to 1,000.

        Raises:
            InvalidInputError: a sheet or one of the numbers is wrong; every fault of the sheets is in the message.
        """
        from opsi_handbook.journey.workshop import hold

        return hold(self._deck, self.tally(sheets), minutes, smallest, limit)

    @cached_property
    def _deck(self) -> Deck:
        from opsi_handbook.recommend.engine import Deck

        return Deck(
            questions={question.id: question for question in self.questions},
            case_studies={case.id: case for case in self.case_studies},
            toolkits={toolkit.id: toolkit for toolkit in self.toolkits},
            relations=self.relations,
            phrases=self.phrases,
            language=self.language,
            content_version=self.content_version,
            notice=self.notice,
        )

    @cached_property
    def _listen(self) -> Callable[[str], Understood]:
        """What understands free text; made at the first one."""
        from opsi_handbook.recommend.understanding import understanding

        situations = packaged_situations(self.language)
        return understanding(self._catalogue, packaged_lexicon(self.language), situations, self._encoder, self._told)


def load(lang: str | Sequence[str] = "en", *, folder: str | Path | None = None) -> Handbook:
    """The handbook in a language: for a packaged edition the same frozen object each time.

    Args:
        lang: a BCP 47 tag; a near relative serves where the tag itself has no edition (`sv-FI` gets `sv`). Or several
            tags, the most wanted first: the first that has an edition is taken, and what it lacks stands in those
            after it, and in English last. `hb.fallback` says which texts do.
        folder: a folder of PO files of your own, which are taken before the packaged editions.

    Raises:
        UnknownLanguageError: there is no edition in any of the languages or near them; those there are are named.
        ContentError: the data of the package or the folder is damaged.
    """
    tags = (lang,) if isinstance(lang, str) else tuple(lang) if isinstance(lang, Sequence) else ()
    if not tags or not all(isinstance(tag, str) for tag in tags):
        raise InvalidInputError(f"lang: must be a language tag such as 'sv', or several, not {str(lang)[:40]!r}")
    if folder is not None or tags[0] == PSEUDO:
        from opsi_handbook.translate.edition import own_edition

        return Handbook(own_edition(tags, None if folder is None else Path(folder)))
    available = languages()
    for tag in tags[:-1]:
        with suppress(UnknownLanguageError):
            return _handbook(negotiate(tag, available))
    return _handbook(negotiate(tags[-1], available))


@cache
def _handbook(tag: str) -> Handbook:
    return Handbook(packaged_catalogue(tag))

"""The OECD OPSI public-sector innovation handbook as a typed library, and advice from it.

>>> import opsi_handbook as oh
>>> hb = oh.load()
>>> hb.question("p2.q2").title
'A culture open to innovation'
"""

TYPE_CHECKING = False  # a type checker takes it for true; `typing` itself would cost more than all the rest here
if TYPE_CHECKING:
    from opsi_handbook.editions import languages as languages
    from opsi_handbook.errors import ContentError as ContentError
    from opsi_handbook.errors import Fault as Fault
    from opsi_handbook.errors import InvalidInputError as InvalidInputError
    from opsi_handbook.errors import MissingExtraError as MissingExtraError
    from opsi_handbook.errors import OpsiHandbookError as OpsiHandbookError
    from opsi_handbook.errors import UnknownIdError as UnknownIdError
    from opsi_handbook.errors import UnknownLanguageError as UnknownLanguageError
    from opsi_handbook.groups import Agenda as Agenda
    from opsi_handbook.groups import AgendaPoint as AgendaPoint
    from opsi_handbook.groups import ImportedSheets as ImportedSheets
    from opsi_handbook.groups import ImportNote as ImportNote
    from opsi_handbook.groups import ImportNoteKind as ImportNoteKind
    from opsi_handbook.groups import Ledger as Ledger
    from opsi_handbook.groups import Part as Part
    from opsi_handbook.groups import PointKind as PointKind
    from opsi_handbook.groups import Published as Published
    from opsi_handbook.groups import Role as Role
    from opsi_handbook.groups import RoleTable as RoleTable
    from opsi_handbook.groups import Row as Row
    from opsi_handbook.groups import Sheet as Sheet
    from opsi_handbook.groups import SheetMapping as SheetMapping
    from opsi_handbook.groups import Table as Table
    from opsi_handbook.groups import Tally as Tally
    from opsi_handbook.groups import Workshop as Workshop
    from opsi_handbook.groups import import_sheets as import_sheets
    from opsi_handbook.groups import publish as publish
    from opsi_handbook.groups import read_ledger as read_ledger
    from opsi_handbook.groups import read_sheets as read_sheets
    from opsi_handbook.groups import sheet_template as sheet_template
    from opsi_handbook.handbook import Handbook as Handbook
    from opsi_handbook.handbook import load as load
    from opsi_handbook.ids import Kind as Kind
    from opsi_handbook.matching import Evidence as Evidence
    from opsi_handbook.matching import EvidenceKind as EvidenceKind
    from opsi_handbook.matching import ReasonKind as ReasonKind
    from opsi_handbook.matching import TextReceipt as TextReceipt
    from opsi_handbook.matching.embeddings import Encoder as Encoder
    from opsi_handbook.matching.local import LocalExample as LocalExample
    from opsi_handbook.model import Action as Action
    from opsi_handbook.model import Argument as Argument
    from opsi_handbook.model import CaseStudy as CaseStudy
    from opsi_handbook.model import Catalogue as Catalogue
    from opsi_handbook.model import Challenge as Challenge
    from opsi_handbook.model import Dimension as Dimension
    from opsi_handbook.model import Fallback as Fallback
    from opsi_handbook.model import FrontMatter as FrontMatter
    from opsi_handbook.model import Item as Item
    from opsi_handbook.model import Layer as Layer
    from opsi_handbook.model import Link as Link
    from opsi_handbook.model import Maker as Maker
    from opsi_handbook.model import Passage as Passage
    from opsi_handbook.model import Phrase as Phrase
    from opsi_handbook.model import Phrases as Phrases
    from opsi_handbook.model import Principle as Principle
    from opsi_handbook.model import Question as Question
    from opsi_handbook.model import QuestionSummary as QuestionSummary
    from opsi_handbook.model import Relation as Relation
    from opsi_handbook.model import RelationKind as RelationKind
    from opsi_handbook.model import Term as Term
    from opsi_handbook.model import Tombstone as Tombstone
    from opsi_handbook.model import Toolkit as Toolkit
    from opsi_handbook.model import Translation as Translation
    from opsi_handbook.model import UnitState as UnitState
    from opsi_handbook.model import Work as Work
    from opsi_handbook.recommend import Advice as Advice
    from opsi_handbook.recommend import Confidence as Confidence
    from opsi_handbook.recommend import Counterfactual as Counterfactual
    from opsi_handbook.recommend import Filters as Filters
    from opsi_handbook.recommend import FirstStep as FirstStep
    from opsi_handbook.recommend import GroupBand as GroupBand
    from opsi_handbook.recommend import GroupMark as GroupMark
    from opsi_handbook.recommend import Hint as Hint
    from opsi_handbook.recommend import HintKind as HintKind
    from opsi_handbook.recommend import Reason as Reason
    from opsi_handbook.recommend import Receipt as Receipt
    from opsi_handbook.recommend import Recommendation as Recommendation
    from opsi_handbook.recommend import Related as Related
    from opsi_handbook.recommend import RunnerUp as RunnerUp
    from opsi_handbook.recommend import Situation as Situation
    from opsi_handbook.recommend.reading import read_advice as read_advice
    from opsi_handbook.verifier import stated as stated
    from opsi_handbook.verifier import verify as verify

_HOMES = {
    "Action": "model",
    "Advice": "recommend",
    "Agenda": "groups",
    "AgendaPoint": "groups",
    "Argument": "model",
    "CaseStudy": "model",
    "Catalogue": "model",
    "Challenge": "model",
    "Confidence": "recommend",
    "ContentError": "errors",
    "Counterfactual": "recommend",
    "Dimension": "model",
    "Encoder": "matching.embeddings",
    "Evidence": "matching",
    "EvidenceKind": "matching",
    "Fallback": "model",
    "Fault": "errors",
    "Filters": "recommend",
    "FirstStep": "recommend",
    "FrontMatter": "model",
    "GroupBand": "recommend",
    "GroupMark": "recommend",
    "Handbook": "handbook",
    "ImportNote": "groups",
    "ImportNoteKind": "groups",
    "ImportedSheets": "groups",
    "InvalidInputError": "errors",
    "Hint": "recommend",
    "HintKind": "recommend",
    "Item": "model",
    "Kind": "ids",
    "Layer": "model",
    "Ledger": "groups",
    "Link": "model",
    "LocalExample": "matching.local",
    "Maker": "model",
    "MissingExtraError": "errors",
    "OpsiHandbookError": "errors",
    "Part": "groups",
    "Passage": "model",
    "Phrase": "model",
    "Phrases": "model",
    "PointKind": "groups",
    "Principle": "model",
    "Published": "groups",
    "Question": "model",
    "QuestionSummary": "model",
    "Reason": "recommend",
    "ReasonKind": "matching",
    "Receipt": "recommend",
    "Recommendation": "recommend",
    "Related": "recommend",
    "Relation": "model",
    "RelationKind": "model",
    "Role": "groups",
    "RoleTable": "groups",
    "Row": "groups",
    "RunnerUp": "recommend",
    "Sheet": "groups",
    "SheetMapping": "groups",
    "Situation": "recommend",
    "Table": "groups",
    "Tally": "groups",
    "Term": "model",
    "TextReceipt": "matching",
    "Tombstone": "model",
    "Toolkit": "model",
    "Translation": "model",
    "UnknownIdError": "errors",
    "UnitState": "model",
    "UnknownLanguageError": "errors",
    "Work": "model",
    "Workshop": "groups",
    "import_sheets": "groups",
    "languages": "editions",
    "load": "handbook",
    "publish": "groups",
    "read_advice": "recommend.reading",
    "read_ledger": "groups",
    "read_sheets": "groups",
    "sheet_template": "groups",
    "stated": "verifier",
    "verify": "verifier",
}

__version__ = "0.2.0.dev0"
__all__ = [
    "Action",
    "Advice",
    "Agenda",
    "AgendaPoint",
    "Argument",
    "CaseStudy",
    "Catalogue",
    "Challenge",
    "Confidence",
    "ContentError",
    "Counterfactual",
    "Dimension",
    "Encoder",
    "Evidence",
    "EvidenceKind",
    "Fallback",
    "Fault",
    "Filters",
    "FirstStep",
    "FrontMatter",
    "GroupBand",
    "GroupMark",
    "Handbook",
    "Hint",
    "HintKind",
    "ImportNote",
    "ImportNoteKind",
    "ImportedSheets",
    "InvalidInputError",
    "Item",
    "Kind",
    "Layer",
    "Ledger",
    "Link",
    "LocalExample",
    "Maker",
    "MissingExtraError",
    "OpsiHandbookError",
    "Part",
    "Passage",
    "Phrase",
    "Phrases",
    "PointKind",
    "Principle",
    "Published",
    "Question",
    "QuestionSummary",
    "Reason",
    "ReasonKind",
    "Receipt",
    "Recommendation",
    "Related",
    "Relation",
    "RelationKind",
    "Role",
    "RoleTable",
    "Row",
    "RunnerUp",
    "Sheet",
    "SheetMapping",
    "Situation",
    "Table",
    "Tally",
    "Term",
    "TextReceipt",
    "Tombstone",
    "Toolkit",
    "Translation",
    "UnitState",
    "UnknownIdError",
    "UnknownLanguageError",
    "Work",
    "Workshop",
    "__version__",
    "import_sheets",
    "languages",
    "load",
    "publish",
    "read_advice",
    "read_ledger",
    "read_sheets",
    "sheet_template",
    "stated",
    "verify",
]

if not TYPE_CHECKING:

    def __getattr__(name):
        # Nothing is imported before it is asked for: a tool that embeds the library starts as fast as without it.
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted(__all__)

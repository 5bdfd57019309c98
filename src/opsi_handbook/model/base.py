"""What all models share: frozen, nothing unknown let in, and the few kinds of value they are made of."""

import re
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Self, TypeVar

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler
from pydantic_core import CoreSchema, ValidationError, core_schema
from pydantic_core import Url as ParsedUrl

from opsi_handbook.model.codes import COUNTRIES, LANGUAGES
from opsi_handbook.text import shown, unwanted

__all__ = ["Country", "LanguageTag", "Layer", "Model", "Text", "Url", "is_language"]


class Layer(StrEnum):
    """Who says so: the handbook (`source`), this project (`editorial`) or an overlay (`local`)."""

    SOURCE = "source"
    EDITORIAL = "editorial"
    LOCAL = "local"


# The four places in which pydantic keeps a record, written to without its checks and without a look-up by name.
_SET_VALUES, _SET_GIVEN, _SET_EXTRA, _SET_PRIVATE = (
    vars(BaseModel)[name].__set__
    for name in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


@cache
def _fields_of(model: type[BaseModel]) -> set[str]:
    return set(model.model_fields)


class Model(BaseModel):
    """A frozen record that refuses fields it does not know.

    The schema is built at first use: the parts of a catalogue then share one, and importing costs nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    @property
    def model_fields_set(self) -> set[str]:
        """The fields that were given; a copy, since many records may share one."""
        return set(super().model_fields_set)

    @classmethod
    def trusted(cls, **values: Any) -> Self:
        """A record of values that hold already and name every field: validating them again would double the time."""
        return _record(cls, values)

    def but(self, **changes: Any) -> Self:
        """The same record with some values changed, which hold already."""
        return _record(type(self), self.__dict__ | changes)

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        from opsi_handbook.model.descriptions import field_descriptions  # only for those who ask for a schema

        schema = handler(core_schema)
        properties = handler.resolve_ref_schema(schema).get("properties", {})
        for name, text in field_descriptions(cls).items():
            properties[name].setdefault("description", text)
        return schema


AnyModel = TypeVar("AnyModel", bound=Model)


def _record(cls: type[AnyModel], values: dict[str, Any]) -> AnyModel:
    record = cls.__new__(cls)
    _SET_VALUES(record, values)
    _SET_GIVEN(record, _fields_of(cls))
    _SET_EXTRA(record, None)
    _SET_PRIVATE(record, None)
    return record


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("the text is empty; write it, or leave the field out where it may be left out")
    if value != value.strip():
        raise ValueError("the text begins or ends with a space; remove it")
    character = unwanted(value)
    if character:
        raise ValueError(f"the text holds the character {character}, which cannot be shown; remove it")
    return value


def _url(value: str) -> str:
    # Parsed to see that it holds, kept as it was written: a parser would change the letters of an address.
    try:
        parsed = ParsedUrl(value)
    except ValidationError:
        raise ValueError(f"{shown(value)} is no web address; give a whole one, https://…") from None
    if parsed.scheme not in {"http", "https"} or not parsed.host or "." not in parsed.host or re.search(r"\s", value):
        raise ValueError(f"{shown(value)} is no web address; give a whole one, https://…")
    return value


def _country(value: str) -> str:
    if value not in COUNTRIES:
        raise ValueError(f"{shown(value)} is no country; use an ISO 3166-1 code of two letters, EU or XK")
    return value


def is_language(tag: str) -> bool:
    """Whether a text is a BCP 47 tag whose parts are all registered."""
    language, hyphen, region = tag.partition("-")
    if language in LANGUAGES and (not hyphen or region in COUNTRIES):
        return True
    if not re.fullmatch(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*", tag):
        return False
    import langcodes  # a third of the time of `load`; the usual tags never get here

    try:
        return langcodes.Language.get(tag, normalize=False).is_valid()
    except ValueError:  # the root of LanguageTagError
        return False


def _language(value: str) -> str:
    if not is_language(value):
        raise ValueError(f"{shown(value)} is no language; use a BCP 47 tag such as sv or pt-BR")
    return value


class Checked:
    """Marks a text that a function looks at, and a length it may have.

    It does what `AfterValidator` and `Field` do, in a tenth of the time that those take for each field of a model.
    """

    def __init__(self, check: Callable[[str], str] | None = None, **bounds: int) -> None:
        self._check = check
        self._bounds = bounds

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        plain = core_schema.str_schema(**self._bounds)  # type: ignore[arg-type]  # min_length and max_length
        return core_schema.no_info_after_validator_function(self._check, plain) if self._check else plain


Text = Annotated[str, Checked(_text)]
"""A text that a person reads: not blank, no space around it, no characters that cannot be shown."""

Url = Annotated[str, Checked(_url)]
"""A whole web address, kept letter by letter as written."""

Country = Annotated[str, Checked(_country)]
"""An ISO 3166-1 alpha-2 code, or EU, or XK."""

LanguageTag = Annotated[str, Checked(_language)]
"""A BCP 47 language tag."""

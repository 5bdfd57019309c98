"""The names at the root: pinned, documented, seen by type checkers, and none imported before it is asked for."""

from __future__ import annotations

import ast
import importlib
import inspect
import pickle
from pathlib import Path

import pytest
from pydantic import BaseModel

import opsi_handbook as oh
from helpers import python
from opsi_handbook import errors
from opsi_handbook.model import descriptions
from opsi_handbook.model.descriptions import field_descriptions
from opsi_handbook.model.lookup import ItemLookup

SOURCE = ast.parse(Path(oh.__file__).read_text(encoding="utf-8"))
NAMES = [name for name in oh.__all__ if name != "__version__"]


def literal(name):
    """What the module's source gives a name by a literal."""
    (value,) = [
        node.value for node in SOURCE.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == name
    ]
    return ast.literal_eval(value)


def test_all_is_a_literal_in_order_and_what_there_is():
    assert literal("__all__") == oh.__all__
    assert sorted(set(oh.__all__)) == oh.__all__
    assert dir(oh) == oh.__all__
    shown_to_checkers = {
        alias.name
        for node in ast.walk(SOURCE)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.name == alias.asname
    }
    assert shown_to_checkers == set(NAMES) == set(literal("_HOMES"))
    for name in oh.__all__:
        getattr(oh, name)
    ground = {"advising", "cli", "editions", "files", "graph", "ids", "plurals", "text"}
    rooms = ground | set(literal("_HOMES").values())
    offered = {name for name in vars(oh) if not name.startswith("_")} - {room.split(".")[0] for room in rooms}
    assert offered - {"TYPE_CHECKING", "authoring", "content", "render", "translate"} == set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_each_name_is_the_rooms_own_and_documented(name):
    value = getattr(oh, name)
    home = importlib.import_module(f"opsi_handbook.{literal('_HOMES')[name]}")
    assert getattr(home, name) is value
    assert name in home.__all__
    assert inspect.cleandoc(vars(value)["__doc__"] if isinstance(value, type) else value.__doc__)


def test_a_name_is_kept_once_it_was_asked_for():
    script = "import opsi_handbook as oh; assert 'Advice' not in vars(oh); oh.Advice; print('Advice' in vars(oh))"
    assert python(script) == "True"


@pytest.mark.parametrize("name", ["laod", "nothing", "_HOMES_", "__path", "advice"])
def test_a_name_that_is_not_there_is_an_attribute_error(name):
    with pytest.raises(AttributeError, match=f"module 'opsi_handbook' has no attribute '{name}'"):
        getattr(oh, name)
    assert not hasattr(oh, name)


def test_a_name_that_is_not_there_cannot_be_imported():
    with pytest.raises(ImportError):
        exec("from opsi_handbook import Nope")  # noqa: S102


def test_importing_imports_nothing():
    script = "import sys; before = set(sys.modules); import opsi_handbook; print(sorted(set(sys.modules) - before))"
    assert python(script) == "['opsi_handbook']"
    assert python("import opsi_handbook, sys; print('typing' in sys.modules, 'pydantic' in sys.modules)") in {
        "False False",
        "True False",  # where the interpreter's own start needs it
    }


def test_load_and_recommend_leave_alone_what_they_do_not_need():
    script = (
        "import sys, opsi_handbook as oh\n"
        "oh.load().recommend(text='afraid to fail', marks=['p1.q1'])\n"
        "print([name for name in ('networkx', 'yaml', 'polib', 'click', 'langcodes', 'numpy') if name in sys.modules])"
    )
    assert python(script) == "[]"


def public_members(cls):
    for name, member in vars(cls).items():
        if not name.startswith("_"):
            yield name, getattr(member, "func", getattr(member, "__func__", member))


@pytest.mark.parametrize("cls", [oh.Handbook, ItemLookup, oh.Phrases, oh.Catalogue, oh.Tally], ids=lambda c: c.__name__)
def test_every_public_member_is_documented(cls):
    fields = set(getattr(cls, "model_fields", ())) | {"model_config"}
    undocumented = [
        name for name, member in public_members(cls) if name not in fields and not getattr(member, "__doc__", None)
    ]
    assert undocumented == []


MODELS = [name for name in NAMES if isinstance(getattr(oh, name), type) and issubclass(getattr(oh, name), BaseModel)]


@pytest.mark.parametrize("name", MODELS)
def test_every_field_of_every_public_model_is_described(name):
    model = getattr(oh, name)
    described = field_descriptions(model)
    assert set(model.model_fields) == set(described) & set(model.model_fields)
    assert all(text == inspect.cleandoc(text) and text[-1] in ".…)`" for text in described.values())
    schema = model.model_json_schema()
    for part in (schema, *schema.get("$defs", {}).values()):
        for field, rule in part.get("properties", {}).items():
            assert rule.get("description"), (name, part.get("title"), field)


def test_a_description_is_that_of_the_class_itself():
    page = "The page of the printed Swedish edition; none for what is not printed there."
    assert field_descriptions(oh.Relation)["layer"] == "Whose word it is: ours (`editorial`) or a local addition."
    assert field_descriptions(oh.Action)["layer"].startswith("Whose word it is: the handbook's")
    assert oh.Action.model_json_schema()["properties"]["page"]["description"] == page
    assert field_descriptions(int) == {}


def test_without_its_source_a_model_has_no_descriptions(monkeypatch):
    def nothing(_):
        raise OSError("could not get source code")

    descriptions._classes.cache_clear()
    monkeypatch.setattr(inspect, "getsource", nothing)
    try:
        assert field_descriptions(oh.Link) == {}
        assert oh.Link.model_json_schema()["properties"]["label"] == {"title": "Label", "type": "string"}
    finally:
        descriptions._classes.cache_clear()


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith("Error")])
def test_errors_go_from_one_process_to_another(name):
    fault = oh.Fault("a.yaml", 3, "p1", "title", "is wrong")
    error = getattr(oh, name)("two faults:", [fault, fault])
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.message, again.faults, str(again)) == (error.message, error.faults, str(error))
    assert isinstance(again, oh.OpsiHandbookError)


def test_errors_are_also_what_python_calls_them():
    assert issubclass(oh.UnknownIdError, KeyError)
    assert issubclass(oh.UnknownLanguageError, LookupError)
    assert issubclass(oh.InvalidInputError, ValueError)
    assert issubclass(oh.ContentError, ValueError)
    assert issubclass(oh.MissingExtraError, ImportError)
    assert set(errors.__all__) - {"Faults", "Problem"} == {n for n in NAMES if n.endswith("Error")} | {"Fault"}


def test_a_fault_says_where_in_full_and_an_error_tells_fifty():
    assert str(oh.Fault("a.yaml", 3, "p1", "title", "is wrong")) == "a.yaml:3: p1 (title): is wrong"
    assert str(oh.Fault("a.yaml", 0, "", "title", "is wrong")) == "a.yaml: title: is wrong"
    assert str(oh.Fault("", 0, "p1", "", "is wrong")) == "p1: is wrong"
    many = [oh.Fault("a", place, "", "", "wrong") for place in range(1, 61)]
    lines = str(oh.ContentError("a: 60 faults:", many)).splitlines()
    assert lines[0] == "a: 60 faults:"
    assert (lines[1], lines[50], lines[51:]) == ("  a:1: wrong", "  a:50: wrong", ["  … (+ 10)"])
    assert str(oh.ContentError("a: wrong", many[:1])) == "a: wrong"
    assert len(str(oh.ContentError("a:", many[:50])).splitlines()) == 51

"""Writes the pages of the documentation that are made of the code: every command, every public name."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

import opsi_handbook as oh
from opsi_handbook.cli.main import cli

DOCS = Path(__file__).resolve().parent.parent / "docs"

# They are run in this order, in one folder that has the checkout's content/, by tests/test_docs.py.
EXAMPLES = {
    "recommend": """
        opsi-handbook recommend "our staff are afraid to fail"
        opsi-handbook recommend "we plan for yesterday" --challenge p4.c1 --mark p4.q4 --tried p4.q4.a1 --explain
        echo "medarbetarna vågar inte misslyckas" | opsi-handbook recommend - --lang sv
        opsi-handbook recommend --mark p2.q2 --json > advice.json""",
    "verify": "opsi-handbook verify advice.json",
    "languages": "opsi-handbook languages",
    "list": "opsi-handbook list case-studies --lang sv",
    "show": "opsi-handbook show p2.q2",
    "search": "opsi-handbook search citizens --limit 5",
    "graph": "opsi-handbook graph --format graphml -o handbook.graphml",
    "schema": "opsi-handbook schema advice > advice.schema.json",
    "workshop": """
        echo '[{"role": "staff", "marks": ["p2.q2", "p5.q3"]}, {"marks": []}]' > sheets.json
        opsi-handbook workshop sheets.json --minutes 60 --smallest 1
        opsi-handbook workshop sheets.json --smallest 1 --html --lang sv -o handout.html
        opsi-handbook workshop --template empty.csv --lang sv""",
    "content check": "opsi-handbook content check content",
    "content wording": """
        echo "The council lent every boat to the schools." > source.txt
        opsi-handbook content wording content --against source.txt --lang sv""",
    "content build": "opsi-handbook content build content -o compiled",
    "content train": "",  # it takes a minute
    "translate export": "opsi-handbook translate export --lang fi --format xliff -o fi.xlf",
    "translate import": "opsi-handbook translate import fi.xlf --lang fi",
    "translate status": "opsi-handbook translate status --lang fi",
    "translate check": "opsi-handbook translate check --lang sv",
}


def commands(command: click.Command = cli, path: tuple[str, ...] = ()) -> Iterator[tuple[str, click.Command]]:
    """Every command and group, each with the words that call it."""
    yield " ".join(path), command
    if isinstance(command, click.Group):
        for name in sorted(command.commands):
            yield from commands(command.commands[name], (*path, name))


def code(text: str) -> str:
    """A block of code."""
    return textwrap.indent(textwrap.dedent(text).strip("\n"), "    ")


def help_parts(help_: str | None) -> Iterator[str]:
    """The help of a command, paragraph by paragraph; what follows a `\\b` stands as it is."""
    for part in inspect.cleandoc(help_ or "").split("\n\n"):
        yield code(part.removeprefix("\b\n")) if part.startswith("\b") else " ".join(part.split())


def option_line(option: click.Option) -> str:
    """An option as a point of a list: how it is written, what it does, what holds without it."""
    choice = isinstance(option.type, click.Choice)
    value = option.metavar or ("|".join(option.type.choices) if choice else option.type.name.upper())
    names = [*option.opts, *option.secondary_opts]
    written = ", ".join(f"`{name}`" if option.is_flag else f"`{name} {value}`" for name in names)
    more = [
        "Must be given." if option.required else "",
        "May be given more than once." if option.multiple else "",
        f"Without it: `{option.default}`." if option.show_default and option.default is not None else "",
    ]
    return " ".join(filter(None, [f"- {written}:", option.help or "", *more]))


def context(command: click.Command) -> click.Context:
    """A command as it is called from the command line, with the same two ways to ask for help."""
    return click.Context(command, help_option_names=["-h", "--help"])


def cli_page() -> str:
    """The page of all commands."""
    parts = [
        "# Commands",
        "This page is made of the program by `make docs`; `opsi-handbook COMMAND --help` says the same in a terminal.",
        "Every command leaves with 0 when it is done, 1 when the input is at fault, 2 when it was called wrongly.",
        "Every command takes `-h` or `--help`.",
        "Where a command takes `-o FILE`, it writes to that file and not to the terminal.",
    ]
    for path, command in commands():
        name = f"opsi-handbook {path}".strip()
        pieces = " ".join(command.collect_usage_pieces(context(command)))
        options = [option_line(param) for param in command.params if isinstance(param, click.Option)]
        parts += [f"{'###' if ' ' in path else '##'} {name}", *help_parts(command.help), f"Usage: `{name} {pieces}`"]
        parts += ["\n".join(options)] * bool(options)
        parts += ["For example:", code(EXAMPLES[path])] if EXAMPLES.get(path) else []
    return "\n\n".join(parts) + "\n"


def reference_page() -> str:
    """The page of all public names."""
    kinds: dict[str, list[str]] = {"Functions": [], "Classes": [], "Errors": [], "Other names": []}
    for name in sorted(set(oh.__all__) - {"__version__"}, key=str.lower):
        value = getattr(oh, name)
        is_class = inspect.isclass(value)
        error = is_class and issubclass(value, Exception)
        kind = "Errors" if error else "Classes" if is_class else "Functions" if callable(value) else "Other names"
        kinds[kind].append(f"::: opsi_handbook.{name}")
    parts = [
        "# Reference",
        "Every public name; what is not here may change without notice. `opsi_handbook.__version__` is the version.",
    ]
    for kind, names in kinds.items():
        parts += [f"## {kind}", *names] if names else []
    return "\n\n".join(parts) + "\n"


PAGES = {"cli.md": cli_page, "reference.md": reference_page}

if __name__ == "__main__":
    for file, page in PAGES.items():
        (DOCS / file).write_text(page(), encoding="utf-8")

"""Small faults in a source, made from its syntax tree one at a time, the same ones in the same order each time.

Left alone, for no test could or should notice them:

- annotations, `TYPE_CHECKING` and `__main__` blocks, docstrings, `__all__`, `__slots__`, `__repr__`;
- the words of errors (strings in `raise`, `Fault(...)`, `...Error(...)`) and what describes a field: wording is free;
- strings of a table of more than 20: a test of each could only repeat the table;
- sizes of caches, `slots`, and the `strict` of zips of equal length: no result depends on them;
- `while` is not forced true: it would only run into the time limit.
"""

from __future__ import annotations

import ast
import contextlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any

OPERATORS: dict[type[ast.AST], tuple[str, str]] = {
    ast.Lt: ("<", "<="), ast.LtE: ("<=", "<"), ast.Gt: (">", ">="), ast.GtE: (">=", ">"), ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="), ast.In: ("in", "not in"), ast.NotIn: (r"not\s+in", "in"), ast.Is: ("is", "is not"),
    ast.IsNot: (r"is\s+not", "is"), ast.And: ("and", "or"), ast.Or: ("or", "and"), ast.Add: (r"\+", "-"),
    ast.Sub: ("-", "+"), ast.Mult: (r"\*", "/"), ast.Div: ("/", "*"), ast.FloorDiv: ("//", "*"), ast.Mod: ("%", "//"),
    ast.Pow: (r"\*\*", "*"), ast.BitOr: (r"\|", "&"), ast.BitAnd: ("&", "|"), ast.BitXor: (r"\^", "&"),
    ast.LShift: ("<<", ">>"), ast.RShift: (">>", "<<"),
}  # fmt: skip
"""How each operator is found in the source, and what takes its place."""

_PAIRS = "min max|any all|startswith endswith|removeprefix removesuffix|partition rpartition|find rfind".split("|")
TWINS = {one: other for pair in _PAIRS for one, other in (pair.split(), pair.split()[::-1])}
MOST_ALIKE = 20
UNTOLD_KEYWORDS = {"maxsize", "slots", "strict", "title", "description", "examples"}
UNTOLD_NAMES = {"__all__", "__slots__"}
UNTOLD_FIELDS = {"annotation", "returns", "type_params", "format_spec"}


@dataclass(frozen=True)
class Change:
    """What a fault is, before it has a name: a stretch of the source and what stands there instead."""

    start: int
    end: int
    kind: str
    after: str


@dataclass(frozen=True)
class Mutant:
    """One fault: where it is, what it does, the whole source that has it, and the lines that run it."""

    file: str
    line: int
    column: int
    scope: str
    kind: str
    swap: str
    """What stood there and what stands there now, shortened."""
    nth: int
    """Which of those alike in its scope it is, from 1."""
    lines: range
    source: str = field(repr=False)
    shown: tuple[str, str] = field(repr=False)
    """The line before and after."""

    @property
    def name(self) -> str:
        return f"{self.file}:{self.line}:{self.column}:{self.kind}:{self.swap}"

    @property
    def lasting_name(self) -> str:
        """A name that outlives changes elsewhere in the file: `bench/survivors.txt` knows the mutant by it."""
        return f"{self.file}:{self.scope}:{self.kind}:{self.swap}" + (f"#{self.nth}" if self.nth > 1 else "")


class _Finder:
    """Walks a tree and collects changes, each with its scope and the lines of the statement that runs it."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.tree = ast.parse(source)
        self._lines = source.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self.found: list[tuple[Change, str, range]] = []
        self._walk(self.tree, (), range(0), wording=False)

    def offset(self, line: int, column: int) -> int:
        """Trees count columns in bytes; changes are made in characters."""
        return self._starts[line - 1] + len(self._lines[line - 1].encode()[:column].decode())

    def span(self, node: Any) -> tuple[int, int]:
        return self.offset(node.lineno, node.col_offset), self.offset(node.end_lineno, node.end_col_offset)

    def text(self, node: ast.AST) -> str:
        return self.source[slice(*self.span(node))]

    def _walk(self, node: ast.AST, scope: tuple[str, ...], lines: range, *, wording: bool) -> None:
        if _untold(node):
            return
        if isinstance(node, ast.stmt | ast.match_case):
            lines = _lines_of(node)
        for change in _changes(self, node, wording=wording):
            self.found.append((change, ".".join(scope), lines))
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                scope = (*scope, name)
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                scope = (*scope, name)
        wording = wording or isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _is_fault(node.func))
        for part, value in ast.iter_fields(node):
            children = value if isinstance(value, list) else [value]
            table = sum(map(_is_text, children)) > MOST_ALIKE
            for child in children:
                if part not in UNTOLD_FIELDS and isinstance(child, ast.AST) and self._has_place(node, child):
                    self._walk(child, scope, lines, wording=wording or (table and _is_text(child)))

    def _has_place(self, node: ast.AST, child: ast.AST) -> bool:
        """Whether a part is where the tree says: of an f-string's parts, before Python 3.12, that is not sure."""
        if isinstance(node, ast.JoinedStr):
            return isinstance(child, ast.FormattedValue)
        if isinstance(node, ast.FormattedValue):
            with contextlib.suppress(SyntaxError, IndexError):
                return ast.dump(ast.parse(self.text(child), mode="eval").body) == ast.dump(child)
            return False
        return True


def _untold(node: ast.AST) -> bool:
    """Whether a part of the tree is left alone."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.FunctionDef(name="__repr__"):
            return True
        case ast.Assign(targets=[ast.Name(id=name)]):
            return name in UNTOLD_NAMES
        case ast.keyword(arg=name):
            return name in UNTOLD_KEYWORDS
        case ast.If(test=test):
            return "TYPE_CHECKING" in ast.unparse(test) or "__main__" in ast.unparse(test)
    return False


def _is_text(node: Any) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_fault(function: ast.expr) -> bool:
    return ast.unparse(function).endswith(("Fault", "Error"))


def _lines_of(node: Any) -> range:
    """The lines of a statement; of one with a body, those of its head."""
    body = getattr(node, "cases", None) or getattr(node, "body", None)
    first = _first_line(node)
    return range(first, max(first + 1, _first_line(body[0])) if body else node.end_lineno + 1)


def _first_line(node: Any) -> int:
    return int(getattr(node, "pattern", node).lineno)


def _changes(at: _Finder, node: Any, *, wording: bool) -> Iterator[Change]:  # noqa: C901, PLR0912 - one case a kind
    def instead(kind: str, after: str, part: Any = node) -> Change:
        return Change(*at.span(part), kind, after)

    match node:
        case ast.Compare(left=left, ops=ops, comparators=others):
            yield from _swaps(at, "compare", ops, [left, *others])
        case ast.BoolOp(op=op, values=values):
            yield from _swaps(at, "boolean", [op] * (len(values) - 1), values)
        case ast.BinOp(left=left, op=op, right=right):
            yield from _swaps(at, "arithmetic", [op], [left, right])
        case ast.AugAssign(target=target, op=op, value=value):
            yield from _swaps(at, "arithmetic", [op], [target, value])
            yield instead("statement", "pass")
        case ast.Expr(value=ast.Call()):
            yield instead("statement", "pass")
        case ast.Constant(value=bool(value)):
            yield instead("truth", repr(not value))
        case ast.Constant(value=int(value) | float(value)):
            yield instead("number", repr(value + 1))
        case ast.Constant(value=str(value)) if not wording:
            yield instead("string", repr(f"XX{value}XX" if value else "XX"))
        case ast.JoinedStr() if not wording:
            yield instead("string", f'{at.text(node)} "XX"')
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield instead("not", f"({at.text(operand)})")
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            yield instead("sign", f"+{at.text(operand)}")
        case ast.Return(value=ast.expr()):
            yield instead("return", "return None")
        case ast.If(test=test) | ast.IfExp(test=test) | ast.match_case(guard=ast.expr() as test):
            yield from (instead("condition", forced, test) for forced in ("True", "False"))
        case ast.While(test=test):
            yield instead("condition", "False", test)
        case ast.comprehension(ifs=tests):
            yield from (instead("condition", forced, test) for test in tests for forced in ("True", "False"))
        case ast.Break():
            yield instead("loop", "continue")
        case ast.Continue():
            yield instead("loop", "break")
        case ast.Slice(lower=lower, upper=upper):
            bounds = (bound for bound in (lower, upper) if bound and not isinstance(bound, ast.Constant | ast.UnaryOp))
            yield from (instead("slice", f"({at.text(bound)}) + 1", bound) for bound in bounds)
        case ast.Subscript(slice=ast.Constant(value=0) as index):
            yield instead("end", "-1", index)
        case ast.Subscript(slice=ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=1)) as index):
            yield instead("end", "0", index)
        case ast.Call(func=ast.Name(id="sorted" | "reversed"), args=[first, *_]):
            yield instead("order", f"list({at.text(first)})")
        case ast.Name(id=name) if name in TWINS:
            yield instead("twin", TWINS[name])
        case ast.Attribute(attr=name, value=value) if name in TWINS:
            yield instead("twin", f"{at.text(value)}.{TWINS[name]}")


def _swaps(at: _Finder, kind: str, operators: list[Any], operands: list[Any]) -> Iterator[Change]:
    """Each operator swapped, found in the gap between its operands."""
    for operator, left, right in zip(operators, operands, operands[1:], strict=False):
        pattern, after = OPERATORS.get(type(operator), ("", ""))
        start, end = at.span(left)[1], at.span(right)[0]
        if pattern and (sign := re.search(pattern, at.source[start:end])):
            yield Change(start + sign.start(), start + sign.end(), kind, after)


def faults(source: str, file: str) -> list[Mutant]:
    """Every fault of a source, in the order of their places; those that would change nothing are left out."""
    finder = _Finder(source)
    unharmed = ast.dump(finder.tree)
    seen: Counter[tuple[str, str, str]] = Counter()
    mutants = []
    for change, scope, lines in sorted(finder.found, key=lambda one: (one[0].start, one[0].end, one[0].kind)):
        harmed = source[: change.start] + change.after + source[change.end :]
        with contextlib.suppress(SyntaxError):
            if ast.dump(ast.parse(harmed)) != unharmed:
                swap = f"{_short(source[change.start : change.end])}→{_short(change.after)}"
                seen[scope, change.kind, swap] += 1
                first = source.rfind("\n", 0, change.start) + 1
                before = _line_of(source, first, change.end)
                after = _line_of(harmed, first, change.start + len(change.after))
                line, column = source.count("\n", 0, first) + 1, change.start - first + 1
                nth = seen[scope, change.kind, swap]
                mutants.append(
                    Mutant(file, line, column, scope, change.kind, swap, nth, lines, harmed, (before, after))
                )
    return mutants


def _line_of(text: str, start: int, end: int) -> str:
    """From a place to the end of a line, on one line."""
    return " ".join(text[start : (text + "\n").find("\n", end)].split())


def _short(text: str, most: int = 40) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"

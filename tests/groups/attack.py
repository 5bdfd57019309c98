"""An attack on what is published of groups: it knows the method, but neither the secret nor the sheets.

For each question it takes every way in which a group of this size can have answered, keeps those of which the method
may say what was published, and does the same for a second publication with a few sheets more. What is left for each
hidden number is exact, not a bound: where one value is left, it has been worked out. The hidden numbers are how many
marked the question, left it unmarked and skipped it, before and after, and how the sheets that came answered.

The agenda, the advice and the rows of a group shown by role are worked out from the published table alone, so they
are no further evidence; `test_publishing.py` holds them to that.

    python tests/groups/attack.py 10000
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from itertools import product
from random import Random

from opsi_handbook.groups import Role, Sheet, Table, Tally, publish
from opsi_handbook.groups.bands import true_bands

QUESTIONS = tuple(f"q{number}" for number in range(1, 31))


@cache
def ways(size: int, band: object, skips: bool = True) -> tuple[tuple[int, int, int], ...]:
    """Every (marked, fine, skipped) of a group of this size of which the band may be said."""
    points = (
        (marked, size - marked - skipped, skipped)
        for skipped in range(size + 1 if skips else 1)
        for marked in range(size - skipped + 1)
    )
    return tuple(point for point in points if band in true_bands(*point))


@cache
def left_by_one(size: int, band: object, skips: bool = True) -> tuple[frozenset[int], ...]:
    """The values left for each hidden number after one publication."""
    return tuple(map(frozenset, zip(*ways(size, band, skips), strict=True)))


@cache
def left_by_two(
    before: tuple[int, object], after: tuple[int, object], skips: bool = True
) -> tuple[frozenset[int], ...]:
    """The values left for each hidden number after two publications: before, after, and what came between."""
    (size, band), (size_after, band_after) = before, after
    more = size_after - size
    possible = set(ways(size_after, band_after, skips))
    columns: list[set[int]] = [set() for _ in range(9)]
    steps = [(m, f, more - m - f) for m, f in product(range(more + 1), repeat=2) if m + f <= more]
    for first in ways(size, band, skips):
        for step in steps:
            second = tuple(a + b for a, b in zip(first, step, strict=True))
            if second in possible:
                for column, value in zip(columns, (*first, *second, *step), strict=True):
                    column.add(value)
    return tuple(map(frozenset, columns))


@dataclass
class Result:
    """What the attack came to."""

    numbers: int = 0
    exact: int = 0
    wrong: int = 0
    widths: Counter[int] = field(default_factory=Counter)
    cases: list[object] = field(default_factory=list)

    def add(self, left: tuple[frozenset[int], ...], truth: tuple[int, ...], case: object) -> None:
        for values, value in zip(left, truth, strict=True):
            self.numbers += 1
            self.wrong += value not in values
            self.exact += len(values) == 1
            self.widths[len(values)] += 1
            if len(values) == 1:
                self.cases.append(case)

    @property
    def width(self) -> float:
        return sum(width * times for width, times in self.widths.items()) / max(1, self.numbers)


def simulated(random: Random, size: int, *, skips: bool, roles: bool) -> list[Sheet]:
    """A group whose members lean as one on some questions and are divided on others."""
    leaning = [random.choice((0.02, 0.1, 0.3, 0.5, 0.7, 0.9, 0.98)) for _ in QUESTIONS]
    left_out = [random.choice((0.0, 0.0, 0.1, 0.4)) if skips else 0.0 for _ in QUESTIONS]
    weights = random.choice(((1, 1, 1, 1), (3, 2, 1, 0), (0, 1, 5, 0), (1, 0, 2, 0)))
    sheets = []
    for _ in range(size):
        answers = [
            "s" if random.random() < out else "m" if random.random() < lean else "f"
            for lean, out in zip(leaning, left_out, strict=True)
        ]
        role = random.choices((*Role, None), weights)[0] if roles else None
        marks = tuple(id_ for id_, answer in zip(QUESTIONS, answers, strict=True) if answer == "m")
        skipped = tuple(id_ for id_, answer in zip(QUESTIONS, answers, strict=True) if answer == "s")
        sheets.append(Sheet(role=role, marks=marks, skipped=skipped))
    return sheets


def parts_of(table: Table, tally: Tally) -> dict[object, tuple[int, tuple, tuple]]:
    """By role: how many sheets, what is said of each question, and the truth. `all` is the group as a whole."""
    if table.by_role:
        truths = {part.role: part for part in tally.parts}
        return {
            role.role: (role.sheets, tuple(row.band for row in role.rows), _counts(truths[role.role]))
            for role in table.roles
        }
    return {"all": (table.sheets, tuple(row.band for row in table.rows), _counts(tally.whole))} if table.rows else {}


def _counts(part) -> tuple[tuple[int, int, int], ...]:
    return tuple(part.counts(place) for place in range(len(QUESTIONS)))


def attack(seed: int, groups: int, *, skips: bool = True, by_role: bool = False) -> tuple[Result, Result]:
    """Publish groups of 5 to 30, and again with one to four sheets more; the results after one and after two."""
    random = Random(seed)
    after_one, after_two = Result(), Result()
    for _ in range(groups):
        size, more = random.randint(5, 30), random.randint(1, 4)
        sheets = simulated(random, size + more, skips=skips, roles=by_role)
        secret = random.randbytes(16)
        seen = []
        for tally in (Tally.of(sheets[:size], QUESTIONS), Tally.of(sheets, QUESTIONS)):
            table = publish(tally, secret=secret, by_role=by_role)
            seen.append(parts_of(table, tally))
        first, second = seen
        hidden = 3 if skips else 2
        for name, (sizes, bands, truths) in first.items():
            for place, (band, truth) in enumerate(zip(bands, truths, strict=True)):
                after_one.add(left_by_one(sizes, band, skips)[:hidden], truth[:hidden], (sizes, band))
                if name in second:
                    sizes_after, bands_after, truths_after = second[name]
                    later = truths_after[place]
                    left = left_by_two((sizes, band), (sizes_after, bands_after[place]), skips)
                    came = tuple(b - a for a, b in zip(truth, later, strict=True))
                    shown = (0, 1, 2, 3, 4, 5, 6, 7, 8) if skips else (0, 1, 3, 4, 6, 7)
                    if sizes == sizes_after:  # nobody of this role came, and that is no secret
                        shown = tuple(number for number in shown if number < 6)
                    values = (*truth, *later, *came)
                    case = (sizes, band, sizes_after, bands_after[place])
                    after_two.add(tuple(left[n] for n in shown), tuple(values[n] for n in shown), case)
    return after_one, after_two


def last_sheet(seed: int, groups: int) -> float:
    """Who has all sheets but one, and not the secret: the share of that sheet's answers that are certain."""
    random = Random(seed)
    certain = answers = 0
    for _ in range(groups):
        size = random.randint(5, 30)
        sheets = simulated(random, size, skips=False, roles=False)
        table = publish(Tally.of(sheets, QUESTIONS), secret=random.randbytes(16))
        known = _counts(Tally.of(sheets[:-1], QUESTIONS).whole)
        for row, (marked, fine, _) in zip(table.rows, known, strict=True):
            answers += 1
            certain += (row.band in true_bands(marked + 1, fine, 0)) != (row.band in true_bands(marked, fine + 1, 0))
    return certain / answers


def padded(seed: int, groups: int, times: int) -> float:
    """Who adds sheets of their own one by one, and sees each table, with no ledger: the share of counts found out."""
    random = Random(seed)
    exact = counts = 0
    for _ in range(groups):
        size, secret = random.randint(5, 30), random.randbytes(16)
        sheets = simulated(random, size, skips=False, roles=False)
        left = [set(range(size + 1)) for _ in QUESTIONS]
        for more in range(times):
            tally = Tally.of([*sheets, *[Sheet(marks=QUESTIONS)] * more], QUESTIONS)
            for values, row in zip(left, publish(tally, secret=secret).rows, strict=True):
                values &= {x for x in values if row.band in true_bands(x + more, size - x, 0)}
        exact += sum(len(values) == 1 for values in left)
        counts += len(left)
    return exact / counts


def both_views(seed: int, groups: int) -> float:
    """A group of two roles, published as a whole and by role, which a ledger refuses: the share of counts exact."""
    random = Random(seed)
    exact = counts = 0
    for _ in range(groups):
        sizes, secret = (random.randint(5, 15), random.randint(5, 15)), random.randbytes(16)
        sheets = [
            sheet.model_copy(update={"role": role})
            for role, size in zip((Role.LEADER, Role.STAFF), sizes, strict=True)
            for sheet in simulated(random, size, skips=False, roles=False)
        ]
        tally = Tally.of(sheets, QUESTIONS)
        whole, apart = publish(tally, secret=secret), publish(tally, secret=secret, by_role=True)
        for place, row in enumerate(whole.rows):
            possible = {way[0] for way in ways(sum(sizes), row.band, False)}
            marked = [{way[0] for way in ways(role.sheets, role.rows[place].band, False)} for role in apart.roles]
            pairs = [pair for pair in product(*marked) if sum(pair) in possible]
            exact += sum(len({pair[side] for pair in pairs}) == 1 for side in (0, 1))
            counts += 2
    return exact / counts


def main() -> None:
    """Print what the attack comes to."""
    groups = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    for by_role in (False, True):
        for skips in (False, True):
            for name, result in zip(("one", "two"), attack(1, groups, skips=skips, by_role=by_role), strict=True):
                print(  # noqa: T201
                    f"by role {by_role}, skips {skips}, publications {name}: {result.numbers:,} hidden numbers, "
                    f"{result.exact} exact, {result.wrong} wrong, {result.width:.1f} values left on average, "
                    f"two left in {result.widths[2] / max(1, result.numbers):.1%}"
                )
    some = min(groups, 1000)
    print(f"all sheets but one known, not the secret: {last_sheet(1, some):.1%} of its answers certain")  # noqa: T201
    for times in (2, 5, 10, 20):
        share = padded(1, min(groups, 200), times)
        print(f"no ledger, one made-up sheet more each time, {times} tables: {share:.1%} of counts exact")  # noqa: T201
    print(f"as a whole and by role: {both_views(1, some):.2%} of counts exact")  # noqa: T201


if __name__ == "__main__":
    main()

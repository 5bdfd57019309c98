"""Write docs/sheets.csv anew: the sheets of docs/sheets.json as a survey tool would export them, in today's words."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import opsi_handbook as oh

DOCS = Path(__file__).resolve().parent.parent / "docs"
ANSWERED = 6
"""How many columns stand before the questions: id, times, address, name and role."""


def main() -> int:
    """Write the file; the answers stay as they are, and the headings become those of today."""
    path = DOCS / "sheets.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    out = io.StringIO(newline="")
    csv.writer(out).writerows([head[:ANSWERED] + [question.text for question in oh.load().questions], *rows])
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return 0


if __name__ == "__main__":
    sys.exit(main())

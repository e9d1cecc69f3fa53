"""Tables as CSV (RFC 4180) that no spreadsheet takes for formulas."""

import csv
import io
from collections.abc import Iterable

_BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def encode(rows: Iterable[Iterable[str]]) -> bytes:
    """Return the rows as CSV in UTF-8 with a byte order mark, as spreadsheets like it.

    A cell that a spreadsheet would run as a formula begins with an apostrophe.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def harmless(text: str) -> str:
    """Return the text so that it is taken for text."""
    text = text.replace("\x00", "")
    is_formula = text.lstrip(" \u00a0").startswith(_BEGINS_A_FORMULA)
    return f"'{text}" if is_formula else text

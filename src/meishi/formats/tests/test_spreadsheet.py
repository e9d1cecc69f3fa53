import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import spreadsheet

cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


def read(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\u00a0@x"]
)
def test_a_formula_is_taken_for_text(cell):
    assert read(spreadsheet.encode([[cell]])) == [[f"'{cell}"]]


def test_spreadsheets_learn_that_it_is_unicode():
    assert spreadsheet.encode([["Díaz"]]).startswith(b"\xef\xbb\xbf")


@given(st.lists(st.lists(cells, min_size=2, max_size=3), max_size=4))
def test_what_is_written_is_read_again(rows):
    written = read(spreadsheet.encode(rows))

    assert written == [[spreadsheet.harmless(cell) for cell in row] for row in rows]

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.captions import LONGEST, BadCaptions, Cue, read, write

VTT = """WEBVTT - A tour

STYLE
::cue { background: url(https://example.com/spy) }

NOTE made by Alice

intro
00:01.000 --> 00:03.500 align:start position:10%
<v Alice>Come <b>in</b> &amp; look

01:00:00.000 --> 01:00:01.000
- Here.
- Where?
"""
SRT = """1\r
00:00:01,000 --> 00:00:03,500\r
<i>Come in</i> {\\an8}& look\r
\r
2\r
00:00:04,000 --> 00:00:05,000\r
5 < 7\r
"""


def test_webvtt_is_reduced_to_times_and_words():
    assert read(VTT) == (
        Cue(1000, 3500, "Come in & look"),
        Cue(3_600_000, 3_601_000, "- Here.\n- Where?"),
    )


def test_subrip_is_read_too():
    assert read("\ufeff" + SRT) == (
        Cue(1000, 3500, "Come in & look"),
        Cue(4000, 5000, "5 < 7"),
    )


def test_what_is_written_has_no_style_and_no_markup():
    assert write(read(SRT)) == (
        "WEBVTT\n\n"
        "00:00:01.000 --> 00:00:03.500\nCome in &amp; look\n\n"
        "00:00:04.000 --> 00:00:05.000\n5 &lt; 7\n"
    )
    assert "example.com" not in write(read(VTT))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "WEBVTT",
        "a letter",
        "WEBVTT\n\n00:01.000 --> 00:02.000",
        "WEBVTT\n\n00:02.000 --> 00:01.000\nBackwards",
        "WEBVTT\n\n00:01 --> 00:02\nNo thousandths",
        "x" * (LONGEST + 1),
    ],
)
def test_what_has_no_captions_is_refused(text):
    with pytest.raises(BadCaptions):
        read(text)


@given(st.text(max_size=300) | st.text("\n0123:.,-> WEBVT<&", max_size=300))
def test_any_text_is_captions_or_refused(text):
    with suppress(BadCaptions):
        assert read(text)


cues = st.builds(
    lambda start, length, text: Cue(start, start + length, text),
    st.integers(0, 10**8),
    st.integers(1, 10**5),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=60),
)


@given(st.lists(cues, min_size=1, max_size=5))
def test_what_is_written_is_read_as_the_same(several):
    with suppress(BadCaptions):
        known = read(write(tuple(several)))
        assert read(write(known)) == known


@given(st.lists(cues, min_size=1, max_size=5))
def test_words_never_become_markup_or_another_cue(several):
    blocks = write(tuple(several)).split("\n\n")
    assert all("<" not in block for block in blocks)

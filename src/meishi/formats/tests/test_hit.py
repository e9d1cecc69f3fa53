import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.hit import BrokenHit, Hit, decode, encode

LINE = b"h1 1764000000 k3x9 tap link-1 ios person example.com de\n"
TAP = Hit(1764000000, "k3x9", "tap", "link-1", "ios", "person", "example.com", "de")

words = st.from_regex(r"\A[A-Za-z0-9_.:][A-Za-z0-9_.:-]{0,40}\Z")
hits = st.builds(
    Hit,
    second=st.integers(0, 10**11),
    card=words,
    kind=st.sampled_from(["view", "save", "tap", "scan"]),
    target=st.just("") | words,
    device=st.sampled_from(["ios", "android", "desktop", "other"]),
    visitor=st.sampled_from(["person", "bot"]),
    source=st.just("") | words,
    language=st.just("") | words,
)


def test_a_hit_is_one_line_of_plain_words():
    assert encode(TAP) == LINE
    assert decode(LINE) == TAP


@given(hits)
def test_a_hit_comes_back_as_it_was_written(hit):
    assert decode(encode(hit)) == hit


def test_a_line_torn_anywhere_is_broken():
    for length in range(len(LINE)):
        with pytest.raises(BrokenHit):
            decode(LINE[:length])


@pytest.mark.parametrize(
    "line",
    [
        LINE.replace(b"h1", b"h2"),
        LINE.replace(b"tap", b"bite"),
        LINE.replace(b"ios", b"fridge"),
        LINE.replace(b"person", b"dog"),
        LINE.replace(b"1764000000", b"noon"),
        LINE[:30] + LINE,
        b"\xff" * 9 + b"\n",
    ],
)
def test_a_strange_line_is_broken(line):
    with pytest.raises(BrokenHit):
        decode(line)


@pytest.mark.parametrize("word", ["a b", "a\n", "é", "x" * 121])
def test_what_a_line_cannot_hold_is_not_written(word):
    with pytest.raises(BrokenHit):
        encode(Hit(1764000000, "k3x9", "view", source=word))


@given(st.binary(max_size=80))
def test_any_bytes_are_a_hit_or_broken(data):
    with contextlib.suppress(BrokenHit):
        assert encode(decode(data)).endswith(b"\n")

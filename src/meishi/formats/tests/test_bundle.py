import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.bundle import (
    FIRST_LINE,
    BrokenBundle,
    Bundle,
    Part,
    header_length,
    make_part,
    read_outline,
)

PAGE = make_part("text/html", b"<h1>Alice</h1>" * 40, (("x-a", "b"),))
PICTURE = make_part("image/png", b"\x89PNG" * 9, compress=False)
ALICE = Bundle(
    card="k3x9",
    edition=7,
    state="published",
    languages=("en", "ja"),
    parts={"page": PAGE, "qr.png": PICTURE},
    targets=("link-1", "link-2"),
)

words = st.text(max_size=8)
parts = st.builds(
    Part,
    content_type=words,
    bodies=st.dictionaries(st.sampled_from(["br", "gzip", "identity"]), st.binary()),
    etag=words,
    headers=st.lists(st.tuples(words, words), max_size=2).map(tuple),
)
bundles = st.builds(
    Bundle,
    card=words,
    edition=st.integers(0, 10**9),
    state=st.sampled_from(["published", "moved", "gone"]),
    location=words,
    languages=st.lists(words, max_size=3).map(tuple),
    parts=st.dictionaries(words, parts, max_size=3),
    targets=st.lists(words, max_size=3).map(tuple),
)


@given(bundles)
def test_a_bundle_comes_back_as_it_was_written(bundle):
    assert Bundle.decode(bundle.encode()) == bundle


def test_the_order_of_parts_does_not_change_the_bytes():
    turned = dict(reversed(ALICE.parts.items()))
    other = Bundle("k3x9", 7, "published", "", ("en", "ja"), turned, ALICE.targets)
    assert other.encode() == ALICE.encode()


def test_a_file_cut_anywhere_is_noticed():
    data = ALICE.encode()
    for length in range(len(data)):
        with pytest.raises(BrokenBundle):
            Bundle.decode(data[:length])


def test_a_changed_byte_anywhere_is_noticed():
    data = ALICE.encode()
    for place in range(len(data)):
        broken = bytearray(data)
        broken[place] ^= 0x20
        with pytest.raises(BrokenBundle):
            Bundle.decode(bytes(broken))


def test_bytes_after_the_end_are_noticed():
    with pytest.raises(BrokenBundle, match="bytes where"):
        Bundle.decode(ALICE.encode() + b"x")


@given(st.binary(max_size=60))
def test_other_bytes_are_called_broken(data):
    with pytest.raises(BrokenBundle):
        Bundle.decode(data)


def test_a_body_is_found_by_the_header_alone():
    data = ALICE.encode()
    start = FIRST_LINE + header_length(data[:FIRST_LINE])
    place = read_outline(data[:start]).places["page"]["br"]
    assert brotli.decompress(data[place.start : place.end]) == PAGE.bodies["identity"]


def test_a_part_is_compressed_only_where_that_is_smaller():
    assert sorted(PAGE.bodies) == ["br", "gzip", "identity"]
    assert list(make_part("text/plain", b"hi").bodies) == ["identity"]
    assert list(PICTURE.bodies) == ["identity"]


def test_a_part_is_made_the_same_twice():
    assert make_part("text/html", PAGE.bodies["identity"], (("x-a", "b"),)) == PAGE
    assert PAGE.bodies["gzip"][4:8] == bytes(4)  # no time of making (RFC 1952)


@pytest.mark.parametrize(
    "other",
    [
        make_part("text/html", b"<h1>Bob</h1>", (("x-a", "b"),)),
        make_part("text/html", PAGE.bodies["identity"]),
        make_part("text/plain", PAGE.bodies["identity"], (("x-a", "b"),)),
    ],
)
def test_another_body_header_or_type_has_another_validator(other):
    assert other.etag != PAGE.etag


def test_each_encoding_has_a_strong_validator_of_its_own():
    assert PAGE.etag_for("identity") == f'"{PAGE.etag}"'
    assert PAGE.etag_for("br") == f'"{PAGE.etag}-br"'

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.edge import negotiate

ALL = ("identity", "gzip", "br")


@pytest.mark.parametrize(
    ("accept", "available", "chosen"),
    [
        ("", ALL, "identity"),
        ("gzip, deflate, br", ALL, "br"),
        ("gzip, deflate, br, zstd", ("identity", "gzip"), "gzip"),
        ("gzip", ALL, "gzip"),
        ("x-gzip", ALL, "gzip"),
        ("GZIP", ALL, "gzip"),
        ("br;q=0.5, gzip;q=0.8", ALL, "gzip"),
        ("br;q=0, gzip", ALL, "gzip"),
        ("br ; q=0.2 , identity;q=0.5", ALL, "identity"),
        ("*", ALL, "br"),
        ("*;q=0.5, br;q=0", ALL, "gzip"),
        ("identity;q=0, *", ALL, "br"),
        ("identity;q=0", ALL, "identity"),  # an answer helps more than a 406
        ("*;q=0", ALL, "identity"),
        ("br", ("identity",), "identity"),
        ("br;q=nan, gzip;q=0.1", ALL, "gzip"),
        ("zstd", ALL, "identity"),
    ],
)
def test_the_encoding_that_is_liked_best_is_chosen(accept, available, chosen):
    assert negotiate.encoding(accept, available) == chosen


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", "en"),
        ("ja", "ja"),
        ("ja-JP, en;q=0.5", "ja"),
        ("en;q=0.5, ja", "ja"),
        ("de", "de-CH"),
        ("de-AT", "en"),
        ("fr, *;q=0.5", "en"),
        ("ja;q=0, de-ch;q=0.1", "de-CH"),
        ("jav", "en"),
    ],
)
def test_the_language_that_fits_best_is_chosen(accept, chosen):
    assert negotiate.language(accept, ("en", "ja", "de-CH")) == chosen


@pytest.mark.parametrize(
    ("accept", "primary"),
    [("de-CH,de;q=0.9", "de"), ("", ""), ("*", ""), ("x", ""), ("en;q=0.1, JA", "ja")],
)
def test_the_primary_language_is_the_one_wished_for_most(accept, primary):
    assert negotiate.primary_language(accept) == primary


JSON = ("application/vcard+json", "application/jscontact+json")


@pytest.mark.parametrize(
    ("accept", "chosen"),
    [
        ("", 0),
        ("*/*", 0),
        ("text/html", 0),
        ("application/jscontact+json", 1),
        ("application/vcard+json;q=0.5, application/jscontact+json", 1),
        ("application/jscontact+json;q=0.5, */*", 0),
        ("application/vcard+json;q=0, application/*", 1),
        ('application/jscontact+json; version="1.0"', 1),
    ],
)
def test_the_media_type_that_is_liked_best_is_chosen(accept, chosen):
    assert negotiate.media_type(accept, JSON) == JSON[chosen]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        ("text/vcard;version=4.0", True),
        ('text/html, text/vcard; version="4.0"', True),
        ("text/vcard", False),
        ("text/vcard;version=3.0", False),
        ("text/vcard;version=4.0;q=0", False),
        ("", False),
    ],
)
def test_version_4_is_given_only_to_who_names_it(accept, expected):
    assert negotiate.wants_vcard4(accept) is expected


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ('"a"', True),
        ('W/"a"', True),
        ('"b", "a"', True),
        ("*", True),
        ('"b"', False),
        ("a", False),
        ("", False),
    ],
)
def test_validators_are_compared_one_by_one(header, expected):
    assert negotiate.matches(header, '"a"') is expected


lists = st.lists(
    st.sampled_from(
        ["br", "gzip", "identity", "*", "de-CH", "q=", ";q=0", ";q=1", ",", ";", "é"]
    )
)


@given(st.text(max_size=40) | lists.map("".join))
def test_no_header_is_too_strange(header):
    assert negotiate.encoding(header, ALL) in ALL
    assert negotiate.language(header, ("en", "ja")) in ("en", "ja")
    assert negotiate.media_type(header, JSON) in JSON
    assert negotiate.wants_vcard4(header) in (True, False)
    assert negotiate.matches(header, '"a"') in (True, False)
    assert len(negotiate.primary_language(header)) in (0, 2, 3)

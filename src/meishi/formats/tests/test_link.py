import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import link


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("example.com", "https://example.com"),
        ("example.com:8000/a?b=c#d", "https://example.com:8000/a?b=c#d"),
        ("HTTP://example.com/ä ö", "http://example.com/ä%20ö"),
        ("münchen.example", "https://münchen.example"),
        ("ann@example.com", "mailto:ann@example.com"),
        ("mailto:ann@example.com?subject=Hi", "mailto:ann@example.com?subject=Hi"),
        ("tel:+1 (202) 555-0123", "tel:+12025550123"),
        ("sms:+12025550123", "sms:+12025550123"),
        ("http://localhost:8000", "http://localhost:8000"),
    ],
)
def test_addresses_are_read_as_people_type_them(text, address):
    assert link.parse(text) == address


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("javascript:alert(1)", "scheme"),
        ("JaVaScRiPt://example.com/%0aalert(1)", "scheme"),
        ("data:text/html,x", "scheme"),
        ("file:///etc/passwd", "scheme"),
        ("vbscript:x", "scheme"),
        ("hello", "host"),
        ("https://", "host"),
        ("https://ann:secret@example.com", "host"),
        ("https://[::1", "host"),
        ("https://example.com:port", "host"),
        ("https://exa mple.com", "host"),
        ("mailto:ann", "mail"),
        ("tel:help", "phone"),
        ("example.com/" + "a" * 2000, "long"),
    ],
)
def test_what_is_no_address_is_refused_with_its_reason(text, reason):
    with pytest.raises(link.BadLink) as error:
        link.parse(text)

    assert error.value.reason == reason


@given(st.text(max_size=60))
def test_any_text_is_an_address_of_a_known_scheme_or_refused(text):
    try:
        address = link.parse(text)
    except link.BadLink:
        return
    assert address.partition(":")[0] in link.SCHEMES
    assert not set(address) & set('"<>\n\r\t ')
    assert link.parse(address) == address


def test_a_subject_cannot_add_to_the_mail():
    address = link.mailto("ann@example.com", "Hi&bcc=bob@example.com\nX: y")

    assert address == (
        "mailto:ann@example.com?subject=Hi%26bcc%3Dbob%40example.com%0AX%3A%20y"
    )


def test_a_number_opens_a_call():
    assert link.tel("+1 (202) 555-0123") == "tel:+12025550123"

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.contact import Address
from meishi.formats.postal import lines


@pytest.mark.parametrize(
    ("address", "written"),
    [
        (
            Address("", "Suite 5", "12 Harbour Road", "Springfield", "OR", "97477", "United States", "US"),
            ("Suite 5", "12 Harbour Road", "Springfield, OR 97477", "United States"),
        ),
        (
            Address("", "", "Seestrasse 1", "Zürich", "", "8002", "Switzerland", "CH"),
            ("Seestrasse 1", "8002 Zürich", "Switzerland"),
        ),
        (
            Address("", "", "1 High Street", "Oxford", "", "OX1 1AA", "United Kingdom", "GB"),
            ("1 High Street", "Oxford", "OX1 1AA", "United Kingdom"),
        ),
        (
            Address("", "", "丸の内1-1", "千代田区", "東京都", "100-0005", "日本", "JP"),
            ("〒100-0005", "東京都千代田区丸の内1-1", "日本"),
        ),
        (
            Address("", "", "1-1 Marunouchi", "Chiyoda-ku", "Tokyo", "100-0005", "Japan", "JP"),
            ("1-1 Marunouchi", "Chiyoda-ku, Tokyo 100-0005", "Japan"),
        ),
        (
            Address("", "", "Rua Um, 1", "Recife", "", "50000-000", "Brasil", "BR"),
            ("Rua Um, 1", "Recife", "50000-000", "Brasil"),
        ),
        (Address(locality="Springfield", country_code="US"), ("Springfield",)),
        (
            Address(locality="Springfield", postal_code="97477", country_code="US"),
            ("Springfield 97477",),
        ),
        (Address(region="OR", postal_code="97477", country_code="US"), ("OR 97477",)),
        (Address(), ()),
    ],
)  # fmt: skip
def test_addresses_are_written_as_in_their_country(address, written):
    assert lines(address) == written


@given(
    st.lists(st.text(max_size=12), min_size=6, max_size=6),
    st.sampled_from(["US", "JP", "BR", "IN", "DE", ""]),
)
def test_every_part_is_written_and_no_line_is_empty(parts, country):
    whole = "".join(lines(Address(*parts, country_code=country)))

    assert all(line.strip() for line in lines(Address(*parts, country_code=country)))
    for part in parts:
        assert set(part) - set(" ,-") - set("".join(part.split())) or all(
            character in whole for character in part if character.isalnum()
        )

"""Contacts for tests: any text that may be written, in every field."""

from hypothesis import strategies as st

from meishi.formats.contact import (
    Address,
    Contact,
    Email,
    Kind,
    Name,
    Phone,
    Photo,
    SocialProfile,
    Website,
)
from meishi.formats.vcard.text import clean

nasty = st.sampled_from(
    [
        "\\",
        ";",
        ",",
        ":",
        '"',
        "^",
        "\n",
        "\\n",
        "\r\n",
        "名刺",
        "ص",
        "=",
        " ",
        "^n",
        "'",
    ]
)
anything = st.lists(st.one_of(nasty, st.text(max_size=8)), max_size=5).map("".join)
texts = anything.map(clean)
some = texts.filter(bool)
words = some.map(str.strip).filter(bool)
types = st.builds(
    lambda kinds, preferred: (*kinds, *preferred),
    st.lists(st.sampled_from(["cell", "work", "home", "voice", "fax"]), unique=True),
    st.sampled_from([(), ("pref",)]),
)

contacts = st.builds(
    Contact,
    full_name=some,
    name=st.builds(Name, texts, texts, texts, texts, texts, texts, texts),
    kind=st.sampled_from(Kind),
    nickname=texts,
    pronouns=texts,
    title=texts,
    role=texts,
    organization=texts,
    department=texts,
    units=st.lists(some, max_size=2).map(tuple),
    phones=st.lists(
        st.builds(
            Phone,
            words.filter(lambda t: t[:4].lower() != "tel:"),
            types,
            texts,
            st.sampled_from(["", "12025550123"]),
        ),
        max_size=2,
    ).map(tuple),
    emails=st.lists(st.builds(Email, words, types, texts), max_size=2).map(tuple),
    addresses=st.lists(
        st.builds(
            Address,
            *[texts] * 6,
            country=some,
            country_code=st.sampled_from(["", "JP", "US"]),
            types=types,
            label=texts,
        ),
        max_size=2,
    ).map(tuple),
    websites=st.lists(st.builds(Website, words, texts, types), max_size=2).map(tuple),
    social_profiles=st.lists(
        st.builds(SocialProfile, words, words, texts),
        max_size=2,
    ).map(tuple),
    photo=st.one_of(
        st.none(),
        st.builds(Photo, st.just("image/jpeg"), st.binary(min_size=1, max_size=90)),
        st.builds(
            Photo, st.just("image/png"), url=st.just("https://example.com/a.png")
        ),
    ),
    logo=st.one_of(st.none(), st.just(Photo("image/png", b"\x89PNG\r\n\x1a\n"))),
    birthday=st.sampled_from(["", "1990-02-28", "--04-12"]),
    anniversary=st.sampled_from(["", "2015-06-01"]),
    note=texts,
    categories=st.lists(some, max_size=3, unique=True).map(tuple),
    language=st.sampled_from(["", "ja", "pt-BR"]),
    time_zone=st.sampled_from(["", "Asia/Tokyo"]),
    uid=st.sampled_from(["", "urn:uuid:4fbe8971-0bc3-424c-9c26-36c3e1eff6b1"]),
    rev=st.sampled_from(["", "2027-03-01T12:00:00Z"]),
    source=st.sampled_from(["", "https://example.com/alice.vcf"]),
)

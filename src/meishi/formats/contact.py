"""The typed contact: the only shape of a person or company that Meishi knows.

Names follow vCard (RFC 6350, 9554) and JSContact (RFC 9553). Every codec turns
bytes into a `Contact` and back. What the model does not know travels along
untouched in `Contact.extra`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

type Params = tuple[tuple[str, tuple[str, ...]], ...]


class Kind(StrEnum):
    """What the contact stands for (RFC 6350, section 6.1.4)."""

    INDIVIDUAL = "individual"
    ORG = "org"
    GROUP = "group"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class Name:
    """A name in its parts (RFC 6350, section 6.2.2), each free text.

    `written` is N as a file had it, where that says more than the parts do (lists,
    and the seven components of RFC 9554). It is written again while both agree.
    """

    prefix: str = ""
    given: str = ""
    additional: str = ""
    family: str = ""
    suffix: str = ""
    phonetic_given: str = ""
    phonetic_family: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number, as typed or in E.164.

    `types` are lower-case vCard types (cell, work, home, fax, voice, pager, text,
    pref). `whatsapp` holds the digits of its WhatsApp account, without `+`. `params`
    holds what else a file said of it, here and in the classes below; a GROUP that it
    shares with others is among them, as in jCard (RFC 7095, section 7.1).
    """

    number: str
    types: tuple[str, ...] = ()
    label: str = ""
    whatsapp: str = ""
    params: Params = ()


@dataclass(frozen=True, slots=True)
class Email:
    """An e-mail address with lower-case vCard types (work, home, pref)."""

    address: str
    types: tuple[str, ...] = ()
    label: str = ""
    params: Params = ()


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address in parts (RFC 6350, section 6.3.1).

    `country_code` is ISO 3166-1 alpha-2, in upper case. `written` is ADR as a file
    had it, where that says more than the parts do; see Name.
    """

    po_box: str = ""
    extended: str = ""
    street: str = ""
    locality: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""
    country_code: str = ""
    types: tuple[str, ...] = ()
    label: str = ""
    params: Params = ()
    written: str = ""


@dataclass(frozen=True, slots=True)
class Website:
    """An address on the web with the words that name it."""

    url: str
    label: str = ""
    types: tuple[str, ...] = ()
    params: Params = ()


@dataclass(frozen=True, slots=True)
class SocialProfile:
    """An account on a network (RFC 9554, section 3.5).

    `service` is the network's name ("Mastodon"), `url` its profile page.
    """

    service: str
    url: str
    username: str = ""
    params: Params = ()


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture: its bytes with their media type, or the address of one."""

    media_type: str = ""
    data: bytes = b""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Property:
    """One property as it stood in a file (RFC 6350, section 3.3), unread.

    `value` is the raw value, still escaped; `params` keeps order and spelling, a
    parameter without a name (vCard 2.1) has "" for one.
    """

    name: str
    value: str
    params: Params = ()
    group: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """What an address book can know about a person or a company.

    `full_name` is in display order. `birthday`, `anniversary` and `rev` are ISO
    8601 text (a birthday may lack its year: `--04-12`). `language` is BCP 47 and
    `time_zone` an IANA name. `units` are those below the department. `params` holds
    what else a file said of a field that is there once, by the field's name. `extra`
    holds what the model has no name for.
    """

    full_name: str = ""
    name: Name = Name()
    kind: Kind = Kind.INDIVIDUAL
    nickname: str = ""
    pronouns: str = ""
    title: str = ""
    role: str = ""
    organization: str = ""
    department: str = ""
    units: tuple[str, ...] = ()
    phones: tuple[Phone, ...] = ()
    emails: tuple[Email, ...] = ()
    addresses: tuple[Address, ...] = ()
    websites: tuple[Website, ...] = ()
    social_profiles: tuple[SocialProfile, ...] = ()
    photo: Photo | None = None
    logo: Photo | None = None
    birthday: str = ""
    anniversary: str = ""
    note: str = ""
    categories: tuple[str, ...] = ()
    language: str = ""
    time_zone: str = ""
    uid: str = ""
    rev: str = ""
    source: str = ""
    params: Mapping[str, Params] = field(default_factory=dict)
    extra: tuple[Property, ...] = ()
    unknown_json: Mapping[str, object] = field(default_factory=dict)

"""Who the card is about, in the terms of vCard (RFC 6350)."""

from typing import Annotated, Literal

from pydantic import Field

from meishi.cards.document.base import Data, Line, Paragraphs, WebAddress

type Fraction = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Crop(Data):
    """The part of a picture to show, in fractions of its width and height."""

    x: Fraction = 0
    y: Fraction = 0
    width: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1
    height: Annotated[float, Field(gt=0, le=1, allow_inf_nan=False)] = 1


class AssetRef(Data):
    """A picture on the card: which asset (public id), which part of it, and its
    alternative text, empty only where it is decorative."""

    asset: Annotated[str, Field(max_length=16, pattern=r"^[0-9a-z]+$")]
    alt: Line = ""
    is_decorative: bool = False
    crop: Crop | None = None

    @property
    def box(self) -> tuple[float, float, float, float] | None:
        """The crop as (x, y, width, height) in fractions, or None for the whole."""
        crop = self.crop
        return (crop.x, crop.y, crop.width, crop.height) if crop else None


class PhoneEntry(Data):
    """A telephone number in E.164 (`+12025550123`), or as typed if it is none."""

    number: Line
    type: Literal["cell", "work", "home", "fax", "other"] = "cell"
    label: Line = ""
    has_whatsapp: bool = False


class EmailEntry(Data):
    """An e-mail address."""

    address: Line
    type: Literal["work", "home", "other"] = "work"
    label: Line = ""


class WebsiteEntry(Data):
    """An http(s) address."""

    url: WebAddress
    label: Line = ""


class AddressEntry(Data):
    """A postal address in parts; `country_code` is ISO 3166-1 alpha-2.

    `country` is a country's name as it stood in an imported file, kept only where
    no code is known for it.
    """

    street: Line = ""
    extended: Line = ""
    po_box: Line = ""
    locality: Line = ""
    region: Line = ""
    postal_code: Line = ""
    country_code: Annotated[str, Field(pattern=r"^([A-Z]{2})?$")] = ""
    country: Line = ""
    type: Literal["work", "home", "other"] = "work"
    label: Line = ""


class Identity(Data):
    """The subject of the card: a person, or a company."""

    subject: Literal["person", "company"] = "person"
    prefix: Line = ""
    given: Line = ""
    additional: Line = ""
    family: Line = ""
    suffix: Line = ""
    phonetic_given: Line = ""
    phonetic_family: Line = ""
    is_family_first: bool = False
    pronouns: Line = ""
    title: Line = ""
    department: Line = ""
    company: Line = ""
    headline: Line = ""
    photo: AssetRef | None = None
    logo: AssetRef | None = None
    cover: AssetRef | None = None
    phones: Annotated[tuple[PhoneEntry, ...], Field(max_length=20)] = ()
    emails: Annotated[tuple[EmailEntry, ...], Field(max_length=20)] = ()
    websites: Annotated[tuple[WebsiteEntry, ...], Field(max_length=20)] = ()
    addresses: Annotated[tuple[AddressEntry, ...], Field(max_length=10)] = ()
    birthday: Annotated[str, Field(pattern=r"^(|\d{4}-\d{2}-\d{2}|--\d{2}-\d{2})$")] = (
        ""
    )
    note: Paragraphs = ""
    time_zone: Annotated[str, Field(max_length=64)] = ""

    @property
    def display_name(self) -> str:
        """The name as it is written on the card, or "" when none is given yet."""
        if self.subject == "company":
            return self.company
        core = [self.given, self.additional, self.family]
        if self.is_family_first:
            core = [self.family, self.given, self.additional]
        parts = [self.prefix, *core, self.suffix]
        return " ".join(part for part in parts if part) or self.company

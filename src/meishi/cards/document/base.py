"""The base of all stored data: strict, bounded, without NUL."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

MAX_LINE = 200  # characters
MAX_PARAGRAPHS = 10_000


def _without_nul(text: str) -> str:
    # PostgreSQL stores no NUL, and lone surrogates do not encode to UTF-8.
    return text.replace("\x00", "").encode("utf-8", "ignore").decode()


type Line = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_LINE),
    AfterValidator(_without_nul),
]
type Paragraphs = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=MAX_PARAGRAPHS),
    AfterValidator(_without_nul),
]
type WebAddress = Annotated[
    str,
    StringConstraints(strip_whitespace=True, max_length=2000),
    AfterValidator(_without_nul),
]


class Data(BaseModel):
    """Typed data inside a card's document. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, validate_default=True)

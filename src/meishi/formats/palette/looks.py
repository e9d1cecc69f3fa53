"""The colours of a card by their roles, what the owner chose, and what was corrected."""

from dataclasses import dataclass
from typing import Final, Literal

type Scheme = Literal["light", "dark"]
type Role = Literal["ground", "paper", "ink", "accent"]

TEXT: Final = 4.5  # WCAG 2.2, 1.4.3
GRAPHIC: Final = 3.0  # and 1.4.11
HAIRLINE: Final = 1.2  # decorative: to be seen, not to be read
COMFORT: Final = 7.0  # 1.4.6: what reads with ease


@dataclass(frozen=True, slots=True)
class Palette:
    """All colours of one look, `#rrggbb`.

    `ground` is the page and `paper` the surfaces on it; `ink` is for words, `muted` for
    lesser words, `line` for hairlines; `accent` is text, icon or fill, and `on_accent`
    the words on that fill.
    """

    ground: str
    paper: str
    ink: str
    muted: str
    line: str
    accent: str
    on_accent: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the owner chose for the light look; None is what the theme says."""

    ground: str | None = None
    paper: str | None = None
    ink: str | None = None
    accent: str | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """A colour of the owner's that had to move.

    `contrast` and `apca` are what the wanted colour had on `against`, the surface where
    it read worst. For a paper they are those of the best words it could have carried
    beside that ground.
    """

    scheme: Scheme
    role: Role
    wanted: str
    given: str
    contrast: float
    apca: float
    against: str


@dataclass(frozen=True, slots=True)
class Resolved:
    """The two looks of a card, and what was corrected on the way."""

    light: Palette
    dark: Palette
    corrections: tuple[Correction, ...]

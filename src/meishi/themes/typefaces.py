"""How words are set: pairings of fonts, some of which come with the program.

A font of our own is never waited for (`font-display:optional`): a page that has been
laid out does not move again.
"""

import tomllib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

FOLDER: Final = Path(str(files("meishi.themes") / "fonts"))

BODY: Final = (
    'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Hiragino Sans",'
    '"Noto Sans CJK JP",sans-serif'
)
STACKS: Final = MappingProxyType(
    {
        "system": BODY,
        "serif": '"Iowan Old Style","Hiragino Mincho ProN","Yu Mincho",'
        '"Noto Serif CJK JP","Noto Serif",Georgia,serif',
        "mono": "ui-monospace,SFMono-Regular,Menlo,Consolas,monospace",
    }
)
SUBSETS: Final = MappingProxyType(
    {
        "latin": "U+0-FF,U+131,U+152-153,U+2C6,U+2DA,U+2DC,U+2000-206F,U+20AC,U+2122",
        "latin-ext": "U+100-130,U+132-151,U+154-2BA,U+1E00-1E9F,U+1EF2-1EFF",
    }
)


@dataclass(frozen=True, slots=True)
class Font:
    """A file of a font for some characters. `address` is where the edge serves it."""

    family: str
    weight: int
    characters: str
    file: Path
    name: str

    @property
    def address(self) -> str:
        """The path on this site; it changes with the content."""
        return f"/m/{self.name}"

    def has_any(self, letters: AbstractSet[str]) -> bool:
        """Whether it has a drawing for one of them."""
        spans = [span.removeprefix("U+") for span in self.characters.split(",")]
        ends = [span.partition("-") for span in spans]
        return any(
            int(first, 16) <= ord(letter) <= int(last or first, 16)
            for first, _, last in ends
            for letter in letters
        )


@dataclass(frozen=True, slots=True)
class Typeface:
    """A pairing: `body` and `heading` are lists of families as CSS wants them.

    `scale` evens out families that are drawn larger or smaller than others.
    """

    name: str
    label: str
    description: str
    body: str
    heading: str
    weight: int
    scale: float
    fonts: tuple[Font, ...]


@cache
def all_typefaces() -> dict[str, Typeface]:
    """Return the pairings by name, in the order in which they are offered."""
    text = (files("meishi.themes") / "typefaces.toml").read_text("utf-8")
    return {name: _typeface(name, about) for name, about in tomllib.loads(text).items()}


def font_files() -> dict[str, Path]:
    """Return every file of a font by the name under which it is served."""
    return {
        font.name: font.file for face in all_typefaces().values() for font in face.fonts
    }


def _typeface(name: str, about: dict[str, Any]) -> Typeface:
    family, weight = about.get("family", ""), about["weight"]
    stack = STACKS[about["heading"]]
    return Typeface(
        name=name,
        label=about["label"],
        description=about["description"],
        body=BODY,
        heading=f'"{family}",{stack}' if family else stack,
        weight=weight,
        scale=about.get("scale", 1),
        fonts=_fonts(family, weight) if family else (),
    )


def _fonts(family: str, weight: int) -> tuple[Font, ...]:
    stem = f"{family.lower().replace(' ', '-')}-{weight}"
    return tuple(
        _font(family, weight, characters, FOLDER / f"{stem}-{subset}.woff2")
        for subset, characters in SUBSETS.items()
    )


def _font(family: str, weight: int, characters: str, file: Path) -> Font:
    digest = sha256(file.read_bytes()).hexdigest()[:32]
    return Font(family, weight, characters, file, f"{digest}.woff2")

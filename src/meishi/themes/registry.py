"""Which themes exist: the folders beside this file, and those of other packages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from pkgutil import iter_modules
from types import MappingProxyType

from meishi import themes
from meishi.formats.palette import Palette
from meishi.themes.choices import Back, Button, Corner, Density, Face, Header

DEFAULT = "washi"


@dataclass(frozen=True, slots=True)
class Defaults:
    """What a theme chooses where its user does not. `typeface` names a pairing.

    `background` is "plain", "gradient", or the name of a pattern.
    """

    face: Face
    back: Back
    header: Header
    typeface: str
    corner: Corner
    density: Density
    button: Button
    background: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A look. Its name is the name of its folder.

    `light` and `dark` are its colours. `example` is a card's document as JSON, shown
    in the gallery, or "" where the theme brings none; `pictures` are those that the
    example names as its assets, WebP by name.
    """

    name: str
    label: str
    description: str
    light: Palette
    dark: Palette
    defaults: Defaults
    style: str
    script: str
    example: str
    pictures: Mapping[str, Path]


@cache
def all_themes() -> dict[str, Theme]:
    """Return the themes by name, in order of the alphabet."""
    modules = [f"{themes.__name__}.{m.name}" for m in iter_modules(themes.__path__)]
    folders = [name for name in modules if _is_theme(name)]
    folders += [entry.value for entry in entry_points(group="meishi.themes")]
    found = [_theme(name) for name in folders]
    return {theme.name: theme for theme in sorted(found, key=lambda t: t.name)}


def theme_named(name: str) -> Theme:
    """Return the theme of that name, or the default where it is not installed."""
    known = all_themes()
    return known.get(name) or known[DEFAULT]


def _is_theme(module: str) -> bool:
    return (
        hasattr(import_module(module), "__path__")
        and (files(module) / "theme.toml").is_file()
    )


def _theme(module: str) -> Theme:
    folder = files(module)
    about = tomllib.loads((folder / "theme.toml").read_text("utf-8"))
    return Theme(
        name=module.rpartition(".")[2],
        label=about["label"],
        description=about["description"],
        light=Palette(**about["light"]),
        dark=Palette(**about["dark"]),
        defaults=Defaults(**about["design"]),
        style=_text(folder / "style.css"),
        script=_text(folder / "script.js"),
        example=_text(folder / "example.json"),
        pictures=_pictures(folder),
    )


def _pictures(folder: Traversable) -> Mapping[str, Path]:
    found = sorted(Path(str(folder)).glob("*.webp"))
    return MappingProxyType({path.stem: path for path in found})


def _text(path: Traversable) -> str:
    return path.read_text("utf-8").strip() if path.is_file() else ""

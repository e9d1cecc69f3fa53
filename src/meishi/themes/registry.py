"""Which themes exist: the folders beside this file, and those of other packages."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.resources.abc import Traversable
from pkgutil import iter_modules

from meishi import themes

DEFAULT = "washi"


@dataclass(frozen=True, slots=True)
class Theme:
    """A look. Its name is the name of its folder.

    `paper` colours the browser around the page: in light and in dark, `#rrggbb`.
    """

    name: str
    label: str
    description: str
    paper: tuple[str, str]
    style: str
    script: str


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
        paper=(about["paper"]["light"], about["paper"]["dark"]),
        style=_text(folder / "style.css"),
        script=_text(folder / "script.js"),
    )


def _text(path: Traversable) -> str:
    return path.read_text("utf-8").strip() if path.is_file() else ""

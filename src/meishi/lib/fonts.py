"""The fonts of this machine, for words that are drawn on the server."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from PIL import ImageFont

FOLDERS = (
    Path("/usr/share/fonts"),
    Path("/usr/local/share/fonts"),
    Path("/System/Library/Fonts"),
    Path("/Library/Fonts"),
    Path.home() / ".local/share/fonts",
)
UNFIT = re.compile(r"serif|mono|bold|italic|oblique|light|thin|condensed|black", re.I)
FIRST = ("NotoSans-Regular", "DejaVuSans", "NotoSansCJK-Regular")


def fonts() -> Iterator[bytes]:
    """Yield upright sans-serif fonts, those for many languages first.

    The first, for English, comes with Pillow: a machine without any font has it.
    """
    if font := _of_pillow():
        yield font
    for path in _files():
        try:
            yield path.read_bytes()
        except OSError:  # taken away meanwhile
            continue


@lru_cache(maxsize=1)
def _of_pillow() -> bytes:
    font = ImageFont.load_default(16)
    data = font.font_bytes if isinstance(font, ImageFont.FreeTypeFont) else b""
    return bytes(data)


@lru_cache(maxsize=1)
def _files() -> tuple[Path, ...]:
    found = {
        path
        for folder in FOLDERS
        for kind in ("*.ttf", "*.otf", "*.ttc")
        for path in folder.rglob(kind)
        if not UNFIT.search(path.stem)
    }
    return tuple(sorted(found, key=_rank))


def _rank(path: Path) -> tuple[int, str]:
    place = FIRST.index(path.stem) if path.stem in FIRST else len(FIRST)
    return place, str(path)

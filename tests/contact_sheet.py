"""Every theme, seen: in light and dark, on phone and desktop, in three scripts.

    uv run python -m tests.contact_sheet FOLDER [THEME ...]

Writes one sheet a theme (`washi.png`), a picture of each state below `washi/`, and
`index.html` to look through them.
"""

import os
import sys
from itertools import product
from pathlib import Path

import django
from PIL import Image
from playwright.sync_api import sync_playwright

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")  # noqa: TID251 (before Django)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # noqa: TID251 (Playwright has a loop)
django.setup()

from meishi.themes.registry import all_themes  # noqa: E402 (Django comes first)
from tests.browser.conftest import FLAGS, chromium_path  # noqa: E402 (Django comes first)
from tests.showcase import SCRIPTS, showcase  # noqa: E402 (Django comes first)

SCHEMES = ("light", "dark")
SIZES = {"phone": (390, 844), "desktop": (1280, 800)}
TALLEST = 1700  # pixels of a page that are looked at
ROW = 620  # pixels in height of a picture on a sheet
GAP = 12


def main(arguments):
    """Return 0 when all sheets are written."""
    if not arguments:
        sys.stderr.write(__doc__)
        return 2
    folder, names = Path(arguments[0]), arguments[1:] or list(all_themes())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=FLAGS
        )
        for name in names:
            sheet = [*_shots(browser, name, folder / name)]
            _montage(sheet).save(folder / f"{name}.png")
            sys.stdout.write(f"{folder / name}.png\n")
        browser.close()
    _index(folder)
    return 0


def _shots(browser, name, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for scheme, (size, (width, height)) in product(SCHEMES, SIZES.items()):
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme
        )
        for script in SCRIPTS:
            page = context.new_page()
            showcase(page, name, script)
            path = folder / f"{script}-{size}-{scheme}.png"
            # As tall as the page, so that the bar at its foot hides nothing.
            needed = page.evaluate("document.documentElement.scrollHeight")
            seen = {"width": width, "height": min(max(needed, height), TALLEST)}
            page.set_viewport_size(seen)
            page.screenshot(path=path)
            page.close()
            yield path
        context.close()


def _montage(paths):
    """Two rows, light above dark; phones before desktops."""
    rows = [paths[: len(paths) // 2], paths[len(paths) // 2 :]]
    images = [[_scaled(path) for path in row] for row in rows]
    width = max(sum(i.width + GAP for i in row) for row in images) + GAP
    sheet = Image.new("RGB", (width, len(rows) * (ROW + GAP) + GAP), "#808080")
    for number, row in enumerate(images):
        left = GAP
        for image in row:
            sheet.paste(image, (left, GAP + number * (ROW + GAP)))
            left += image.width + GAP
    return sheet


def _scaled(path):
    with Image.open(path) as image:
        seen = image.convert("RGB")
    return seen.resize((round(seen.width * ROW / seen.height), ROW))


def _index(folder):
    links = "".join(
        f'<h2>{path.stem}</h2><img src="{path.name}" alt="">'
        for path in sorted(folder.glob("*.png"))
    )
    (folder / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>Themes</title>{links}'
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

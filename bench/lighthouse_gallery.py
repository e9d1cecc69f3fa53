"""A card with 60 pictures as Lighthouse sees it: a mid-range phone on slow 4G.

    uv run python -m bench lighthouse_gallery

The cards have contact details, profiles, links, a photo, a video and a gallery: once as
the last block, twice as the first, in a grid and in columns. The pictures weigh as
photographs do, and the phone has 3 pixels a point. The bars are those of any card: 100 in
all four, no layout shift, largest paint within a second, at most 100 KB before the visitor
asks for more. Exit status 1 when one is missed.
"""

import sys

from bench.lighthouse_page import judged

COUNT = 60
CARDS = ("gallery-grid", "gallery-first-grid", "gallery-first-masonry")
PHONE = ("--screenEmulation.deviceScaleFactor=3",)


def main() -> int:
    """Print the scores and the bytes; return 1 if a bar is missed."""
    return judged(CARDS, ("tests.browser.cast_gallery", str(COUNT)), PHONE)


if __name__ == "__main__":
    sys.exit(main())

"""A card with 60 pictures as Lighthouse sees it: a mid-range phone on slow 4G.

    uv run python -m bench lighthouse_gallery

The card has contact details, profiles, links, a photo, a video and a gallery. The bars are those
of any card: 100 in all four, no layout shift, largest paint within a second, at most
100 KB before the visitor asks for more. Exit status 1 when one is missed.
"""

import sys

from bench.lighthouse_page import judged

COUNT = 60


def main() -> int:
    """Print the scores and the bytes; return 1 if a bar is missed."""
    return judged("gallery-grid", "tests.browser.cast_gallery", str(COUNT))


if __name__ == "__main__":
    sys.exit(main())

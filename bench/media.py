"""Pictures: refusing bombs from their header, and making the renditions of a photo.

The bars: a 20,000 × 20,000 PNG of 48 KB is refused in under 50 ms and 50 MB; the
process that opens files stays under its limit with the largest that are taken.
"""

import resource
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from PIL import Image

from meishi.media.rules.inspection import inspected
from meishi.media.rules.reasons import Unusable
from meishi.media.rules.workshop import MEMORY, commissioned
from meishi.media.tests import samples

ROUNDS = 20
MEBIBYTE = 1024  # in units of ru_maxrss


def refused(name: str, data: bytes) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        with suppress(Unusable):
            inspected(data)
            raise SystemExit(f"{name} was not refused")
        times.append(1000 * (perf_counter() - start))
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / MEBIBYTE
    print(
        f"refuse {name} ({len(data)} bytes): first {times[0]:.1f} ms,"
        f" then {median(times):.2f} ms, {grown:.1f} MiB more"
    )


def made(name: str, data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        work = commissioned(data, Path(folder), "")
        took = perf_counter() - start
        size = sum(
            (Path(folder) / each.file).stat().st_size for each in work.renditions
        )
    print(
        f"make {len(work.renditions)} renditions of {name} ({len(data)} bytes):"
        f" {took:.1f} s, {size} bytes, within {MEMORY // MEBIBYTE // 1024} MiB"
    )


def photo(width: int, height: int, kind: str, **options: Any) -> bytes:
    grain = Image.effect_noise((width // 20, height // 20), 60).convert("RGB")
    out = BytesIO()
    grain.resize((width, height)).save(out, kind, **options)
    return out.getvalue()


def main() -> None:
    refused("400-megapixel PNG", samples.png_of_zeros(20_000, 20_000))
    refused("268-megapixel WebP", samples.webp_claiming(16_383, 16_383))
    refused("animated WebP", samples.extended_webp_claiming(16_384, 16_384))
    refused("256-megapixel AVIF", samples.avif_claiming(16_000, 16_000))
    made("a 12-megapixel JPEG", photo(4000, 3000, "JPEG"))
    made("a 12-megapixel HEIC", photo(4000, 3000, "HEIF"))
    made("a 48-megapixel JPEG", photo(8000, 6000, "JPEG"))
    made("a 48-megapixel AVIF", photo(8000, 6000, "AVIF", speed=10))
    made("a 48-megapixel PNG", photo(8000, 6000, "PNG", compress_level=1))


if __name__ == "__main__":
    main()

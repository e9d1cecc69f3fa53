"""QR codes: make, draw and prove one, against segno's own writer.

The promise: proof costs so little that there is no reason to skip it. Prints times
of the processor as medians, sizes in bytes, and the ratios.
"""

from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import process_time

import segno

from meishi.formats import qr

SCAN_LINK = "HTTPS://MEISHI.EXAMPLE/Q/ALICE23"
ROUNDS = 30


def milliseconds(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        work()
        times.append(1000 * (process_time() - start))
    return median(times)


def by_segno(kind: str) -> bytes:
    out = BytesIO()
    symbol = segno.make(SCAN_LINK, error="M", micro=False, encoding="utf-8")
    symbol.save(out, kind=kind, border=4, scale=12 if kind == "png" else 1)
    return out.getvalue()


def by_meishi(kind: str) -> bytes:
    matrix = qr.matrix(SCAN_LINK)
    return {"svg": qr.svg, "png": qr.png, "pdf": qr.pdf}[kind](matrix)


def main() -> None:
    for kind in ("svg", "png", "pdf"):
        ours = milliseconds(lambda kind=kind: by_meishi(kind))
        theirs = milliseconds(lambda kind=kind: by_segno(kind))
        print(
            f"{kind}: {ours:.1f} ms, segno {theirs:.1f} ms, ratio {ours / theirs:.2f};"
            f" {len(by_meishi(kind))} bytes, segno {len(by_segno(kind))}"
        )
    for shape in ("square", "rounded", "dot", "bar", "line"):
        style = qr.Style(module=shape, finder="rounded")
        png = qr.png(qr.matrix(SCAN_LINK), style)
        took = milliseconds(lambda png=png: qr.prove(png, SCAN_LINK))
        proof = qr.prove(png, SCAN_LINK)
        print(
            f"prove {shape}: {took:.1f} ms, grade {proof.grade},"
            f" score {proof.score}, read {proof.survived} of {proof.tried}"
        )
    looks_of_an_owner()


def looks_of_an_owner() -> None:
    """The dearest look: a gradient, and a logo whose size is searched for."""
    logo = qr.Logo(bytes((184, 50, 30, 255)) * 96 * 96, 96, 96)
    style = qr.Style(module="dot", gradient="radial", dark_end="#12306b", logo=logo)
    took = milliseconds(lambda: qr.fitted(SCAN_LINK, style))
    made = qr.fitted(SCAN_LINK, style)
    assert made.style.logo is not None
    print(
        f"fit a logo: {took:.0f} ms, {made.style.logo.modules} modules of"
        f" {made.matrix.size}, score {made.proof.score};"
        f" SVG {len(qr.svg(made.matrix, made.style))} bytes,"
        f" PNG {len(qr.png(made.matrix, made.style, 24))}"
    )


if __name__ == "__main__":
    main()

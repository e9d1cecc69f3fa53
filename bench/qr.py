"""QR codes: make, draw and prove one, against segno's own writer.

The promise: proof costs so little that there is no reason to skip it. Prints times
as medians, sizes in bytes, and the ratios.
"""

from collections.abc import Callable
from io import BytesIO
from statistics import median
from time import perf_counter

import segno

from meishi.formats import qr

SCAN_LINK = "HTTPS://MEISHI.EXAMPLE/Q/ALICE23"
ROUNDS = 30


def milliseconds(work: Callable[[], object]) -> float:
    work()
    times = []
    for _ in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(1000 * (perf_counter() - start))
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
    for shape in ("square", "rounded", "dot"):
        style = qr.Style(module=shape, finder="rounded")
        png = qr.png(qr.matrix(SCAN_LINK), style)
        took = milliseconds(lambda png=png: qr.prove(png, SCAN_LINK))
        proof = qr.prove(png, SCAN_LINK)
        print(
            f"prove {shape}: {took:.1f} ms, grade {proof.grade},"
            f" read {proof.survived} of {proof.tried}"
        )


if __name__ == "__main__":
    main()

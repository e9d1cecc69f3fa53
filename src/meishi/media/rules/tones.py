"""From HDR to ordinary colours: a table that FFmpeg looks pictures up in.

Phones film in HLG (and some cameras in PQ) with the primaries of BT.2020. Shown as if
they were ordinary, such films are pale. What is paper white there becomes nearly white
here, what is brighter is squeezed into the rest, and colours are those of BT.709.
"""

from pathlib import Path
from typing import Any, Final

import numpy as np

HLG: Final = 18  # as H.273 numbers them
PQ: Final = 16
SIDE: Final = 33  # entries of the table in each direction
WHITE: Final = 203  # candelas per square metre of paper white, as BT.2408 has it
KNEE: Final = 0.8  # up to which brightness nothing is squeezed

_TO_BT709: Final = np.array(  # BT.2087
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]]
)


def write_table(path: Path, transfer: int) -> None:
    """Write the table for that transfer function, HLG or PQ, as a `.cube` file."""
    steps = np.linspace(0, 1, SIDE)
    # Red changes fastest.
    blue, green, red = np.meshgrid(steps, steps, steps, indexing="ij")
    signal = np.stack([red, green, blue], axis=-1).reshape(-1, 3)
    light = _from_hlg(signal) if transfer == HLG else _from_pq(signal)
    ordinary = _encoded(_squeezed(light @ _TO_BT709.T))
    rows = "\n".join(f"{r:.5f} {g:.5f} {b:.5f}" for r, g, b in ordinary)
    path.write_text(f"LUT_3D_SIZE {SIDE}\n{rows}\n", "ascii")


def _from_hlg(signal: Any) -> Any:
    """Light, 1 for paper white (a signal of 75 percent), of BT.2100."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    brightness = scene @ np.array([0.2627, 0.6780, 0.0593])
    shown = 1000 * scene * np.maximum(brightness, 1e-6)[:, None] ** 0.2
    return shown / WHITE


def _from_pq(signal: Any) -> Any:
    """Light, 1 for paper white, of SMPTE ST 2084."""
    root = signal ** (1 / 78.84375)
    fraction = np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
    return 10_000 * fraction ** (1 / 0.1593017578125) / WHITE


def _squeezed(light: Any) -> Any:
    """Light up to 1: hue is kept, since the brightest channel leads the others."""
    light = np.maximum(light, 0)
    most = light.max(axis=1, keepdims=True)
    room = 1 - KNEE
    over = np.maximum(most - KNEE, 0)
    squeezed = KNEE + room * over / (over + room)
    scale = np.where(most > KNEE, squeezed / np.maximum(most, 1e-6), 1)
    return light * scale


def _encoded(light: Any) -> Any:
    """As BT.1886 displays expect it."""
    return np.clip(light, 0, 1) ** (1 / 2.4)

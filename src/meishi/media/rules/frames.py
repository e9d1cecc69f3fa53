"""The pictures of a film: upright, small enough, not too many, in ordinary colours."""

from fractions import Fraction
from pathlib import Path
from typing import Any, Final

import av
from av.filter import Graph

from meishi.media.rules.reasons import Reason, Unusable
from meishi.media.rules.tones import HLG, PQ, write_table

LONGEST_EDGE: Final = 1280
MOST_PIXELS: Final = 4096 * 2304
FASTEST: Final = 30  # pictures a second

_TURNS: Final[dict[int, tuple[tuple[str, str], ...]]] = {
    0: (),
    90: (("transpose", "cclock"),),
    180: (("hflip", ""), ("vflip", "")),
    270: (("transpose", "clock"),),
}
_ORDINARY: Final = "out_color_matrix=bt709:out_range=tv"


class Screen:
    """What the pictures of a film become; width and height are as seen upright.

    It is made from the first of them; `table` is where it may write one for colours.
    Raises Unusable where they are too large.
    """

    def __init__(self, first: av.VideoFrame, stream: Any, table: Path) -> None:
        self.table = table
        _check_size(first)
        self.turn = round(first.rotation / 90) * 90 % 360
        self.aspect = Fraction(stream.sample_aspect_ratio or 1)
        self.size = _scaled(first.width * self.aspect, first.height)
        is_on_its_side = self.turn in (90, 270)
        self.width, self.height = self.size[::-1] if is_on_its_side else self.size
        self.rate = min(Fraction(stream.average_rate or FASTEST), Fraction(FASTEST))
        self._kind: tuple[Any, ...] = ()
        self._graph = Graph()

    def is_due(self, at: float, last: float) -> bool:
        """Whether a picture at that second may follow one at `last`."""
        return last < 0 or at - last > 0.9 / FASTEST

    def shown(self, frame: av.VideoFrame) -> av.VideoFrame:
        """The picture as it is to be shown."""
        kind = (frame.width, frame.height, frame.format.name, frame.color_trc)
        if kind != self._kind:  # the first, or a film that changes its size
            _check_size(frame)
            self._kind, self._graph = kind, self._made_for(frame)
        frame.pts = None
        self._graph.vpush(frame)
        return self._graph.vpull()

    def _colours(self, frame: av.VideoFrame) -> list[tuple[str, str]]:
        """The steps to the right size in ordinary colours."""
        size = "w={}:h={}".format(*self.size)
        end = ("format", "pix_fmts=yuv420p")
        if frame.color_trc not in (HLG, PQ):
            return [("scale", f"{size}:{_ORDINARY}"), end]
        write_table(self.table, frame.color_trc)
        return [
            ("scale", f"{size}:in_color_matrix=bt2020"),
            ("format", "pix_fmts=gbrp10le"),
            ("lut3d", f"file={self.table}"),
            ("scale", _ORDINARY),
            end,
        ]

    def _made_for(self, frame: av.VideoFrame) -> Graph:
        graph = Graph()
        graph.threads = 1
        source = graph.add_buffer(
            width=frame.width, height=frame.height, format=frame.format, time_base=_TICK
        )
        steps = [graph.add(name, how) for name, how in self._colours(frame)]
        steps += [graph.add(name, how or None) for name, how in _TURNS[self.turn]]
        graph.link_nodes(
            source, *steps, graph.add("setsar", "1"), graph.add("buffersink")
        )
        graph.configure()
        return graph


_TICK: Final = Fraction(1, 1000)


def _check_size(frame: av.VideoFrame) -> None:
    if frame.width * frame.height > MOST_PIXELS:
        raise Unusable(Reason.TOO_LARGE)


def _scaled(width: Fraction | int, height: int) -> tuple[int, int]:
    """Even numbers, as the encoder wants them, in the same proportions."""
    scale = min(1, LONGEST_EDGE / max(width, height))
    return _even(width * scale), _even(height * scale)


def _even(length: float | Fraction) -> int:
    return max(2, 2 * round(float(length) / 2))

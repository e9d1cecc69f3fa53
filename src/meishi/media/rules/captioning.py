"""From a file with captions to plain WebVTT."""

from pathlib import Path
from typing import Final

from meishi.formats import captions
from meishi.media.rules.reasons import Reason, Unusable
from meishi.media.rules.workshop import Made, Work

MEDIA_TYPE: Final = "text/vtt"


def captioned(original: bytes, folder: Path) -> Work:
    """Write the captions into `folder`. Raises Unusable."""
    try:
        cues = captions.read(original.decode("utf-8-sig"))
    except ValueError as error:  # that of decoding is one too
        raise Unusable(Reason.UNKNOWN) from error
    name = "captions.vtt"
    (folder / name).write_text(captions.write(cues), "utf-8")
    return Work(0, 0, "", "", (Made(name, "play", MEDIA_TYPE, 0, 0),), cues[-1].end)

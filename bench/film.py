"""Films and sounds: how long the worker takes for what phones write, and how much.

The bar: the process stays under its limit, and a film takes no longer than it plays.
"""

import resource
import tempfile
from pathlib import Path
from time import perf_counter

import av
import numpy as np
from PIL import Image

from meishi.media.rules.workshop import RECORDING_MEMORY, recording_commissioned
from meishi.media.tests import films

SECONDS = 30
KIBIBYTES_PER_MEBIBYTE = 1024  # ru_maxrss is in the former
HDR = {"x265-params": "log-level=0:colorprim=bt2020:transfer=arib-std-b67"}


def scene(width: int, height: int) -> np.ndarray:
    """A picture twice as wide as the film, over which the camera pans."""
    grain = Image.effect_noise((width // 10, height // 20), 80).convert("RGB")
    return np.asarray(grain.resize((2 * width, height), Image.Resampling.BICUBIC))


def shot(path: Path, size: tuple[int, int], codec: str, pixels: str, rate: int) -> None:
    """Film a scene of that size in pixels, with a tone."""
    ground = scene(*size)
    quiet = {"x265-params": "log-level=0"} if codec == "libx265" else {}
    options = {"preset": "ultrafast", **(HDR if "10" in pixels else quiet)}
    with av.open(str(path), "w") as made:
        stream = made.add_stream(codec, rate=rate, options=options)
        stream.width, stream.height, stream.pix_fmt = *size, pixels
        if "10" in pixels:
            stream.codec_context.color_trc = 18
        for number in range(SECONDS * rate):
            at = 2 * number % size[0]
            view = np.ascontiguousarray(ground[:, at : at + size[0]])
            frame = av.VideoFrame.from_ndarray(view, format="rgb24")
            frame.pts = number
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))


def made(name: str, original: Path, kind: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        start = perf_counter()
        work = recording_commissioned(kind, original, Path(folder), 3600)
        took = perf_counter() - start
        (played,) = [one for one in work.renditions if one.purpose == "play"]
        size = (Path(folder) / played.file).stat().st_size
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(
        f"{name}, {work.duration / 1000:.0f} s, {original.stat().st_size} bytes:"
        f" {took:.1f} s, {size} bytes, at most"
        f" {most / KIBIBYTES_PER_MEBIBYTE:.0f} MiB so far"
        f" (limit {RECORDING_MEMORY // 1024**2} MiB of addresses)"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sound.mp3"
        path.write_bytes(films.sound(600))
        made("MP3", path, "audio")
        path = Path(folder) / "film.mov"
        shot(path, (1920, 1080), "libx264", "yuv420p", 30)
        made("1080p H.264", path, "video")
        shot(path, (1920, 1080), "libx265", "yuv420p10le", 30)
        made("1080p HEVC in HDR", path, "video")
        shot(path, (3840, 2160), "libx265", "yuv420p", 30)
        made("4K HEVC", path, "video")


if __name__ == "__main__":
    main()

"""Films and sounds that the tests make themselves."""

from fractions import Fraction
from io import BytesIO

import av
import numpy as np
from av.audio.frame import AudioFrame

RATE = 48_000
GPS = "+48.8584+002.2945/"
SECRETS = {"title": "Secret title", "artist": "Alice", "comment": "Not for you"}


def film(
    seconds=1.0,
    *,
    size=(320, 180),
    rate=24,
    codec="libx264",
    pixels="yuv420p",
    sound="aac",
    container="mp4",
    metadata=None,
    options=None,
    dark=0.0,
    transfer=None,
):
    """A film whose upper left quarter is red, the rest blue, with a tone of 440 Hz.

    For `dark` seconds it is black.
    """
    out = BytesIO()
    how = {"movflags": "use_metadata_tags"} if container in ("mp4", "mov") else {}
    with av.open(out, "w", format=container, options=how) as made:
        made.metadata.update(metadata or {})
        picture = made.add_stream(codec, rate=rate, options=options or {})
        picture.width, picture.height = size
        picture.pix_fmt = pixels
        if transfer:
            picture.codec_context.color_trc = transfer
        tone = made.add_stream(sound, rate=RATE) if sound else None
        for number in range(round(seconds * rate)):
            pixels = _pixels(*size, number) * (number >= dark * rate)
            frame = av.VideoFrame.from_ndarray(pixels.astype(np.uint8), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, rate)
            made.mux(picture.encode(frame))
        made.mux(picture.encode(None))
        if tone:
            _add_tone(made, tone, seconds)
    return out.getvalue()


def sound(seconds=1.0, *, codec="libmp3lame", container="mp3", metadata=None):
    """A tone of 440 Hz."""
    out = BytesIO()
    with av.open(out, "w", format=container) as made:
        made.metadata.update(metadata or {})
        _add_tone(made, made.add_stream(codec, rate=RATE), seconds)
    return out.getvalue()


def turned(data, matrix):
    """An MP4 whose film is to be shown by that matrix (a, b, c, d), as phones do."""
    at = data.index(b"tkhd") + 4 + 4 + 20 + 16  # of a header of version 0
    a, b, c, d = (round(value * 65536) % 2**32 for value in matrix)
    put = b"".join(n.to_bytes(4) for n in (a, b, 0, c, d, 0, 0, 0, 0x40000000))
    return data[:at] + put + data[at + 36 :]


def _add_tone(made, stream, seconds):
    context = stream.codec_context
    resampler = av.AudioResampler(context.format, context.layout, RATE)
    at = 0
    while at < seconds * RATE:
        wave = np.sin(np.arange(at, at + 1024) * (2 * np.pi * 440 / RATE))
        frame = AudioFrame.from_ndarray(
            (wave * 8000).astype(np.int16).reshape(1, -1), format="s16", layout="mono"
        )
        frame.sample_rate, frame.pts, frame.time_base = RATE, at, Fraction(1, RATE)
        at += 1024
        for piece in resampler.resample(frame):
            made.mux(stream.encode(piece))
    for piece in resampler.resample(None):
        made.mux(stream.encode(piece))
    made.mux(stream.encode(None))


def _pixels(width, height, number):
    pixels = np.zeros((height, width, 3), dtype=np.uint8)
    pixels[:, :, 2] = 200
    pixels[: height // 2, : width // 2] = (220, 20, 20)
    pixels[-4:, number % width] = 255  # so that the pictures differ
    return pixels

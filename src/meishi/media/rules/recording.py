"""From a film or a sound to what every browser plays: H.264 and AAC in MP4.

Everything is decoded and encoded anew, even what would play as it came. So nothing of
the original goes along: no place, no title, no cover, no subtitles, no data streams,
nothing appended, and no bits of a stranger reach the decoder of a visitor.

Runs in the workshop's process only, since a hostile file may take all the memory and
time that it is given.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Any, BinaryIO, Final

import av
from av.audio.resampler import AudioResampler
from av.container import InputContainer, OutputContainer
from PIL import Image, ImageStat

from meishi.media.rules.containers import HEAD, container_of
from meishi.media.rules.frames import MOST_PIXELS, Screen
from meishi.media.rules.printing import printed
from meishi.media.rules.reasons import Reason, Unusable
from meishi.media.rules.workshop import Made, Work

CODECS: Final = (
    "h264,hevc,vp8,vp9,libdav1d,mpeg4,h263,prores,mjpeg,"
    "aac,mp3float,mp3,opus,libopus,vorbis,flac,alac,ac3,amrnb,pcm_mulaw,pcm_alaw,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le,pcm_f32le,pcm_u8"
)
"""What phones, cameras and sound recorders write, by the names of the decoders."""

SOUND_RATE: Final = 48_000
TICKS: Final = Fraction(1, 90_000)  # seconds; every usual frame rate divides them
MOST_BAD_PACKETS: Final = 30
LOOKED_AT: Final = 5  # seconds from which the poster is taken
FILM: Final = {
    "preset": "veryfast",
    "crf": "23",
    "maxrate": "3M",
    "bufsize": "6M",
    "profile": "high",
    "g": "60",
}
MUXED: Final = {"movflags": "+faststart", "fflags": "+bitexact"}


@dataclass(slots=True)
class Poster:
    """The most telling picture of the first seconds: not a fade from black."""

    image: Image.Image | None = None
    score: float = -1
    next_at: float = 0

    def look(self, frame: av.VideoFrame, at: float) -> None:
        """Consider a picture that is shown `at` so many seconds."""
        if at < self.next_at or at > LOOKED_AT:
            return
        self.next_at = at + 1
        image: Image.Image = frame.to_image()  # type: ignore[no-untyped-call]  # PyAV's
        score = ImageStat.Stat(image.convert("L").resize((64, 64))).stddev[0]
        if score > self.score:
            self.image, self.score = image, score


@dataclass(frozen=True, slots=True)
class Span:
    """How many seconds a recording may last, and who is told which one is reached."""

    longest: int
    beat: Callable[[float], None]


@dataclass(slots=True)
class Output:
    """A file that is being written: its streams, and how far each is in seconds."""

    container: OutputContainer
    picture: Any = None
    sound: Any = None
    resampler: AudioResampler | None = None
    samples: int = 0
    seconds: float = 0
    last: float = -1
    poster: Poster = field(default_factory=Poster)

    def show(self, frame: av.VideoFrame, at: float) -> None:
        """Add a picture, shown from `at` so many seconds on."""
        self.poster.look(frame, at)
        frame.time_base, frame.pts = TICKS, round(at / TICKS)
        frame.pict_type = 0  # else the encoder would imitate the original
        self.seconds, self.last = max(self.seconds, at), at
        self.container.mux(self.picture.encode(frame))

    def play(self, frame: av.AudioFrame | None) -> None:
        """Add sound; None says that it was the last."""
        assert self.resampler is not None  # noqa: S101 (made with the stream)
        for piece in self.resampler.resample(frame):
            piece.time_base, piece.pts = Fraction(1, SOUND_RATE), self.samples
            self.samples += piece.samples
            self.container.mux(self.sound.encode(piece))
        self.seconds = max(self.seconds, self.samples / SOUND_RATE)

    def finish(self) -> None:
        """Write what the encoders still hold."""
        if self.sound:
            self.play(None)
            self.container.mux(self.sound.encode(None))
        if self.picture:
            self.container.mux(self.picture.encode(None))


def recorded(
    original: Path,
    folder: Path,
    kind: str,
    longest: int,
    beat: Callable[[float], None] = lambda at: None,
) -> Work:
    """Write a "video" or an "audio" of at most `longest` seconds into `folder`.

    A video gets a poster in all formats too. `beat` is told the second that is reached.
    Raises Unusable.
    """
    try:
        with original.open("rb") as file:
            screen = _screen(file, folder) if kind == "video" else None
            with _opened(file) as source:
                return _made(source, folder, screen, Span(longest, beat))
    except (MemoryError, av.error.ExternalError) as error:  # the encoder had too little
        raise Unusable(Reason.TOO_HEAVY) from error
    except Unusable:
        raise
    except (av.error.FFmpegError, ValueError, ArithmeticError, LookupError) as error:
        raise Unusable(Reason.DAMAGED) from error


def _screen(file: BinaryIO, folder: Path) -> Screen:
    """What the pictures of a film become, told from the first of them."""
    with _opened(file) as source:
        stream = _usable(source.streams.video)
        if stream is None:
            raise Unusable(Reason.NO_PICTURE)
        _check_codec(stream)
        if stream.width * stream.height > MOST_PIXELS:  # before one is decoded
            raise Unusable(Reason.TOO_LARGE)
        first = next(_frames(source, [stream]), None)
        if first is None:
            raise Unusable(Reason.DAMAGED)
        return Screen(first, stream, folder / "colours.cube")


def _opened(file: BinaryIO) -> InputContainer:
    file.seek(0)
    name = container_of(file.read(HEAD))
    file.seek(0)
    if not name:
        raise Unusable(Reason.UNKNOWN)
    # A file object, not a path: nothing in it can make the library open another file.
    options = {"codec_whitelist": CODECS}
    return av.open(file, "r", format=name, container_options=options)


def _made(
    source: InputContainer, folder: Path, screen: Screen | None, span: Span
) -> Work:
    if (source.duration or 0) / av.time_base > span.longest:
        raise Unusable(Reason.TOO_LONG)
    picture = _usable(source.streams.video) if screen else None
    sound = _usable(source.streams.audio)
    if screen is None and sound is None:
        raise Unusable(Reason.NO_SOUND)
    name = "film.mp4" if screen else "sound.m4a"
    with av.open(str(folder / name), "w", format="mp4", options=MUXED) as container:
        output = Output(container)
        if screen:
            output.picture = _film_stream(container, screen)
        if sound:
            _check_codec(sound)
            output.sound, output.resampler = _sound_stream(container, sound)
        streams = [stream for stream in (picture, sound) if stream]
        _copy(source, streams, output, screen, span)
        output.finish()
    _check(source, output)
    return _told(output, screen, folder, name)


def _usable(streams: Any) -> Any:
    """The first stream that is no cover."""
    cover = av.stream.Disposition.attached_pic
    return next((each for each in streams if not each.disposition & cover), None)


def _check_codec(stream: Any) -> None:
    context = stream.codec_context
    if context is None or context.name not in CODECS.split(","):
        raise Unusable(Reason.UNKNOWN)
    context.thread_count = 2


def _film_stream(container: OutputContainer, screen: Screen) -> Any:
    stream = container.add_stream("libx264", rate=screen.rate, options=FILM)
    stream.width, stream.height = screen.width, screen.height
    stream.pix_fmt = "yuv420p"
    context = stream.codec_context
    context.time_base = TICKS
    context.thread_count = 2
    context.color_primaries = context.color_trc = context.colorspace = 1  # BT.709
    context.color_range = 1  # as television has it
    return stream


def _sound_stream(container: OutputContainer, sound: Any) -> tuple[Any, AudioResampler]:
    layout = "mono" if sound.codec_context.channels == 1 else "stereo"
    stream: Any = container.add_stream("aac", rate=SOUND_RATE, layout=layout)
    stream.bit_rate = 80_000 if layout == "mono" else 144_000
    resampler = AudioResampler("fltp", layout, SOUND_RATE, frame_size=1024)
    return stream, resampler


def _copy(
    source: InputContainer,
    streams: list[Any],
    output: Output,
    screen: Screen | None,
    span: Span,
) -> None:
    start = min(float((each.start_time or 0) * each.time_base) for each in streams)
    for frame in _frames(source, streams):
        at = max(0.0, (frame.time or 0) - start)
        if at > span.longest + 1:  # it said that it were shorter
            raise Unusable(Reason.TOO_LONG)
        if isinstance(frame, av.AudioFrame):
            if not output.samples:
                output.samples = round(at * SOUND_RATE)
            output.play(frame)
        elif screen and screen.is_due(at, output.last):
            output.show(screen.shown(frame), at)
        if not (screen and isinstance(frame, av.AudioFrame)):  # pictures take the time
            span.beat(at)


def _frames(source: InputContainer, streams: list[Any]) -> Iterator[Any]:
    bad = 0
    for packet in source.demux(streams):
        try:
            yield from packet.decode()
        except av.error.InvalidDataError as error:
            bad += 1  # a film that was cut out of another may begin like that
            if bad > MOST_BAD_PACKETS:
                raise Unusable(Reason.DAMAGED) from error


def _check(source: InputContainer, output: Output) -> None:
    """Refuse what is empty, or ended long before it said it would."""
    is_empty = output.last < 0 if output.picture else not output.samples
    said = (source.duration or 0) / av.time_base
    if is_empty or output.seconds + 1 < said * 0.5:
        raise Unusable(Reason.DAMAGED)


def _told(output: Output, screen: Screen | None, folder: Path, name: str) -> Work:
    duration = round(output.seconds * 1000)
    if screen is None:
        made = Made(name, "play", "audio/mp4", 0, 0)
        return Work(0, 0, "", "", (made,), duration)
    made = Made(name, "play", "video/mp4", screen.width, screen.height)
    assert output.poster.image is not None  # noqa: S101 (there is a first frame)
    poster = printed(output.poster.image, folder)
    return Work(
        poster.width,
        poster.height,
        poster.colour,
        poster.placeholder,
        (*(each for each in poster.renditions if each.purpose == "page"), made),
        duration,
    )

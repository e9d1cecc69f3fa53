"""What becomes of films and sounds: each is made here, and read again by FFmpeg."""

import os
import resource
from contextlib import contextmanager

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.media.rules import workshop
from meishi.media.rules.containers import HEAD, container_of
from meishi.media.rules.reasons import Reason, Unusable
from meishi.media.rules.recording import recorded
from meishi.media.rules.tones import HLG, PQ, SIDE, write_table
from meishi.media.tests import films

IPHONE = (0, 1, -1, 0)  # upright, as it writes it: a quarter turn clockwise


@pytest.fixture
def make(tmp_path):
    """A function that makes a recording ready, and returns what was told and it."""

    def make(data, kind="video", longest=60, by=recorded):
        original, folder = tmp_path / "original", tmp_path / "made"
        original.write_bytes(data)
        folder.mkdir()
        work = by(original, folder, kind, longest)
        played = next(each for each in work.renditions if each.purpose == "play")
        return work, folder / played.file

    return make


def by_another_process(original, folder, kind, longest):
    return workshop.recording_commissioned(kind, original, folder, longest)


@contextmanager
def streams_of(path):
    with av.open(str(path)) as container:
        yield container, {one.type: one for one in container.streams}


def corners(path):
    """Where the red quarter is: names of the corners that are red."""
    with av.open(str(path)) as container:
        pixels = next(container.decode(video=0)).to_ndarray(format="rgb24")
    down, across = (length // 4 for length in pixels.shape[:2])
    at = {
        "upper left": pixels[down, across],
        "upper right": pixels[down, -across],
        "lower left": pixels[-down, across],
        "lower right": pixels[-down, -across],
    }
    return [name for name, colour in at.items() if colour[0] > colour[2]]


@pytest.mark.parametrize(
    "how",
    [
        {},
        {"codec": "libx265", "options": {"x265-params": "log-level=0"}},
        {"codec": "libx265", "pixels": "yuv420p10le", "container": "mov"},
        {"codec": "prores_ks", "pixels": "yuv422p10le", "container": "mov"},
        {"codec": "libvpx-vp9", "container": "webm", "sound": "libopus"},
        {"codec": "libsvtav1", "container": "webm", "sound": "libopus"},
        {
            "codec": "mjpeg",
            "pixels": "yuvj420p",
            "sound": "pcm_s16le",
            "container": "mov",
        },
        {"codec": "mpeg4", "container": "matroska", "sound": "flac"},
        {"sound": None},
    ],
    ids=lambda how: "-".join(str(value) for value in how.values())[:40] or "plain",
)
def test_what_phones_and_cameras_write_becomes_what_every_browser_plays(make, how):
    work, path = make(films.film(**how))

    with streams_of(path) as (container, streams):
        assert container.format.name.startswith("mov,mp4")
        assert streams["video"].codec_context.name == "h264"
        assert streams["video"].codec_context.pix_fmt == "yuv420p"
        assert streams["video"].codec_context.profile == "High"
        assert streams["video"].frames == 24
        assert ("audio" in streams) == (how.get("sound", "aac") is not None)
        if "audio" in streams:
            assert streams["audio"].codec_context.name == "aac"
    assert 900 < work.duration < 1100
    assert corners(path) == ["upper left"]


def test_a_player_need_not_read_to_the_end_before_it_begins(make):
    _, path = make(films.film())
    data = path.read_bytes()

    assert data.index(b"moov") < data.index(b"mdat")


@pytest.mark.parametrize(
    ("matrix", "size", "corner"),
    [
        ((1, 0, 0, 1), (320, 180), "upper left"),
        (IPHONE, (180, 320), "upper right"),
        ((-1, 0, 0, -1), (320, 180), "lower right"),
        ((0, -1, 1, 0), (180, 320), "lower left"),
    ],
)
def test_a_film_is_upright_however_the_phone_was_held(make, matrix, size, corner):
    work, path = make(films.turned(films.film(), matrix))

    with streams_of(path) as (container, streams):
        assert (streams["video"].width, streams["video"].height) == size
        assert next(container.decode(video=0)).rotation == 0
    assert corners(path) == [corner]
    assert (work.width, work.height) == size


@pytest.mark.parametrize(("transfer", "white"), [(HLG, 0.75), (PQ, 0.58)])
def test_paper_white_of_hdr_is_nearly_white_and_grey_stays_grey(
    tmp_path, transfer, white
):
    path = tmp_path / "colours.cube"
    write_table(path, transfer)
    rows = [
        [float(n) for n in line.split()] for line in path.read_text().split("\n")[1:-1]
    ]
    greys = [rows[n * (SIDE**2 + SIDE + 1)] for n in range(SIDE)]

    assert len(rows) == SIDE**3
    assert all(max(grey) - min(grey) < 0.01 for grey in greys)
    assert 0.93 < greys[round(white * (SIDE - 1))][0] < 0.98
    assert greys == sorted(greys)
    assert all(0 <= number <= 1 for row in rows for number in row)


def test_an_hdr_film_gets_ordinary_colours(make):
    options = {"x265-params": "log-level=0:transfer=arib-std-b67:colorprim=bt2020"}
    how = {"codec": "libx265", "pixels": "yuv420p10le", "transfer": HLG}
    _, path = make(films.film(**how, options=options))

    with streams_of(path) as (container, _):
        frame = next(container.decode(video=0))
        assert (frame.color_trc, frame.color_primaries) == (1, 1)
        red = frame.to_ndarray(format="rgb24")[30, 30]
    assert corners(path) == ["upper left"]
    # As HLG the same signal is a brighter red than as an ordinary one.
    assert red[0] > 225


def test_neither_place_nor_names_go_along(make):
    original = films.film(
        metadata=films.SECRETS | {"location": films.GPS, "com.apple.x": "Secret"}
    )
    assert b"48.8584" in original
    _, path = make(original + b"Secret appended")

    for secret in (b"48.8584", b"Secret", b"Alice", b"Not for you", b"Lavf"):
        assert secret not in path.read_bytes()
    with streams_of(path) as (container, streams):
        assert sorted(streams) == ["audio", "video"]
        assert set(container.metadata) == {
            "major_brand",
            "minor_version",
            "compatible_brands",
        }


def test_a_large_fast_film_becomes_smaller_and_slower(make):
    work, path = make(films.film(0.5, size=(1920, 1080), rate=120))

    with streams_of(path) as (_, streams):
        assert (streams["video"].width, streams["video"].height) == (1280, 720)
        assert streams["video"].frames <= 16
    assert (work.width, work.height) == (1280, 720)


def test_a_film_has_a_poster_in_every_format_that_is_no_fade_from_black(make):
    work, _ = make(films.film(3, dark=1))

    kinds = {one.media_type for one in work.renditions if one.purpose == "page"}
    assert kinds == {"image/avif", "image/webp", "image/jpeg"}
    assert work.colour != "#000000"
    assert not [one for one in work.renditions if one.purpose == "contact"]


@pytest.mark.parametrize(
    ("codec", "container"),
    [
        ("libmp3lame", "mp3"),
        ("aac", "adts"),
        ("aac", "ipod"),
        ("alac", "ipod"),
        ("libopus", "ogg"),
        ("flac", "flac"),
        ("flac", "ogg"),
        ("pcm_s16le", "wav"),
        ("pcm_s24le", "wav"),
    ],
)
def test_a_sound_becomes_what_every_browser_plays(make, codec, container):
    metadata = films.SECRETS if container != "adts" else {}
    work, path = make(
        films.sound(codec=codec, container=container, metadata=metadata), "audio"
    )

    with streams_of(path) as (_, streams):
        assert list(streams) == ["audio"]
        assert streams["audio"].codec_context.name == "aac"
    assert 950 < work.duration < 1100
    assert b"Secret" not in path.read_bytes()


def test_the_tone_is_still_the_same(make):
    _, path = make(films.sound(), "audio")
    with av.open(str(path)) as container:
        waves = [frame.to_ndarray()[0] for frame in container.decode(audio=0)]
    heard = np.abs(np.fft.rfft(np.concatenate(waves)[10_000:34_000]))

    assert abs(np.argmax(heard) * films.RATE / 24_000 - 440) < 3


def test_a_film_can_be_heard_only(make):
    work, path = make(films.film(), "audio")

    assert path.name == "sound.m4a"
    assert (work.width, work.height) == (0, 0)


FILM = films.film(3)


@pytest.mark.parametrize(
    ("data", "kind", "reason"),
    [
        (b"a letter" * 100, "video", Reason.UNKNOWN),
        (b"", "video", Reason.UNKNOWN),
        (b"#EXTM3U\nfile:///etc/passwd\n" * 20, "video", Reason.UNKNOWN),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "video", Reason.UNKNOWN),
        (b"\0\0\0\x20ftypisom" + bytes(5000), "video", Reason.DAMAGED),
        (b"\x1a\x45\xdf\xa3" + bytes(5000), "video", Reason.DAMAGED),
        (b"OggS" + bytes(5000), "audio", Reason.DAMAGED),
        (b"ID3" + bytes(5000), "audio", Reason.DAMAGED),
        (FILM[:-8000], "video", Reason.DAMAGED),
        (FILM[: len(FILM) // 2], "video", Reason.DAMAGED),
        (films.sound(), "video", Reason.NO_PICTURE),
        (films.film(sound=None), "audio", Reason.NO_SOUND),
        (films.film(codec="mpeg2video", container="matroska"), "video", Reason.UNKNOWN),
        (films.film(0.1, size=(4608, 2592)), "video", Reason.TOO_LARGE),
    ],
)
def test_what_cannot_be_used_says_why(make, data, kind, reason):
    with pytest.raises(Unusable) as refused:
        make(data, kind)
    assert refused.value.reason == reason


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_what_is_too_long_is_refused(make, kind):
    with pytest.raises(Unusable) as refused:
        make(FILM, kind, longest=2)
    assert refused.value.reason == Reason.TOO_LONG


def test_a_film_that_lies_about_its_length_is_refused(make):
    # A Matroska file that is written to a pipe tells no length.
    data = films.film(3, container="matroska")
    at = data.index(b"\x44\x89\x88")  # the element Duration, eight bytes long
    with pytest.raises(Unusable) as refused:
        make(data[: at + 3] + bytes(8) + data[at + 11 :], longest=1)
    assert refused.value.reason == Reason.TOO_LONG


def test_a_limited_process_makes_the_same(make):
    work, path = make(FILM, by=by_another_process)

    assert 2900 < work.duration < 3100
    assert corners(path) == ["upper left"]


def test_a_film_that_wants_too_much_memory_only_ends_its_process(make):
    def by_a_small_process(original, folder, kind, longest):
        return workshop.recording_commissioned(
            kind, original, folder, longest, memory=400 * 1024 * 1024
        )

    with pytest.raises(Unusable) as refused:
        make(films.film(0.5, size=(3840, 2160)), by=by_a_small_process)
    assert refused.value.reason == Reason.TOO_HEAVY


def test_our_own_process_keeps_its_limits(make):
    before = resource.getrlimit(resource.RLIMIT_FSIZE), os.nice(0)
    make(films.sound(), "audio", by=by_another_process)

    assert (resource.getrlimit(resource.RLIMIT_FSIZE), os.nice(0)) == before


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (FILM, "mov"),
        (films.film(container="mov"), "mov"),
        (films.film(container="webm", codec="libvpx-vp9", sound="libopus"), "matroska"),
        (films.film(container="matroska"), "matroska"),
        (films.sound(), "mp3"),
        (films.sound(codec="aac", container="adts"), "aac"),
        (films.sound(codec="flac", container="flac"), "flac"),
        (films.sound(codec="pcm_s16le", container="wav"), "wav"),
        (films.sound(codec="libopus", container="ogg"), "ogg"),
        (b"\xff\xfb\x90\x64", "mp3"),
        (b"\xff\xd8\xff\xe0", ""),  # a JPEG
        (b"RIFF\0\0\0\0AVI LIST", ""),
        (b"FWS\x0a", ""),
        (b"\xff", ""),
    ],
)
def test_a_container_is_told_from_its_first_bytes(data, name):
    assert container_of(data[:HEAD]) == name


@given(st.binary(max_size=HEAD))
def test_any_first_bytes_are_told(head):
    assert isinstance(container_of(head), str)

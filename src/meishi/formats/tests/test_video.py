from contextlib import suppress
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.video import (
    HOST,
    IDS,
    LATEST_START,
    UnknownVideo,
    Video,
    page_url,
    player_host,
    player_url,
    read,
)

FILM = "dQw4w9WgXcQ"
SHORT = "mbcnRzhLeT7ZFHJ1iVVXcx"
UUID = "9c9de5e8-0a1e-484a-b099-e80766180a6d"


@pytest.mark.parametrize(
    ("text", "video"),
    [
        (f"https://www.youtube.com/watch?v={FILM}", Video("youtube", FILM)),
        (f"  youtube.com/watch?v={FILM}&list=PL1&index=2 ", Video("youtube", FILM)),
        (f"http://m.youtube.com/watch?app=desktop&v={FILM}", Video("youtube", FILM)),
        (f"https://music.youtube.com/watch?v={FILM}", Video("youtube", FILM)),
        (f"https://youtu.be/{FILM}?si=abc", Video("youtube", FILM)),
        (f"https://youtu.be/{FILM}?t=90", Video("youtube", FILM, start=90)),
        (f"youtu.be/{FILM}?t=1m30s", Video("youtube", FILM, start=90)),
        (f"https://youtube.com/shorts/{FILM}", Video("youtube", FILM)),
        (
            f"https://www.youtube.com/live/{FILM}?t=1h2m3s",
            Video("youtube", FILM, "", 3723),
        ),
        (
            f"https://www.youtube.com/embed/{FILM}?start=5",
            Video("youtube", FILM, "", 5),
        ),
        (f"https://www.youtube-nocookie.com/embed/{FILM}", Video("youtube", FILM)),
        ("https://vimeo.com/76979871", Video("vimeo", "76979871")),
        ("https://vimeo.com/76979871#t=65s", Video("vimeo", "76979871", "", 65)),
        ("vimeo.com/76979871/8272103f6e", Video("vimeo", "76979871/8272103f6e")),
        (
            "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1",
            Video("vimeo", "76979871/8272103f6e"),
        ),
        ("https://vimeo.com/channels/staff/76979871", Video("vimeo", "76979871")),
        ("https://vimeo.com/showcase/12/video/76979871", Video("vimeo", "76979871")),
        (f"https://tube.example/w/{SHORT}", Video("peertube", SHORT, "tube.example")),
        (
            f"https://www.tube.example/videos/watch/{UUID}?start=1m5s",
            Video("peertube", UUID, "www.tube.example", 65),
        ),
        (f"Tube.Example/videos/embed/{UUID}", Video("peertube", UUID, "tube.example")),
        (f"https://tube.example/w/{SHORT};threadId=7", None),
    ],
)
def test_a_film_is_recognised_from_its_address(text, video):
    if video is None:
        with pytest.raises(UnknownVideo):
            read(text)
    else:
        assert read(text) == video


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a letter",
        FILM,
        "https://www.youtube.com/",
        "https://www.youtube.com/watch",
        "https://www.youtube.com/@alice",
        "https://www.youtube.com/playlist?list=PL1",
        f"https://www.youtube.com/watch?v={FILM}x",
        f'https://www.youtube.com/watch?v={FILM[:-1]}"',
        f"https://youtube.com.example/watch?v={FILM}",
        f"https://evil.example/?https://youtube.com/watch?v={FILM}",
        f"https://youtube.com@evil.example/watch?v={FILM}",
        f"https://alice:secret@youtube.com/watch?v={FILM}",
        f"https://youtube.com:444/watch?v={FILM}",
        f"javascript://youtube.com/watch?v={FILM}",
        f'<iframe src="https://www.youtube.com/embed/{FILM}"></iframe>',
        "https://vimeo.com/alice",
        "https://vimeo.com/1",
        "https://vimeo.com/76979871/../../x",
        f"https://localhost/w/{SHORT}",
        f"https://127.0.0.1/w/{SHORT}",
        f"https://[::1]/w/{SHORT}",
        f"https://tube.example:9000/w/{SHORT}",
        f"https://tube.example;x/w/{SHORT}",
        f"https://*.example/w/{SHORT}",
        f"https://tube_x.example/w/{SHORT}",
        f"https://-tube.example/w/{SHORT}",
        "https://tube.example/w/short",
        "https://tube.example/w/p/mbcnRzhLeT7ZFHJ1iVVXcx",
        "http://[",
        "x" * 3000,
    ],
)
def test_what_is_no_film_is_refused(text):
    with pytest.raises(UnknownVideo):
        read(text)


@pytest.mark.parametrize(
    ("video", "page", "player"),
    [
        (
            Video("youtube", FILM, "", 90),
            f"https://www.youtube.com/watch?v={FILM}&t=90s",
            f"https://www.youtube-nocookie.com/embed/{FILM}?autoplay=1&rel=0&start=90",
        ),
        (
            Video("vimeo", "76979871"),
            "https://vimeo.com/76979871",
            "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
        ),
        (
            Video("vimeo", "76979871/8272103f6e", "", 5),
            "https://vimeo.com/76979871/8272103f6e#t=5s",
            "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1&autoplay=1#t=5s",
        ),
        (
            Video("peertube", SHORT, "tube.example", 5),
            f"https://tube.example/w/{SHORT}?start=5s",
            f"https://tube.example/videos/embed/{SHORT}?autoplay=1&p2p=0&warningTitle=0"
            "&start=5s",
        ),
    ],
)
def test_a_film_has_a_page_and_a_private_player(video, page, player):
    assert page_url(video) == page
    assert player_url(video) == player


@st.composite
def videos(draw):
    provider = draw(st.sampled_from(sorted(IDS)))
    name = draw(st.from_regex(IDS[provider], fullmatch=True))
    host = draw(st.from_regex(HOST, fullmatch=True)) if provider == "peertube" else ""
    return Video(provider, name, host, draw(st.integers(0, LATEST_START)))


@given(videos())
def test_the_page_of_a_film_is_recognised_as_that_film(video):
    assert read(page_url(video)) == video


@given(videos())
def test_a_player_is_at_its_host_and_nowhere_else(video):
    parts = urlsplit(player_url(video))

    assert (parts.scheme, parts.netloc) == ("https", player_host(video))
    assert not set(player_url(video)) & set("<>\"' ;\\")


@given(
    st.text(max_size=60) | st.text("https:/.youtubevimeocmw?=&#@[]0123x", max_size=80)
)
def test_any_text_is_a_film_or_refused(text):
    with suppress(UnknownVideo):
        assert IDS[read(text).provider]

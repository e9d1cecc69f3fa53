from dataclasses import replace

from django.template.loader import render_to_string

from meishi.blocks.video.block import video
from meishi.blocks.video.data import VideoData
from meishi.blocks.video.form import VideoForm
from meishi.cards.document import AssetRef, Identity
from meishi.cards.document.recording import ElsewhereRef, RecordingRef
from meishi.media.rules.picture import Picture, Recording, Source

FILM = RecordingRef(asset="abc")
ELSEWHERE = ElsewhereRef(provider="youtube", id="dQw4w9WgXcQ", start=90)
READY = Picture(
    width=1280,
    height=720,
    colour="#000000",
    sources=(
        Source("/m/p-640.webp", "image/webp", 640, 360),
        Source("/m/p-960.webp", "image/webp", 960, 540),
        Source("/m/p-1280.webp", "image/webp", 1280, 720),
    ),
    recording=Recording("/m/film.mp4", "video/mp4", 1280, 720, 65.4),
)
OWN = Picture(
    width=600,
    height=600,
    colour="#000000",
    sources=(Source("/m/own-600.webp", "image/webp", 600, 600),),
)


def shown(data, ready):
    context = video.show_context(data, Identity())
    base = {"data": data, "block_id": "b1", "colours": {}, "language": "en"}
    pictures = {"pictures": lambda asset, crop: ready.get(asset)}
    return render_to_string(video.show_template, {**base, **pictures, **context})


def test_a_film_keeps_its_place_and_waits_to_be_asked():
    html = shown(VideoData(title="A tour", film=FILM), {"abc": READY})

    assert 'preload="none" src="/m/film.mp4" width="1280" height="720"' in html
    assert 'poster="/m/p-960.webp" aria-label="A tour"' in html
    assert "autoplay" not in html
    assert "<p>1:05</p>" in html


def test_the_picture_that_its_owner_chose_stands_for_a_film():
    data = VideoData(film=FILM, poster=AssetRef(asset="own", is_decorative=True))

    assert 'poster="/m/own-600.webp"' in shown(data, {"abc": READY, "own": OWN})
    assert 'poster="/m/p-960.webp"' in shown(data, {"abc": READY})


def test_captions_can_be_switched_on():
    data = VideoData(film=FILM, captions=RecordingRef(asset="words"))
    words = replace(READY, recording=Recording("/m/captions.vtt", "text/vtt", 0, 0, 60))
    html = shown(data, {"abc": READY, "words": words})

    assert '<track kind="captions" src="/m/captions.vtt" srclang="en"' in html
    assert "<track" not in shown(data, {"abc": READY})


def test_a_film_that_is_not_ready_shows_nothing_yet():
    assert shown(VideoData(film=FILM, elsewhere=ELSEWHERE), {}).strip() == ""


def test_a_film_elsewhere_is_a_link_that_knows_its_player():
    html = shown(VideoData(elsewhere=ELSEWHERE), {})

    assert 'href="https://www.youtube.com/watch?v=dQw4w9WgXcQ&amp;t=90s"' in html
    assert 'data-player="https://www.youtube-nocookie.com/embed/' in html
    assert "<iframe" not in html


def test_only_the_host_of_the_player_may_be_framed():
    assert video.frame_hosts(VideoData()) == ()
    assert video.frame_hosts(VideoData(film=FILM, elsewhere=ELSEWHERE)) == ()
    assert video.frame_hosts(VideoData(elsewhere=ELSEWHERE)) == (
        "www.youtube-nocookie.com",
    )


def test_only_parts_of_an_address_are_kept():
    form = VideoForm({"block-elsewhere": "https://youtu.be/dQw4w9WgXcQ?si=spy&t=90"})

    assert form.is_valid()
    assert form.value().elsewhere == ELSEWHERE


def test_html_for_embedding_is_refused():
    html = '<iframe src="https://www.youtube.com/embed/dQw4w9WgXcQ"></iframe>'
    form = VideoForm({"block-elsewhere": html})

    assert not form.is_valid()
    assert "copy its address" in form.errors["elsewhere"][0]


def test_a_file_counts_as_used_and_can_be_taken_off():
    form = VideoForm({"block-film": "abc", "block-film-kind": "video"})
    assert form.is_valid()
    assert form.value().film == FILM

    removed = VideoForm({"block-film": "abc", "block-film-remove": "on"})
    assert removed.is_valid()
    assert removed.value().film is None

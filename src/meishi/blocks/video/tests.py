import json
from dataclasses import replace
from functools import partial

import pytest
from django.template.loader import render_to_string

from meishi.blocks.video import stills
from meishi.blocks.video.block import video
from meishi.blocks.video.data import VideoData
from meishi.blocks.video.errand import _with_still
from meishi.blocks.video.form import VideoForm
from meishi.cards.document import AssetRef, Identity
from meishi.cards.document.recording import ElsewhereRef, RecordingRef
from meishi.cards.services import (
    add_block,
    change_block,
    complete_block,
    create_card,
    redo,
    undo,
)
from meishi.formats import video as films
from meishi.lib.outbox.models import Job
from meishi.lib.outbox.worker import run_job
from meishi.lib.outgoing.tests.server import running
from meishi.media.models import Asset
from meishi.media.rules.picture import Picture, Recording, Source
from meishi.media.tests.samples import jpeg
from meishi.workspaces.models import Workspace

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
    base = {"data": data, "block_id": "b1", "classes": {}, "language": "en"}
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


@pytest.fixture
def provider(monkeypatch, settings):
    """A server on loopback that stands for all three sites."""
    settings.OUTGOING_ALLOWED_NETWORKS = ["127.0.0.0/8"]
    with running() as site:
        for name in ("YOUTUBE", "VIMEO", "PEERTUBE"):
            monkeypatch.setattr(stills, name, site.url)
        yield site


@pytest.fixture
def card(db):
    return create_card(Workspace.objects.create(name="Alice"))


def with_film(card, address, **more):
    """Put a film on the card; return the block as it is in the draft."""
    entry = add_block(card, "video")
    ref = ElsewhereRef(**films.read(address)._asdict())
    change_block(card, entry.id, VideoData(elsewhere=ref, **more))
    return entry.id


def data_of(card, block):
    card.refresh_from_db()
    return VideoData.model_validate(card.document.block(block).data)


def notice_of(card, block):
    card.refresh_from_db()
    return video.errand.notice(card, card.document.block(block))


def work():
    """Run what the outbox holds of ours, as a worker does."""
    for job in Job.objects.filter(task__endswith="fetch_still", state="ready"):
        Job.objects.filter(pk=job.pk).update(state="running", owner="test")
        job.refresh_from_db()
        run_job(job, "test")


def test_the_picture_of_a_film_is_fetched_once_and_kept(card, provider):
    provider.gives("/vi/dQw4w9WgXcQ/maxresdefault.jpg", jpeg(1280, 720))
    block = with_film(card, "https://youtu.be/dQw4w9WgXcQ")
    assert notice_of(card, block).text == "The picture of the film is being fetched."
    work()

    still = data_of(card, block).still
    asset = Asset.objects.get(public_id=still.asset)
    assert (asset.width, asset.workspace) == (1280, card.workspace)
    assert notice_of(card, block).asset == still.asset
    assert "fetched from YouTube" in notice_of(card, block).text


def test_a_smaller_picture_is_taken_where_there_is_no_large_one(card, provider):
    provider.gives("/vi/dQw4w9WgXcQ/hqdefault.jpg", jpeg(480, 360))
    block = with_film(card, "https://youtu.be/dQw4w9WgXcQ")
    work()

    assert data_of(card, block).still


def test_vimeo_says_where_its_picture_is(card, provider):
    about = {"thumbnail_url": f"{provider.url}/a.jpg"}
    provider.gives("/api/oembed.json", json.dumps(about).encode())
    provider.gives("/a.jpg", jpeg())
    block = with_film(card, "https://vimeo.com/76979871")
    work()

    assert data_of(card, block).still
    assert "url=https%3A%2F%2Fvimeo.com%2F76979871" in provider.asked[0]


def test_peertube_says_where_its_picture_is(card, provider):
    about = {"thumbnailPath": "/small.jpg", "previewPath": "/large.jpg"}
    provider.gives("/api/v1/videos/mbcnRzhLeT7ZFHJ1iVVXcx", json.dumps(about).encode())
    provider.gives("/large.jpg", jpeg())
    block = with_film(card, "https://video.example.com/w/mbcnRzhLeT7ZFHJ1iVVXcx")
    work()

    assert data_of(card, block).still


def test_a_provider_cannot_lead_to_a_private_address(card, provider):
    about = {"thumbnail_url": "http://10.0.0.1/secret"}
    provider.gives("/api/oembed.json", json.dumps(about).encode())
    block = with_film(card, "https://vimeo.com/76979871")
    work()

    assert notice_of(card, block).text == (
        "10.0.0.1 is not an address on the public internet."
    )


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"{}", b'{"thumbnail_url": 1}'])
def test_a_provider_that_says_nonsense_has_no_picture(card, provider, body):
    provider.gives("/api/oembed.json", body)
    block = with_film(card, "https://vimeo.com/76979871")
    work()

    assert notice_of(card, block).text == "Vimeo has no picture of this film."
    assert notice_of(card, block).again == "Try again"
    assert data_of(card, block).still is None


def test_what_is_no_picture_is_said_and_can_be_tried_again(card, provider):
    path = "/vi/dQw4w9WgXcQ/maxresdefault.jpg"
    provider.gives(path, b"<html>")
    block = with_film(card, "https://youtu.be/dQw4w9WgXcQ")
    work()
    assert notice_of(card, block).again == "Try again"

    provider.gives(path, jpeg())
    video.errand.send_again(card, card.document.block(block))
    work()
    assert data_of(card, block).still


def test_a_provider_that_is_down_is_asked_again(card, provider):
    provider.gives("/vi/dQw4w9WgXcQ/maxresdefault.jpg", status=503)
    block = with_film(card, "https://youtu.be/dQw4w9WgXcQ")
    work()

    assert Job.objects.get(task__endswith="fetch_still").state == "ready"
    assert "did not answer yet" in notice_of(card, block).text


def test_nobody_is_asked_where_the_owner_gave_a_picture(card, provider):
    block = with_film(
        card, "https://youtu.be/dQw4w9WgXcQ", poster=AssetRef(asset="own")
    )
    work()

    assert provider.asked == []
    assert notice_of(card, block) is None


def test_the_still_of_another_film_is_not_kept(card, provider):
    provider.gives("/vi/dQw4w9WgXcQ/maxresdefault.jpg", jpeg())
    block = with_film(card, "https://youtu.be/dQw4w9WgXcQ")
    work()
    data = data_of(card, block)

    change_block(card, block, data.model_copy(update={"title": "A", "still": None}))
    assert data_of(card, block).still
    other = ElsewhereRef(provider="youtube", id="aaaaaaaaaaa")
    change_block(card, block, data.model_copy(update={"elsewhere": other}))
    assert data_of(card, block).still is None


def test_a_still_that_comes_too_late_is_left_out(card, provider):
    block = with_film(card, "https://youtu.be/dQw4w9WgXcQ")
    film = data_of(card, block).elsewhere.video
    still = AssetRef(asset="abc")
    other = ElsewhereRef(provider="youtube", id="aaaaaaaaaaa")
    change_block(card, block, VideoData(elsewhere=other))
    complete_block(card, block, partial(_with_still, still, film))
    assert data_of(card, block).still is None


def test_a_still_belongs_to_the_step_that_it_came_for(card, provider):
    provider.gives("/vi/dQw4w9WgXcQ/maxresdefault.jpg", jpeg())
    block = with_film(card, "https://youtu.be/dQw4w9WgXcQ")
    card.refresh_from_db()
    number = card.draft_number
    work()
    card.refresh_from_db()
    assert card.draft_number == number  # nobody else was there

    undo(card)
    assert data_of(card, block).still is None
    redo(card)
    assert data_of(card, block).still


def test_a_still_stands_for_a_film_until_it_plays():
    own = AssetRef(asset="own", is_decorative=True)
    html = shown(VideoData(elsewhere=ELSEWHERE, still=own), {"own": OWN})

    assert 'src="/m/own-600.webp"' in html
    assert "ytimg" not in html

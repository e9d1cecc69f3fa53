from django.template.loader import render_to_string

from meishi.blocks.audio.block import audio
from meishi.blocks.audio.data import AudioData, AudioItem
from meishi.cards.document.recording import RecordingRef
from meishi.media.rules.picture import Picture, Recording

SONG = AudioItem(title="A <song>", sound=RecordingRef(asset="abc"))
READY = Picture(
    width=0,
    height=0,
    colour="",
    sources=(),
    recording=Recording("/m/sound.m4a", "audio/mp4", 0, 0, 3723),
)


def shown(*items):
    context = {
        "data": AudioData(items=items),
        "block_id": "b1",
        "pictures": lambda asset, crop: READY if asset == "abc" else None,
    }
    return render_to_string(audio.show_template, context)


def test_a_recording_waits_to_be_asked_and_says_how_long_it_is():
    html = shown(SONG)

    assert '<audio controls preload="none" src="/m/sound.m4a"' in html
    assert 'aria-label="A &lt;song&gt;"' in html
    assert "1:02:03" in html


def test_only_what_may_be_kept_has_a_link():
    assert "download" not in shown(SONG)
    html = shown(SONG, SONG.model_copy(update={"has_download": True}))

    assert html.count("<a ") == 1
    assert 'download="A &lt;song&gt;.m4a" data-tap="b1-2"' in html


def test_a_recording_that_is_not_ready_has_no_player():
    html = shown(AudioItem(title="Soon", sound=RecordingRef(asset="xyz")))

    assert "Soon" in html
    assert "<audio" not in html

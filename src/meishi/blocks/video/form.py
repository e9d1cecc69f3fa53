"""The form of a video."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.video.data import VideoData
from meishi.cards.document.base import MAX_LINE, MAX_PARAGRAPHS
from meishi.cards.forms.block import BlockForm
from meishi.cards.forms.fields import PictureField
from meishi.cards.forms.fields_recording import ElsewhereField, RecordingField
from meishi.media.models import Kind


class VideoForm(BlockForm):
    """A file or an address, and what stands beside it."""

    data_type = VideoData

    title = forms.CharField(label=_("Title"), required=False, max_length=MAX_LINE)
    film = RecordingField(
        Kind.VIDEO,
        label=_("Your video"),
        required=False,
        help_text=_(
            "Where it was taken and other hidden details are removed. "
            "It plays from your card, without anybody watching."
        ),
    )
    elsewhere = ElsewhereField(
        label=_("Or its address on YouTube, Vimeo or PeerTube"),
        required=False,
        help_text=_("Nothing is loaded from there until a visitor presses play."),
    )
    poster = PictureField(
        label=_("Picture before it plays"),
        required=False,
        help_text=_(
            "Without one, a picture of your own video is shown, or the one that "
            "YouTube, Vimeo or PeerTube has. It is kept here."
        ),
    )
    captions = RecordingField(
        Kind.CAPTIONS,
        label=_("Captions of your video"),
        required=False,
        help_text=_(
            "A WebVTT or SubRip file, for people who cannot hear it. "
            "Whoever needs them switches them on."
        ),
    )
    transcript = forms.CharField(
        label=_("What is said and shown, in words"),
        required=False,
        max_length=MAX_PARAGRAPHS,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For people who cannot hear or see it."),
    )

"""The form of a list of recordings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.audio.data import AudioData
from meishi.cards.document.base import MAX_LINE, MAX_PARAGRAPHS
from meishi.cards.forms.block import BlockForm
from meishi.cards.forms.fields_recording import RecordingField
from meishi.media.models import Kind


class RecordingForm(forms.Form):
    """One recording."""

    title = forms.CharField(label=_("Title"), required=False, max_length=MAX_LINE)
    description = forms.CharField(
        label=_("Description"), required=False, max_length=MAX_LINE
    )
    sound = RecordingField(Kind.AUDIO, label=_("File"), required=False)
    has_download = forms.BooleanField(
        label=_("Visitors may download it"), required=False
    )
    transcript = forms.CharField(
        label=_("What is said, in words"),
        required=False,
        max_length=MAX_PARAGRAPHS,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For people who cannot hear it."),
    )


class AudioForm(BlockForm):
    """A heading and the recordings."""

    data_type = AudioData
    item_form = RecordingForm

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)

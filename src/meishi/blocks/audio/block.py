"""Sounds: songs, talks, a greeting."""

from django.utils.translation import gettext_lazy as _

from meishi.blocks.audio.data import AudioData, AudioItem
from meishi.blocks.audio.form import AudioForm
from meishi.cards.registry import BlockType

audio = BlockType(
    __name__,
    label=_("Audio"),
    description=_("Songs, talks or a greeting to listen to, from your own files."),
    data=AudioData,
    form=AudioForm,
    has_media=True,
    example=AudioData(
        heading="To listen to",
        items=(
            AudioItem(
                title="How my name is said",
                description="In English and in Japanese",
                transcript="Alice Example. Arisu Eguzanpuru.",
            ),
            AudioItem(
                title="Building with timber",
                description="A talk at the town library",
                has_download=True,
            ),
        ),
    ),
)

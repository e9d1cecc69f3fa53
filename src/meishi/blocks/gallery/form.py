"""The form of a gallery."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.blocks.gallery.data import GalleryData
from meishi.cards.document.base import MAX_LINE
from meishi.cards.forms.block import BlockForm
from meishi.cards.forms.fields import PictureField

LAYOUTS = [
    ("grid", _("Grid of squares")),
    ("masonry", _("Columns, nothing cut off")),
    ("carousel", _("One after the other, to swipe")),
]


class GalleryItemForm(forms.Form):
    """One picture with its words."""

    picture = PictureField(label=_("Picture"), required=False)
    caption = forms.CharField(label=_("Caption"), required=False, max_length=MAX_LINE)
    album = forms.CharField(
        label=_("Album"),
        required=False,
        max_length=MAX_LINE,
        help_text=_("Pictures with the same album are shown together."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        rows = str(self.prefix).rpartition("-")[0]
        self.fields["album"].widget.attrs["list"] = f"{rows}-albums"


class GalleryForm(BlockForm):
    """The pictures with their layout."""

    data_type = GalleryData
    item_form = GalleryItemForm

    heading = forms.CharField(label=_("Heading"), required=False, max_length=MAX_LINE)
    layout = forms.ChoiceField(label=_("Layout"), choices=LAYOUTS)

    def albums(self) -> list[str]:
        """Return the names of the albums there are, for suggestions."""
        names = [row["album"].value() for row in self.items or ()]
        return list(dict.fromkeys(filter(None, names)))

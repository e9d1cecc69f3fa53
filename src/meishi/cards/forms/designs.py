"""Forms of the saved looks of a workspace."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from meishi.cards.document.design_file import (
    LARGEST_FILE,
    LONGEST_NAME,
    DesignFile,
    Unreadable,
    read,
)
from meishi.cards.rules.locking import PARTS

LABELS = {
    "theme": _("Theme"),
    "colours": _("Colours"),
    "background": _("Background"),
    "type": _("Type"),
    "card": _("The card"),
    "page": _("The page"),
    "qr": _("QR codes"),
    "css": _("Own CSS"),
}


class SaveDesignForm(forms.Form):
    """What a look is to be called."""

    name = forms.CharField(
        label=_("Name of the look"),
        max_length=LONGEST_NAME,
        error_messages={"required": _("Give the look a name.")},
    )


class ImportDesignForm(forms.Form):
    """One file of a look."""

    file = forms.FileField(
        label=_("File of a look"),
        widget=forms.FileInput({"accept": ".json,application/json"}),
        error_messages={
            "required": _("Choose a file of a look. Its name ends in .json."),
            "empty": _("This file is empty. Choose another."),
        },
    )

    def clean_file(self) -> DesignFile:
        """Return what the file says."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        try:
            return read(file.read(LARGEST_FILE + 1))
        except Unreadable as error:
            words = _("This file cannot be read as a look: %(reason)s")
            raise forms.ValidationError(words, params={"reason": error}) from error


class HouseForm(forms.Form):
    """Which parts of the workspace's look are not for its editors to change."""

    locked_parts = forms.MultipleChoiceField(
        label=_("Kept the same on every card"),
        choices=[(part, LABELS[part]) for part in PARTS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class UseOnForm(forms.Form):
    """On which other cards to use a look."""

    cards = forms.MultipleChoiceField(
        label=_("Cards"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one card.")},
    )
    is_published = forms.BooleanField(
        label=_("Publish them too, where nothing else waits to be published"),
        required=False,
    )

    def __init__(self, data: Any = None, *, cards: list[tuple[str, str]]) -> None:
        super().__init__(data)
        field = self.fields["cards"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 (see above)
        field.choices = cards

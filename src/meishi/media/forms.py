"""Is this input well-formed?"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from meishi.media.models import Kind
from meishi.media.rules.picture import CropBox

NO_FILE = {
    Kind.PICTURE: _("Choose a picture."),
    Kind.VIDEO: _("Choose a video."),
    Kind.AUDIO: _("Choose a sound."),
    Kind.CAPTIONS: _("Choose a file with captions."),
}


class UploadForm(forms.Form):
    """One file of that kind."""

    file = forms.FileField(
        label=_("File"),
        max_length=None,
        error_messages={"empty": _("This file is empty. Choose another.")},
    )

    def __init__(self, *sent: Any, kind: Kind) -> None:
        super().__init__(*sent)
        self.kind = kind
        self.fields["file"].error_messages["required"] = NO_FILE[kind]

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what came without saying how large it is."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > most_bytes(self.kind):
            raise forms.ValidationError(too_large(self.kind))
        return file


class CropForm(forms.Form):
    """A part of a picture, in fractions of its width and height."""

    x = forms.FloatField(min_value=0, max_value=1)
    y = forms.FloatField(min_value=0, max_value=1)
    width = forms.FloatField(min_value=0.0001, max_value=1)
    height = forms.FloatField(min_value=0.0001, max_value=1)

    def clean(self) -> dict[str, Any]:
        """Refuse what reaches outside of the picture, but for rounding."""
        values: dict[str, Any] = super().clean() or {}
        across = values.get("x", 0) + values.get("width", 0)
        down = values.get("y", 0) + values.get("height", 0)
        if max(across, down) > 1.001:
            raise forms.ValidationError(_("Choose a part inside the picture."))
        return values

    @property
    def box(self) -> CropBox:
        """The crop, once it is valid."""
        x, y, width, height = (
            float(self.cleaned_data[name]) for name in ("x", "y", "width", "height")
        )
        return x, y, width, height


def most_bytes(kind: Kind) -> int:
    """Return how large a file of that kind may be."""
    if kind == Kind.PICTURE:
        return int(settings.UPLOAD_MAX_BYTES)
    return int(settings.RECORDING_LIMITS[kind][0])


def most_seconds(kind: Kind) -> int:
    """Return how long a film or sound may be."""
    return int(settings.RECORDING_LIMITS[kind][1])


def too_large(kind: Kind = Kind.PICTURE) -> str:
    """Say how large a file of that kind may be."""
    return str(
        _("This file is too large. At most %(size)s can be uploaded.")
        % {"size": filesizeformat(most_bytes(kind))}
    )

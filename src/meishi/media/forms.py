"""Is this input well-formed?"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from meishi.media.rules.picture import CropBox


class UploadForm(forms.Form):
    """One picture."""

    file = forms.FileField(
        label=_("Picture"),
        max_length=None,
        error_messages={
            "required": _("Choose a picture."),
            "empty": _("This file is empty. Choose another."),
        },
    )

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse what came without saying how large it is."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(too_large())
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


def too_large() -> str:
    """Say how large a file may be."""
    return str(
        _("This file is too large. At most %(size)s can be uploaded.")
        % {"size": filesizeformat(settings.UPLOAD_MAX_BYTES)}
    )

"""The form that takes a table."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from meishi.shop.rules import table
from meishi.shop.rules.table import BadTable, Line

WORDS = {
    "large": _("This file is too large. A table may have 1 MB: split it."),
    "long": _("This table is too long. It may have 5,000 lines: split it."),
    "text": _("This is no table. Save it as CSV and try again."),
    "head": _(
        "The first line names none of the columns. Begin with the example, or with an "
        "export of this shop."
    ),
}


class TableForm(forms.Form):
    """A file, or the text of one that was looked at before."""

    file = forms.FileField(label=_("Table (CSV)"), required=False)
    text = forms.CharField(
        required=False, widget=forms.HiddenInput, max_length=table.MOST_BYTES
    )

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.currency = currency
        self.lines: list[Line] = []

    def clean(self) -> dict[str, Any]:
        """Read it into `lines`."""
        said = super().clean() or {}
        file, text = said.get("file"), said.get("text", "")
        if isinstance(file, UploadedFile):
            try:
                if (file.size or 0) > table.MOST_BYTES:
                    raise BadTable("large")
                text = table.decode(file.read())
            except BadTable as error:
                raise ValidationError({"file": WORDS[error.reason]}) from error
        if not text.strip():
            raise ValidationError({"file": _("Choose a file.")})
        try:
            self.lines = table.read(text, self.currency)
        except BadTable as error:
            raise ValidationError({"file": WORDS[error.reason]}) from error
        return said | {"text": text}

"""The form that takes a contact file."""

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from meishi.formats.contact import Contact
from meishi.media.forms import too_large


class ImportForm(forms.Form):
    """One contact file."""

    file = forms.FileField(
        label=_("Contact file"),
        widget=forms.FileInput({"accept": ".vcf,text/vcard,text/x-vcard"}),
        error_messages={
            "required": _("Choose a contact file. Its name ends in .vcf."),
            "empty": _("This file is empty. Choose another."),
        },
        max_length=None,
    )

    def clean_file(self) -> Contact:
        """Return the first contact in the file."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_MAX_BYTES:
            raise forms.ValidationError(too_large())
        return _first_contact(file.read())


def _first_contact(data: bytes) -> Contact:
    from meishi.formats import vcard  # only imports need the reader

    try:
        contacts = vcard.decode(data)
    except ValueError as error:
        words = _("This file cannot be read as a contact: %(reason)s")
        raise forms.ValidationError(words, params={"reason": error}) from error
    if not contacts:
        raise forms.ValidationError(_("There is no contact in this file."))
    return contacts[0]

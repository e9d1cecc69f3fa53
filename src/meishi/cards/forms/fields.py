"""Fields for what a card's document is made of."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError as Invalid
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from meishi.cards.document import AssetRef


class PictureField(forms.CharField):
    """Take a picture's reference as JSON, give an AssetRef, or None without one."""

    widget = forms.HiddenInput

    def prepare_value(self, value: Any) -> Any:
        """Show a stored reference as JSON; leave what was sent as it is."""
        if isinstance(value, dict):
            value = AssetRef.model_validate(value)
        return value.model_dump_json() if isinstance(value, AssetRef) else value

    def clean(self, value: Any) -> AssetRef | None:
        """Return the reference."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return AssetRef.model_validate_json(text)
        except ValidationError as error:
            raise Invalid(_("Choose the picture again.")) from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what was sent with what was shown."""
        return super().has_changed(self.prepare_value(initial), data)

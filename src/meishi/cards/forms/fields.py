"""A field for a picture on the card: which asset, which part of it, what it shows."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError as BadData

from meishi.cards.document import AssetRef, Crop
from meishi.cards.document.base import MAX_LINE

ASSET_ID = re.compile(r"[0-9a-z]{1,16}")


def addressable(asset: object) -> str:
    """Return the id of an asset, or "" for what no browser sends: it has no address."""
    return asset if isinstance(asset, str) and ASSET_ID.fullmatch(asset) else ""


class PictureWidget(forms.Widget):
    """The custom element `ms-picture`; without JavaScript a plain file input.

    Sends `NAME` (the asset's public id), `NAME-alt`, `NAME-is_decorative` and
    `NAME-crop` (`x,y,width,height` in fractions); `NAME-file` and `NAME-remove` are
    for the view, which stores the file and then fills in `NAME`.
    """

    template_name = "cards/widgets/picture.html"

    def get_context(
        self, name: str, value: Any, attrs: dict[str, Any] | None
    ) -> dict[str, Any]:
        """Return what the template needs: the picture's parts beside the name."""
        context = super().get_context(name, None, attrs)
        parts = _parts(value)
        context["picture"] = parts | {"asset": addressable(parts["asset"])}
        context["longest_alt"] = MAX_LINE
        return context

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> dict[str, Any] | None:
        """Return the parts as they were sent, or None without a picture."""
        asset = data.get(name)
        if not asset or data.get(f"{name}-remove"):
            return None
        return {
            "asset": asset,
            "alt": data.get(f"{name}-alt", ""),
            "is_decorative": bool(data.get(f"{name}-is_decorative")),
            "crop": data.get(f"{name}-crop", ""),
        }

    def value_omitted_from_data(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> bool:
        """Whether the form was sent without this widget."""
        return name not in data

    def id_for_label(self, id_: str) -> str:
        """The label belongs to the button that chooses a file."""
        return f"{id_}-file" if id_ else id_


class PictureField(forms.Field):
    """A picture: an AssetRef, or None where there is none."""

    widget = PictureWidget
    default_error_messages = {
        "unreadable": _("This picture cannot be used. Choose it again."),
        "crop": _("Choose a part inside the picture."),
    }

    def clean(self, value: Any) -> AssetRef | None:
        """Return the reference; raises ValidationError in the person's words."""
        parts = _parts(value)
        if not parts["asset"]:
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        try:
            return AssetRef(**{**parts, "crop": self._crop(parts["crop"])})
        except BadData as error:
            message = self.error_messages["unreadable"]
            raise ValidationError(message, code="unreadable") from error

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether another picture, part or text was chosen."""
        return _parts(initial) != _parts(data)

    def _crop(self, text: str) -> Crop | None:
        if not text:
            return None
        try:
            x, y, width, height = (float(part) for part in text.split(","))
            if max(x + width, y + height) > 1.001:
                raise ValueError(text)
            return Crop(x=x, y=y, width=width, height=height)
        except ValueError as error:  # pydantic's error is one too
            message = self.error_messages["crop"]
            raise ValidationError(message, code="crop") from error


def _parts(value: Any) -> dict[str, Any]:
    """A stored or sent picture in one shape: text, and the crop as it is sent."""
    if isinstance(value, AssetRef):
        value = value.model_dump()
    if not isinstance(value, Mapping):
        value = {}
    parts = {
        "asset": str(value.get("asset") or ""),
        "alt": str(value.get("alt") or "").strip(),
        "is_decorative": bool(value.get("is_decorative")),
        "crop": value.get("crop") or "",
    }
    if isinstance(parts["crop"], Mapping):
        names = ("x", "y", "width", "height")
        parts["crop"] = ",".join(f"{parts['crop'][name]:.6g}" for name in names)
    return parts

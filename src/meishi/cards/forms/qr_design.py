"""The form of the look of a card's QR codes."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from meishi.cards.compile import codes
from meishi.cards.document import QrDesign
from meishi.cards.document.qr_design import MAX_FRAME_TEXT
from meishi.cards.forms.design import Choices, ColourField
from meishi.formats import qr

MODULES: Choices = [
    ("square", _("Squares")),
    ("rounded", _("Rounded")),
    ("dot", _("Dots")),
    ("bar", _("Bars")),
    ("line", _("Lines")),
]
FINDERS: Choices = [("square", _("Square")), ("rounded", _("Rounded"))]
GRADIENTS: Choices = [
    ("none", _("One colour")),
    ("linear", _("Across")),
    ("radial", _("From the middle")),
]
PLACES: Choices = [("below", _("Below")), ("above", _("Above"))]


def _radio(label: Any, choices: Choices) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class QrDesignForm(forms.Form):
    """Shapes, colours, logo and frame; refused beside the field that scanners mind.

    `text` is what the code holds, `logo` the card's logo as JPEG, empty without one;
    `is_locked` says that the workspace keeps this look to itself.
    After `is_valid()`, `value()` is the design. `code` is the code as it was tried:
    the best there is, or None where already a limit forbids it.
    """

    module = _radio(_("Shape"), MODULES)
    finder = _radio(_("Corner marks"), FINDERS)
    dark = ColourField(label=_("Dark colour"))
    gradient = _radio(_("Gradient"), GRADIENTS)
    dark_end = ColourField(label=_("Runs towards"))
    light = ColourField(label=_("Ground"))
    has_logo = forms.BooleanField(label=_("Logo in the middle"), required=False)
    frame_text = forms.CharField(
        label=_("Words on a frame"),
        help_text=_(
            "Such as “Scan me”. Empty for no frame. Only files to print have it."
        ),
        max_length=MAX_FRAME_TEXT,
        required=False,
    )
    frame_place = _radio(_("Where the words stand"), PLACES)

    def __init__(
        self,
        data: Any = None,
        *,
        stored: QrDesign,
        text: str,
        logo: bytes,
        is_locked: bool = False,
    ) -> None:
        super().__init__(data, initial=stored.model_dump(), prefix="qr")
        self.is_locked = is_locked
        for field in self.fields.values():
            field.disabled = is_locked
        self.text = text
        self.logo = logo
        self.code: codes.Code | None = None

    def clean(self) -> dict[str, Any]:
        """Try the code in this look; put what scanners mind beside its field."""
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        if values["has_logo"] and not self.logo:
            self.add_error("has_logo", _now("Give the card a logo or a photo first."))
            return values
        self._try(QrDesign(**values))
        return values

    def value(self) -> QrDesign:
        """Return the design that was chosen; only after `is_valid()`."""
        return QrDesign(**self.cleaned_data)

    def _try(self, design: QrDesign) -> None:
        try:
            style = codes.style_of(design, self.logo)
        except qr.UnreadableStyle as error:
            self.add_error(culprit(design), _now(str(error)))
            return
        try:
            frame = codes.frame_of(design)
        except qr.NoFont as error:
            self.add_error("frame_text", _now(str(error)))
            return
        bare = codes.code(self.text, style, codes.LIVE_ERROR_LEVEL)
        self.code = codes.code(self.text, style, codes.LIVE_ERROR_LEVEL, frame)
        if bare.refusal:
            self.add_error("has_logo" if style.logo else "module", _now(bare.refusal))
        elif self.code.refusal:
            self.add_error("frame_text", _now(self.code.refusal))


def culprit(design: QrDesign) -> str:
    """Return the field that makes a look unreadable, found by leaving others out."""
    try:
        qr.Style(dark=design.dark)
    except qr.UnreadableStyle:
        return "dark"
    try:
        qr.Style(dark=design.dark, light=design.light)
    except qr.UnreadableStyle:
        return "light"
    return "dark_end"

"""The form of the owner's CSS: kept as it is typed, once all of it is allowed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from meishi.formats.custom_css import Doubt, Problem, kept_readable, sanitise
from meishi.formats.palette import Palette

SHOWN = 20  # problems at once


class CssForm(forms.Form):
    """`own_assets` are the pictures that the CSS may name, with their addresses.

    `palettes` are the colours of the card by day and by night.
    """

    css = forms.CharField(
        label=_("Your CSS"),
        required=False,
        strip=False,  # or lines would be counted wrongly
        widget=forms.Textarea(
            attrs={
                "rows": 18,
                "dir": "ltr",
                "wrap": "off",
                "spellcheck": "false",
                "autocapitalize": "off",
                "autocomplete": "off",
            }
        ),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        stored: str,
        own_assets: Mapping[str, str],
        palettes: tuple[Palette, Palette],
    ) -> None:
        self.own_assets = own_assets
        self.palettes = palettes
        self.stored = stored
        super().__init__(data, initial={"css": stored}, prefix="look")

    def clean_css(self) -> str:
        """Return the text with plain line ends; say every line that is refused."""
        text = str(self.cleaned_data["css"]).replace("\r\n", "\n").replace("\r", "\n")
        problems = sanitise(text, own_assets=self.own_assets).errors
        if problems:
            raise forms.ValidationError([_said(p) for p in problems[:SHOWN]])
        refused = [words for words, is_used in self._doubts(text) if not is_used]
        if refused:
            raise forms.ValidationError(refused[:SHOWN])
        return text

    @property
    def note(self) -> str:
        """What is corrected so that it can be read, "" for nothing."""
        text = self.cleaned_data.get("css", "") if self.is_bound else self.stored
        return " ".join([words for words, used in self._doubts(text) if used][:SHOWN])

    def _doubts(self, text: str) -> list[tuple[str, bool]]:
        """What is said of each colour that does not read, and whether one is used."""
        found = sanitise(text, own_assets=self.own_assets)
        doubts = kept_readable(found.css, *self.palettes)[1]
        return [
            (_doubted(doubt, found.lines.get(doubt.place, 1)), bool(doubt.instead))
            for doubt in doubts
        ]

    def bound_fields(self) -> Iterable[forms.BoundField]:
        """Yield every field."""
        return iter(self)

    def general_errors(self) -> list[str]:
        """There are none: each error is that of a line."""
        return []

    def row_titles(self) -> dict[str, str]:
        """There are no rows."""
        return {}


def _doubted(doubt: Doubt, line: int) -> str:
    _selectors, name, value = doubt.place
    values = {
        "line": line,
        "written": f"{name}: {value}",
        "ratio": f"{doubt.contrast or 0:.1f}",
        "instead": doubt.instead,
    }
    if doubt.instead:
        text = translate(
            "Line %(line)d: %(written)s reads at %(ratio)s where it reads worst, and "
            "4.5 is needed. %(instead)s is used instead."
        )
    elif name.startswith("--ms-"):
        text = translate(
            "Line %(line)d: %(written)s – Set the colours of the theme on the page of "
            "the look. Colours here have names of their own."
        )
    elif doubt.contrast is None:
        text = translate(
            "Line %(line)d: %(written)s – Its contrast cannot be computed. Write the "
            "colour itself, such as #b8321e or light-dark(#b8321e, #ff8a70)."
        )
    else:
        text = translate(
            "Line %(line)d: %(written)s – No such colour can be read on all that it may "
            "stand on. Set background-color in the same rule."
        )
    return text % values


def _said(problem: Problem) -> str:
    reason = translate(problem.reason)
    values = {"line": problem.line, "dropped": problem.dropped, "reason": reason}
    if problem.dropped:
        return translate("Line %(line)d: %(dropped)s – %(reason)s") % values
    return reason

"""The form of the owner's CSS: kept as it is typed, once all of it is allowed."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from meishi.formats.custom_css import Problem, sanitise

SHOWN = 20  # problems at once


class CssForm(forms.Form):
    """`own_assets` are the pictures that the CSS may name, with their addresses."""

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
        self, data: Any = None, *, stored: str, own_assets: Mapping[str, str]
    ) -> None:
        self.own_assets = own_assets
        super().__init__(data, initial={"css": stored}, prefix="look")

    def clean_css(self) -> str:
        """Return the text with plain line ends; say every line that is refused."""
        text = str(self.cleaned_data["css"]).replace("\r\n", "\n").replace("\r", "\n")
        problems = sanitise(text, own_assets=self.own_assets).errors
        if problems:
            raise forms.ValidationError([_said(p) for p in problems[:SHOWN]])
        return text

    def bound_fields(self) -> Iterable[forms.BoundField]:
        """Yield every field."""
        return iter(self)

    def general_errors(self) -> list[str]:
        """There are none: each error is that of a line."""
        return []

    def row_titles(self) -> dict[str, str]:
        """There are no rows."""
        return {}


def _said(problem: Problem) -> str:
    values = {
        "line": problem.line,
        "dropped": problem.dropped,
        "reason": translate(problem.reason),
    }
    if problem.dropped:
        return translate("Line %(line)d: %(dropped)s – %(reason)s") % values
    return problem.reason

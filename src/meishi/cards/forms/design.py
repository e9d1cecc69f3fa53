"""The form of a card's look: what its owner wants otherwise than the theme."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from meishi.cards.compile.look import colours_of
from meishi.cards.document import Background, Colours, Design
from meishi.cards.forms.fields import PictureField
from meishi.cards.rules.readability import reading, sentence
from meishi.formats.colour import BadColour, normalised
from meishi.formats.palette import Chosen
from meishi.themes.registry import Theme, theme_named
from meishi.themes.typefaces import all_typefaces

type Choices = list[tuple[str, str | Promise]]

COLOURS = ("ground", "paper", "ink", "accent")
CHOICES: dict[str, Choices] = {
    "scheme": [
        ("auto", _("As the visitor's device")),
        ("light", _("Always light")),
        ("dark", _("Always dark")),
    ],
    "face": [
        ("classic", _("Classic")),
        ("mirrored", _("Mirrored")),
        ("centred", _("Centred")),
        ("split", _("Split")),
        ("banner", _("Banner")),
        ("monogram", _("Monogram")),
        ("upright", _("Upright")),
        ("ledger", _("Ledger")),
    ],
    "back": [
        ("beside", _("Code, then words")),
        ("mirrored", _("Words, then code")),
        ("stacked", _("Code above words")),
        ("framed", _("Framed")),
    ],
    "header": [
        ("stage", _("Plain")),
        ("band", _("Band of colour")),
        ("strip", _("Thin strip")),
        ("bleed", _("Edge to edge")),
        ("cover", _("Large cover")),
    ],
    "corner": [("sharp", _("Sharp")), ("soft", _("Soft")), ("round", _("Round"))],
    "density": [
        ("compact", _("Compact")),
        ("normal", _("Normal")),
        ("airy", _("Airy")),
    ],
    "button": [
        ("pill", _("Pill")),
        ("soft", _("Soft")),
        ("square", _("Square")),
        ("leaf", _("Leaf")),
    ],
    "background": [
        ("theme", _("The theme's")),
        ("plain", _("Plain")),
        ("gradient", _("Gradient")),
        ("pattern", _("Pattern")),
        ("picture", _("Picture")),
    ],
    "pattern": [
        ("seigaiha", _("Waves of the sea")),
        ("asanoha", _("Hemp leaves")),
        ("shippo", _("Seven treasures")),
        ("dots", _("Dots")),
        ("grid", _("Grid")),
        ("stripes", _("Stripes")),
        ("terrazzo", _("Terrazzo")),
        ("waves", _("Ripples")),
    ],
}
# Fields of the form that make up one field of the design.
FIELDS = {
    "colours": COLOURS,
    "background": (
        "background",
        "towards",
        "angle",
        "pattern",
        "picture",
        "focus_x",
        "focus_y",
    ),
}
OF_THE_THEME = ("", _("The theme's"))
OPTIONAL = ("face", "back", "header", "corner", "density", "button")


def _radio(name: str, label: Any, *, is_optional: bool = True) -> Any:
    own = [OF_THE_THEME] if is_optional else []
    return forms.ChoiceField(
        label=label,
        choices=[*own, *CHOICES[name]],
        required=not is_optional,
        widget=forms.RadioSelect,
    )


def _percent(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=0,
        max_value=100,
        widget=forms.NumberInput(attrs={"type": "range", "step": 5}),
    )


class ColourField(forms.CharField):
    """A colour, `#rrggbb`, chosen with the browser's own picker."""

    widget = forms.TextInput(attrs={"type": "color"})
    default_error_messages = {"colour": _("Write a colour such as #1a2b3c.")}

    def clean(self, value: Any) -> str:
        """Return `#rrggbb`, "" for none; raises ValidationError."""
        text = super().clean(value)
        try:
            return normalised(text) if text else ""
        except BadColour:
            message = self.error_messages["colour"]
            raise forms.ValidationError(message, code="colour") from None


class DesignForm(forms.Form):
    """Everything about a look but its theme, the codes and the owner's CSS.

    A colour that equals the theme's is none of the owner's: it follows the theme.
    `locked` are fields of the design that the workspace keeps to itself. `value()` is
    the design.
    """

    scheme = _radio("scheme", _("Light or dark"), is_optional=False)
    ground = ColourField(label=_("Page"), required=False)
    paper = ColourField(label=_("Paper"), required=False)
    ink = ColourField(label=_("Words"), required=False)
    accent = ColourField(label=_("Accent"), required=False)
    background = _radio("background", _("Background"), is_optional=False)
    towards = ColourField(label=_("Runs towards"), required=False)
    angle = forms.IntegerField(
        label=_("Direction"),
        min_value=0,
        max_value=359,
        help_text=_("In degrees: 0 runs upwards, 90 to the right."),
        widget=forms.NumberInput(attrs={"type": "range", "step": 5, "max": 355}),
    )
    pattern = _radio("pattern", _("Pattern"), is_optional=False)
    picture = PictureField(label=_("Picture"), required=False)
    focus_x = _percent(_("Stays in view: left to right"))
    focus_y = _percent(_("Stays in view: top to bottom"))
    typeface = forms.ChoiceField(
        label=_("Type"), required=False, widget=forms.RadioSelect
    )
    face = _radio("face", _("Face of the card"))
    back = _radio("back", _("Back of the card"))
    header = _radio("header", _("Top of the page"))
    corner = _radio("corner", _("Corners"))
    density = _radio("density", _("Space"))
    button = _radio("button", _("Buttons"))
    is_still = forms.BooleanField(
        label=_("Nothing moves on this card"),
        help_text=_("Visitors who ask their device for less motion get that anyway."),
        required=False,
    )

    def __init__(
        self,
        data: Any = None,
        *,
        stored: Design,
        locked: frozenset[str] = frozenset(),
    ) -> None:
        self.stored = stored
        self.locked = locked
        self.theme: Theme = theme_named(stored.theme)
        super().__init__(data, initial=initial_of(stored), prefix="design")
        typeface = self.fields["typeface"]
        assert isinstance(typeface, forms.ChoiceField)  # noqa: S101 (declared above)
        typeface.choices = [
            OF_THE_THEME,
            *((face.name, face.label) for face in all_typefaces().values()),
        ]

        for name in locked:
            for own in FIELDS.get(name, (name,)):
                if own in self.fields:
                    self.fields[own].disabled = True

    def bound_fields(self) -> Iterable[forms.BoundField]:
        """Yield every field."""
        return iter(self)

    def colour_fields(self) -> list[tuple[forms.BoundField, str]]:
        """Return the fields of the palette, each with what is said below it."""
        return [(self[name], self.note(name)) for name in COLOURS]

    def note(self, name: str) -> str:
        """Return how readable a colour is and what was mended, "" for other fields."""
        resolved = colours_of(self.value().colours, self.theme)
        said = [
            sentence(one, resolved) for one in resolved.corrections if one.role == name
        ]
        if name in ("ink", "accent") and not said:
            light = resolved.light
            said = [reading(getattr(light, name), light.paper)]
        return " ".join(said)

    def general_errors(self) -> list[str]:
        """Return what is wrong with no field in particular."""
        return [str(error) for error in self.non_field_errors()]

    def row_titles(self) -> dict[str, str]:
        """There are no rows."""
        return {}

    def value(self) -> Design:
        """Return the design with all parts that are well-formed; the others as before."""
        if not self.is_bound:
            return self.stored
        self.is_valid()
        values = initial_of(self.stored) | self.cleaned_data
        own = {name: self._own_colour(name, values[name]) for name in COLOURS}
        chosen = {name: values[name] or None for name in (*OPTIONAL, "typeface")}
        return self.stored.model_copy(
            update={
                "scheme": values["scheme"],
                "colours": Colours(**own),
                "background": _background(values),
                "is_still": values["is_still"],
                **chosen,
            }
        )

    def _own_colour(self, name: str, colour: str) -> str | None:
        return None if colour in ("", getattr(self.theme.light, name)) else colour


def initial_of(design: Design) -> dict[str, Any]:
    """Return what the form shows of a design: where it chooses nothing, the theme's."""
    light = theme_named(design.theme).light
    colours = {
        name: getattr(design.colours, name) or getattr(light, name) for name in COLOURS
    }
    background = design.background
    return {
        "scheme": design.scheme,
        **colours,
        "background": background.kind,
        "towards": background.towards or colours["accent"],
        "angle": background.angle,
        "pattern": background.pattern,
        "picture": background.picture,
        "focus_x": round(background.focus_x * 100),
        "focus_y": round(background.focus_y * 100),
        **{name: getattr(design, name) or "" for name in (*OPTIONAL, "typeface")},
        "is_still": design.is_still,
    }


def with_palette(data: Any, chosen: Chosen, theme: Theme) -> Any:
    """Return what was sent with the colours of a palette in place of those sent."""
    data = data.copy()
    base = {name: getattr(chosen, name) for name in COLOURS}
    palette = colours_of(Colours(**base), theme).light
    for name in COLOURS:
        data[f"design-{name}"] = base[name] or getattr(palette, name)
    return data


def _background(values: dict[str, Any]) -> Background:
    is_own = values["towards"] not in ("", values["accent"])
    return Background(
        kind=values["background"],
        towards=values["towards"] if is_own else None,
        angle=values["angle"],
        pattern=values["pattern"],
        picture=values["picture"],
        focus_x=values["focus_x"] / 100,
        focus_y=values["focus_y"] / 100,
    )

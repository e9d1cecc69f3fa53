"""The form of what a card is told beside its content: its language, who may list it."""

from collections.abc import Iterable
from functools import cache
from typing import Any

from babel import Locale, UnknownLocaleError
from babel.localedata import locale_identifiers
from django import forms
from django.utils.translation import gettext_lazy as _

from meishi.cards.compile.language import languages_with_words
from meishi.cards.document import CardDocument
from meishi.cards.forms.long_select import LongSelect


class SettingsForm(forms.Form):
    """Language and listing. `value()` is the document with what is well-formed."""

    language = forms.ChoiceField(
        label=_("Language of the card"),
        help_text=_("Of its buttons, dates and prices. What you write stays as it is."),
        widget=LongSelect,
    )
    is_indexed = forms.BooleanField(
        label=_("Search engines may list this card"),
        help_text=_("Unless you tick this, they are asked to leave it out."),
        required=False,
    )

    def __init__(self, data: Any = None, *, stored: CardDocument) -> None:
        self.stored = stored
        initial = {"language": stored.language, "is_indexed": stored.is_indexed}
        super().__init__(data, initial=initial, prefix="settings")
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 (declared above)
        field.choices = _choices(stored.language)

    def bound_fields(self) -> Iterable[forms.BoundField]:
        """Yield every field."""
        return iter(self)

    def general_errors(self) -> list[str]:
        """Return what is wrong with no field in particular."""
        return [str(error) for error in self.non_field_errors()]

    def row_titles(self) -> dict[str, str]:
        """There are no rows."""
        return {}

    def value(self) -> CardDocument:
        """Return the document with what was entered; what is wrong stays as it was."""
        if not self.is_bound:
            return self.stored
        self.is_valid()
        return self.stored.model_copy(update=self.cleaned_data)


def _choices(own: str) -> list[Any]:
    translated, others = _languages()
    known = {tag for tag, _name in (*translated, *others)}
    more = [] if own in known else [(own, _name_of(own))]
    return [
        *more,
        *translated,
        (_("Buttons in English"), list(others)),
    ]


@cache
def _languages() -> tuple[tuple[tuple[str, str], ...], tuple[tuple[str, str], ...]]:
    """Tags with names in the language itself: those with words, then all others."""
    spoken = languages_with_words()
    tags = sorted({name for name in locale_identifiers() if "_" not in name})
    translated = sorted(((tag, _name_of(tag)) for tag in spoken), key=_by_name)
    others = sorted(
        ((tag, _name_of(tag)) for tag in tags if tag not in spoken), key=_by_name
    )
    return tuple(translated), tuple(others)


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()


def _name_of(tag: str) -> str:
    try:
        locale = Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError):
        return tag
    name = locale.get_display_name(locale) or tag
    return name[:1].upper() + name[1:]

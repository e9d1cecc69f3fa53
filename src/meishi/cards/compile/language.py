"""In which language the words around the owner's own stand."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import (
    get_language_info,
    get_supported_language_variant,
    to_language,
)

RIGHT_TO_LEFT = ("ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi")


def catalogue_of(tag: str) -> str:
    """Return the tag under which the words for a BCP 47 tag are found.

    Those of Chinese are filed by script, while most tags name a country.
    """
    is_chinese = tag.partition("-")[0].lower() == "zh"
    return get_supported_language_variant(tag.lower()) if is_chinese else tag


def languages_with_words() -> list[str]:
    """Return the languages that visitors are spoken to in, English first."""
    [folder] = settings.LOCALE_PATHS
    return ["en", *(to_language(path.name) for path in sorted(Path(folder).iterdir()))]


def direction_of(tag: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 tag."""
    primary = tag.partition("-")[0].lower()
    try:
        return "rtl" if get_language_info(primary)["bidi"] else "ltr"
    except KeyError:
        return "rtl" if primary in RIGHT_TO_LEFT else "ltr"

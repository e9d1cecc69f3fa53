"""Visitors read a card in its own language, down to its buttons."""

import re
from io import BytesIO

import pytest
from babel.messages.mofile import write_mo

from meishi.cards.compile import error_page, render_page
from meishi.cards.compile.language import catalogue_of
from meishi.cards.compile.tests.test_page import source
from scripts.messages import catalogue, compiled, languages, marked
from tests.demo import demo_document

SPOKEN = {"ar", "de", "es", "fr", "ja", "pt", "pt_BR", "th", "zh_Hans", "zh_Hant"}
each_language = pytest.mark.parametrize("language", sorted(SPOKEN))
HOLE = re.compile(r"%\(\w+\)[sd]|\{\w+\}")


def words(message):
    """What stands in a catalogue for a message, as a tuple."""
    return message if isinstance(message, tuple) else (message,)


def page(tag):
    """The demo card, with every block, in the language of that tag."""
    document = demo_document().model_copy(update={"language": tag})
    return render_page(source(document)).html


def test_the_languages_are_those_of_the_catalogues():
    assert set(languages()) == SPOKEN


@each_language
def test_all_that_visitors_read_is_translated(language):
    known = catalogue(language)
    missing = [
        message
        for message in marked()
        if not known.get(message) or not all(words(known.get(message).string))
    ]
    assert missing == []


@each_language
def test_a_translation_says_what_the_message_leaves_open(language):
    for message in catalogue(language):
        holes = set(HOLE.findall(words(message.id)[0]))
        *special, usual = words(message.string) if message.id else ("",)
        assert set(HOLE.findall(usual)) == holes
        assert all(set(HOLE.findall(form)) <= holes for form in special)


@each_language
def test_a_catalogue_keeps_nothing_that_is_not_said_any_more(language):
    ids = {message.id for message in catalogue(language) if message.id}
    assert ids == set(marked())


@each_language
def test_what_is_compiled_is_what_was_translated(language):
    """If not, run `make messages`."""
    out = BytesIO()
    write_mo(out, catalogue(language))
    assert compiled(language).read_bytes() == out.getvalue()


@each_language
def test_a_card_speaks_its_language(language):
    html = page(language.replace("_", "-"))
    said = catalogue(language).get("Save contact").string
    assert said in html
    assert "Save contact" not in html


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("zh-CN", "保存联系人"),
        ("zh", "保存联系人"),
        ("zh-Hans-SG", "保存联系人"),
        ("zh-TW", "儲存聯絡人"),
        ("zh-Hant-HK", "儲存聯絡人"),
        ("de-CH", "Kontakt speichern"),
        ("ja-JP", "連絡先を保存"),
        ("pt-PT", "Guardar contacto"),
    ],
)
def test_a_tag_with_a_country_finds_the_words_of_its_language(tag, said):
    assert said in page(tag)


@pytest.mark.parametrize("tag", ["ko", "tlh", "sr-Latn", "en-GB"])
def test_a_language_without_words_gets_english_ones(tag):
    assert "Save contact" in page(tag)


def test_numbers_are_still_written_as_in_that_country():
    assert catalogue_of("de-CH") == "de-CH"


def test_the_pages_for_addresses_without_a_card_come_in_every_language():
    bundle = error_page("404")
    assert bundle.languages[0] == "en"
    assert len(bundle.languages) == len(SPOKEN) + 1
    html = bundle.parts["page:ar"].bodies["identity"].decode()
    assert '<html lang="ar" dir="rtl">' in html
    assert "لا توجد بطاقة هنا" in html

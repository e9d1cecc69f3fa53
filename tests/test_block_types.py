"""What every block type promises, those of other packages included."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.loader import render_to_string, select_template
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from meishi.cards.document import (
    AddressEntry,
    EmailEntry,
    Identity,
    PhoneEntry,
    WebsiteEntry,
)
from meishi.cards.forms.block import BlockForm
from meishi.cards.registry import BLOCK_TYPES
from meishi.formats.contact import Contact
from meishi.formats.link import SCHEMES

HANDLE = "alice"
ALICE = Identity(
    given="Alice",
    family="Example",
    phones=(PhoneEntry(number="+12025550123", has_whatsapp=True),),
    emails=(EmailEntry(address="alice@example.com"),),
    websites=(WebsiteEntry(url="https://example.com/alice"),),
    addresses=(AddressEntry(street="1 Harbour Road", locality="Springfield"),),
    birthday="--04-12",
    note="I answer within a day.",
    time_zone="Europe/Zurich",
)
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'><svg/onload=alert(1)>",
    "</style></section><b onclick='x'>",
    "javascript:alert(1)",
    "{{ identity.emails }}{% load x %}",
    "[a](javascript:alert(1)) ![b](https://example.com/x.png)",
    "&lt;script&gt;",
)
FORBIDDEN_TAGS = {
    "script",
    "style",
    "link",
    "iframe",
    "object",
    "embed",
    "form",
    "base",
}
LOADING = {"src", "srcset", "background", "poster", "style", "action", "formaction"}

every_type = pytest.mark.parametrize("block", BLOCK_TYPES.values(), ids=BLOCK_TYPES)


class Elements(HTMLParser):
    """The elements of some HTML, each as its tag and attributes."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def shown(block, data, identity=ALICE, language="en"):
    with translation.override(language):
        context = block.show_context(data, identity)
        base = {"data": data, "identity": identity, "block_id": "b1", "handle": HANDLE}
        return render_to_string(
            block.show_template, {**base, "language": language, **context}
        )


def posted(form):
    """What a browser sends for a form that nobody has touched."""
    forms = (
        [form]
        if form.items is None
        else [form, form.items.management_form, *form.items]
    )
    fields = [field for one in forms for field in one]
    values = {field.html_name: field.value() for field in fields}
    absent = (None, False)  # an unticked box sends nothing, a 0 is sent
    return {n: str(v) for n, v in values.items() if not any(v is a for a in absent)}


def strings_in(value, path=()):
    if isinstance(value, str):
        yield path
    elif isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs:
            yield from strings_in(inner, (*path, key))


def with_string(value, path, text):
    copy = json.loads(json.dumps(value))
    place = copy
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = text
    return copy


def assert_harmless(html):
    for tag, attributes in Elements(html).found:
        assert tag not in FORBIDDEN_TAGS
        assert not [name for name in attributes if name.startswith("on")]
        address = attributes.get("href", "https:")
        is_own = address.startswith((f"/{HANDLE}/book/", f"/{HANDLE}/shop/"))
        assert is_own or address.partition(":")[0] in SCHEMES
        assert not LOADING & set(attributes)


@every_type
def test_empty_content_can_be_shown(block):
    assert_harmless(shown(block, block.data(), Identity()))


@every_type
def test_the_example_is_worth_showing(block):
    assert len(shown(block, block.example)) > 300


@every_type
def test_the_example_survives_being_stored(block):
    stored = json.loads(json.dumps(block.example.model_dump(mode="json")))

    assert block.data.model_validate(stored) == block.example


@every_type
@pytest.mark.parametrize("language", ["en", "de", "fa"])
def test_its_form_gives_back_what_it_was_given(block, language):
    with translation.override(language):
        form = block.form(posted(block.form(stored=block.example)))

        assert form.is_valid(), [form.errors, form.items and form.items.errors]
        assert form.value() == block.example


@every_type
def test_its_form_is_a_block_form_with_a_label_for_each_field(block):
    assert issubclass(block.form, BlockForm)
    assert all(field.label for field in block.form())
    assert select_template(block.edit_templates)


@every_type
def test_a_new_block_can_be_saved_as_it_is(block):
    form = block.form(posted(block.form(stored=block.data())))

    assert form.is_valid()
    assert form.value() == block.data()


@every_type
def test_it_has_a_label_a_description_and_an_icon(block):
    assert str(block.label)
    assert len(str(block.description)) > 20
    assert re.match(r'<svg [^>]*viewBox="0 0 24 24"', block.icon)


@every_type
def test_whatever_is_written_into_it_is_text(block):
    stored = block.example.model_dump(mode="json")
    for path in strings_in(stored):
        for text in EVIL:
            try:
                data = block.data.model_validate(with_string(stored, path, text))
            except ValidationError:
                continue
            assert_harmless(shown(block, data))


@every_type
def test_whatever_is_written_into_the_identity_is_text(block):
    stored = ALICE.model_dump(mode="json")
    for path in strings_in(stored):
        for text in EVIL:
            try:
                identity = Identity.model_validate(with_string(stored, path, text))
            except ValidationError:
                continue
            assert_harmless(shown(block, block.example, identity))


@every_type
def test_every_link_is_counted_under_its_own_name(block):
    links = [a for tag, a in Elements(shown(block, block.example)).found if tag == "a"]
    names = [link["data-tap"] for link in links]

    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"b1-[0-9]+", name) for name in names)


@every_type
def test_its_style_touches_nothing_else_and_loads_nothing(block):
    rules = re.findall(r"(?:^|})\s*([^{}@]+){", block.style)

    assert all(rule.startswith(f".b-{block.kind}") for rule in rules)
    assert not re.search(r"url\(|@import|expression", block.style)


@every_type
def test_its_style_and_script_are_small(block):
    assert len(block.style) <= 1500
    assert len(block.script) <= 700


@every_type
def test_its_content_has_limits(block):
    schema = block.data.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    fields = [f for part in parts for f in part.get("properties", {}).values()]
    for field in [option for f in fields for option in f.get("anyOf", [f])]:
        if field.get("type") == "string":
            assert {"maxLength", "pattern", "enum", "const", "format"} & set(field)
        if field.get("type") == "array":
            assert field["maxItems"] <= 100


@every_type
def test_it_is_shown_in_every_language_and_the_same_each_time(block):
    for language in ("en", "de", "ja", "ar", "sr-latn", "tlh"):
        html = shown(block, block.example, language=language)

        assert html == shown(block, block.example, language=language)


@every_type
def test_its_data_for_search_engines_is_json(block):
    json.dumps(block.structured_data(block.example))
    json.dumps(block.structured_data(block.data()))


@every_type
def test_it_adds_to_a_contact_without_taking_away(block):
    contact = Contact(full_name="Alice Example", note="hello")

    assert block.contact(block.example, contact).full_name == "Alice Example"
    assert block.contact(block.data(), contact) == contact


@every_type
@settings(max_examples=25)
@given(data=st.data())
def test_no_input_makes_its_form_fail(block, data):
    anything = st.one_of(st.text(max_size=30), st.sampled_from(EVIL), st.just("9-12"))
    names = list(posted(block.form(stored=block.example)))
    drawn = st.dictionaries(st.sampled_from(names), anything, max_size=12)
    sent = {**posted(block.form(stored=block.example)), **data.draw(drawn)}
    form = block.form(sent)

    if form.is_valid():
        assert_harmless(shown(block, form.value()))
    else:
        assert form.errors or form.items.errors or form.items.non_form_errors()


def test_every_type_is_described_in_the_reference():
    ours = {b.kind for b in BLOCK_TYPES.values() if b.module.startswith("meishi.")}
    reference = Path(__file__).parent.parent / "docs/reference/blocks.md"

    assert set(re.findall(r"^## (\w+)$", reference.read_text(), re.M)) == ours

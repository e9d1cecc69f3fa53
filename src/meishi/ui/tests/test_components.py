import re
from pathlib import Path

import pytest
from django.template import Context, Template

import meishi
from meishi.ui.forms import SampleForm
from meishi.ui.templatetags.ui import ICONS, icon

PACKAGE = Path(meishi.__file__).parent
TEMPLATES = sorted(PACKAGE.rglob("*.html"))
APP_TEMPLATES = [
    path
    for app in ("ui", "accounts", "workspaces")
    for path in sorted((PACKAGE / app).rglob("*.html"))
]
STYLES = sorted((PACKAGE / "ui/static/ui").glob("*.css"))


def field(name):
    form = SampleForm({"name": ""})
    return Template("{{ field.as_field_group }}").render(Context({"field": form[name]}))


def name_of(path):
    return str(path.relative_to(PACKAGE))


def test_an_error_stands_beside_its_field_and_is_read_with_it():
    html = field("name")

    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html


def test_what_may_stay_empty_says_so():
    assert "optional" in field("role")
    assert "optional" not in field("name")


def test_a_choice_of_buttons_has_a_legend():
    html = field("side")

    assert "<legend>" in html
    assert html.count("<fieldset") == html.count("</fieldset>") == 1


def test_an_icon_is_silent_and_takes_the_colour_of_the_words():
    assert 'aria-hidden="true"' in icon("trash-2")
    assert 'stroke="currentColor"' in icon("trash-2")


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_icon_that_a_page_asks_for_is_there(path):
    names = re.findall(r'{% icon "([^"]+)"', path.read_text("utf-8"))

    assert [name for name in names if not (ICONS / f"{name}.svg").exists()] == []


@pytest.mark.parametrize("path", APP_TEMPLATES, ids=name_of)
def test_no_page_has_styles_or_scripts_that_the_policy_would_stop(path):
    html = path.read_text("utf-8")

    assert not re.search(r"<[^>]*\s(style|on[a-z]+)=", html)
    assert "<style" not in html
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)


@pytest.mark.parametrize("path", APP_TEMPLATES, ids=name_of)
def test_words_are_calm_and_without_exclamation_marks(path):
    words = re.sub(r"<!doctype html>|{%.*?!=.*?%}", "", path.read_text("utf-8"))

    assert "!" not in words


@pytest.mark.parametrize("path", STYLES, ids=name_of)
def test_styles_are_in_layers_and_know_no_left_or_right(path):
    css = re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
    outside = re.sub(r"@layer [\w, ]+;", "", css)

    assert outside.lstrip().startswith("@layer")
    assert not re.search(r"[\w-]*(left|right)\s*:|:\s*(left|right)\b", css)
    assert "http" not in css


def test_the_script_of_others_is_named_with_its_version_and_licence():
    vendor = PACKAGE / "ui/static/ui/vendor"
    scripts = list(vendor.glob("*.js"))

    assert [script.name for script in scripts] == ["htmx-4.0.1.esm.min.js"]
    assert (vendor / "htmx.LICENSE").exists()

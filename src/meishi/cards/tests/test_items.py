import pytest
from django import forms
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from meishi.cards.forms.fields import PictureField
from meishi.cards.forms.items import item_formset, rearranged, row_title
from meishi.cards.tests.sent import rows


class ToolForm(forms.Form):
    name = forms.CharField()
    size = forms.ChoiceField(choices=[("s", "S"), ("l", "L")], initial="s")


def sent(*names):
    data = QueryDict(mutable=True)
    data.update(rows("tools", [{"name": name, "size": "s"} for name in names]))
    return data


def formset(data):
    return item_formset(ToolForm, data=data, prefix="tools")


def names_after(data, do):
    changed = formset(rearranged(data, formset(data), do))
    changed.is_valid()
    return [form["name"].value() for form in changed]


@pytest.mark.parametrize(
    ("do", "names"),
    [
        ("tools:up:1", ["saw", "axe", "awl"]),
        ("tools:down:1", ["axe", "awl", "saw"]),
        ("tools:remove:1", ["axe", "awl"]),
        ("tools:add", ["axe", "saw", "awl", None]),
        ("tools:up:0", ["axe", "saw", "awl"]),
        ("tools:down:2", ["axe", "saw", "awl"]),
        ("tools:remove:9", ["axe", "saw", "awl"]),
        ("nails:remove:1", ["axe", "saw", "awl"]),
        ("nonsense", ["axe", "saw", "awl"]),
    ],
)
def test_a_button_rearranges_the_rows(do, names):
    assert names_after(sent("axe", "saw", "awl"), do) == names


def test_rows_that_were_dragged_keep_their_new_places():
    data = sent("axe", "saw")
    data["tools-0-ORDER"], data["tools-1-ORDER"] = "2", "1"

    assert names_after(data, "tools:sort") == ["saw", "axe"]


def test_a_row_that_was_added_and_left_blank_does_not_count():
    data = sent("axe")
    changed = formset(rearranged(data, formset(data), "tools:add"))

    assert changed.is_valid()
    assert changed.values() == [{"name": "axe", "size": "s"}]


def test_a_row_half_filled_in_is_a_mistake():
    data = sent("axe", "")
    data["tools-1-size"] = "l"

    assert not formset(data).is_valid()


def test_a_list_without_its_numbers_is_a_mistake_and_no_crash():
    assert not formset(QueryDict("tools-0-name=axe")).is_valid()


@given(
    do=st.text(max_size=20) | st.sampled_from(["tools:add", "tools:up:0"]),
    total=st.text(max_size=12) | st.integers(-5, 10**9),
    order=st.text(max_size=12) | st.integers(-5, 10**9),
)
def test_no_numbers_that_are_sent_break_it(do, total, order):
    data = sent("axe", "saw")
    data["tools-TOTAL_FORMS"], data["tools-0-ORDER"] = str(total), str(order)

    formset(rearranged(data, formset(data), do)).is_valid()


class FrameForm(forms.Form):
    picture = PictureField(required=False)
    caption = forms.CharField(required=False)
    room = forms.CharField(required=False)


@pytest.mark.parametrize(
    ("caption", "alt", "title"),
    [("Oak", "A table", "Oak"), ("", "A table", "A table"), ("", "", "Hall")],
)
def test_a_row_is_called_by_its_caption_else_by_what_its_picture_shows(
    caption, alt, title
):
    picture = {"asset": "abc", "alt": alt}
    row = FrameForm(initial={"picture": picture, "caption": caption, "room": "Hall"})
    sent = FrameForm(
        {"picture": "abc", "picture-alt": alt, "caption": caption, "room": "Hall"}
    )

    assert row_title(row) == row_title(sent) == title

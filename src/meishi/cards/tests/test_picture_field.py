import pytest
from django import forms
from hypothesis import given
from hypothesis import strategies as st

from meishi.cards.document import AssetRef, Crop
from meishi.cards.forms.fields import PictureField


class FaceForm(forms.Form):
    photo = PictureField(required=False)


def cleaned(**values):
    form = FaceForm({key.replace("_", "-", 1): text for key, text in values.items()})
    return form.cleaned_data["photo"] if form.is_valid() else form.errors["photo"][0]


def test_a_picture_comes_with_its_words_and_its_part():
    photo = cleaned(photo="abc123", photo_alt=" Alice ", photo_crop="0,0.1,0.5,0.5")

    crop = Crop(x=0, y=0.1, width=0.5, height=0.5)
    assert photo == AssetRef(asset="abc123", alt="Alice", crop=crop)


def test_no_picture_is_none():
    assert cleaned(photo="") is None
    assert cleaned(photo="abc123", photo_remove="on") is None


@pytest.mark.parametrize(
    "crop", ["0.6,0,0.5,1", "1,2", "a,b,c,d", "0,0,0,0", "nan,0,1,1"]
)
def test_a_part_outside_of_the_picture_is_refused(crop):
    assert (
        cleaned(photo="abc123", photo_crop=crop) == "Choose a part inside the picture."
    )


def test_an_asset_that_cannot_be_is_refused():
    assert "cannot be used" in cleaned(photo="../etc")


def test_a_stored_picture_is_shown_and_has_not_changed():
    stored = AssetRef(asset="abc123", alt="Alice", crop=Crop(x=0.25, width=0.5))
    html = str(FaceForm(initial={"photo": stored.model_dump()})["photo"])

    assert 'value="abc123"' in html
    assert 'value="0.25,0,0.5,1"' in html
    assert not PictureField().has_changed(stored, stored.model_dump())


@given(st.text(max_size=20), st.text(max_size=20), st.text(max_size=250))
def test_nothing_that_is_sent_breaks_the_field(asset, crop, alt):
    result = cleaned(photo=asset, photo_crop=crop, photo_alt=alt)

    assert result is None or isinstance(result, AssetRef | str)

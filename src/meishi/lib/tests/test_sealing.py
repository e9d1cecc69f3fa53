import pytest

from meishi.lib.sealing import Unsealable, sealed, unsealed


def test_what_is_sealed_is_not_readable_and_comes_back():
    token = sealed("hunter2", purpose="calendar")

    assert "hunter2" not in token
    assert unsealed(token, purpose="calendar") == "hunter2"


def test_another_purpose_another_key_or_another_byte_opens_nothing(settings):
    token = sealed("hunter2", purpose="calendar")
    for wrong, purpose in ((token, "mail"), (token[:-4] + "AAA=", "calendar")):
        with pytest.raises(Unsealable):
            unsealed(wrong, purpose=purpose)
    settings.SECRET_KEY = "another" * 8
    with pytest.raises(Unsealable):
        unsealed(token, purpose="calendar")

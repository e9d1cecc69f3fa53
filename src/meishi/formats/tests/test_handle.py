import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import handle
from meishi.formats.handle import HANDLE, RESERVED, BadHandle, check, suggest


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ann", "ann"),
        ("  Ann-Lee ", "ann-lee"),
        ("ａｎｎ１", "ann1"),  # full width, as a Japanese keyboard types it
        ("4th", "4th"),
        ("a" * 40, "a" * 40),
    ],
)
def test_a_handle_is_trimmed_and_folded_to_lower_case(typed, expected):
    assert check(typed) == expected


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", "short"),
        ("ab", "short"),
        ("a" * 41, "long"),
        ("ann lee", "characters"),
        ("ann_lee", "characters"),
        ("änn", "characters"),
        ("../etc", "characters"),
        ("ann\0", "characters"),
        ("-ann", "hyphens"),
        ("ann-", "hyphens"),
        ("ann--lee", "hyphens"),
        ("Admin", "reserved"),
        ("meishi", "reserved"),
        ("well-known", "reserved"),
    ],
)
def test_what_is_no_handle_says_why(typed, reason):
    with pytest.raises(BadHandle) as caught:
        check(typed)
    assert caught.value.reason == reason
    assert str(caught.value).endswith(".")


def test_each_reserved_name_would_otherwise_be_a_handle():
    assert [name for name in RESERVED if not HANDLE.match(name)] == []


def test_no_reason_is_without_words():
    assert set(handle.WORDS) == set(handle.Reason)


@pytest.mark.parametrize(
    ("name", "first"),
    [
        ("Alice Liddell", "alice-liddell"),
        ("Jürgen Groß", "jurgen-gross"),
        ("Łukasz Żółć", "lukasz-zolc"),
        ("Seán O'Brien", "sean-obrien"),
        ("Дмитрий Щукин", "dmitriy-shchukin"),
        ("Νίκος Παππάς", "nikos-pappas"),
        ("김 민준", "gim-minjun"),
        ("きょうこ", "kyouko"),
        ("ホッタ エリー", "hotta-eri"),
        ("Ng", "ng-card"),
    ],
)
def test_a_name_suggests_a_handle_in_latin_letters(name, first):
    assert suggest(name)[0] == first


@pytest.mark.parametrize("name", ["山田 太郎", "محمد", "🙂", ""])
def test_a_name_without_latin_spelling_still_suggests_something(name):
    assert suggest(name)[0].startswith("card-")


def test_a_long_name_is_cut_between_words():
    name = "Maria Jose de la Cruz y Fernandez Villaverde Ostrogoth"
    assert suggest(name)[0] == "maria-jose-de-la-cruz-y-fernandez"


@given(st.text(max_size=60))
def test_each_suggestion_is_a_handle(name):
    candidates = suggest(name)
    assert candidates
    assert [check(text) for text in candidates] == candidates


@given(st.text(max_size=60))
def test_a_checked_handle_is_checked_again_to_itself(text):
    try:
        once = check(text)
    except BadHandle:
        return
    assert check(once) == once
    assert HANDLE.match(once)

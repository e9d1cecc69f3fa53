import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.appointments.rules.questions import Question, from_json, to_json

WORDS = st.text(min_size=1, max_size=50)


@st.composite
def question(draw):
    kind = draw(st.sampled_from(["line", "paragraph", "choice", "yes_no"]))
    choices = st.lists(WORDS, min_size=1, max_size=5, unique=True).map(tuple)
    return Question(
        id=draw(WORDS),
        label=draw(WORDS),
        kind=kind,
        choices=draw(choices) if kind == "choice" else (),
        is_required=draw(st.booleans()),
    )


@given(st.lists(question(), max_size=20).map(tuple))
def test_questions_come_back_as_they_were_kept(questions):
    assert from_json(to_json(questions)) == questions


@pytest.mark.parametrize(
    "row",
    [
        {"label": ""},
        {"label": "x" * 201},
        {"kind": "number"},
        {"kind": "choice"},
        {"choices": ["a"]},
        {"kind": "choice", "choices": ["a", "a"]},
        {"kind": "choice", "choices": ["a", ""]},
    ],
)
def test_what_is_no_question_is_refused(row):
    with pytest.raises(ValueError, match=r"question|choice"):
        from_json([{"id": "q1", "label": "Why?"} | row])

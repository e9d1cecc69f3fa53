import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.appointments.rules.case_file import BadCase, cases, starts, unknown_keys
from meishi.cli import slots

CASE = {
    "id": "one",
    "host_tz": "Europe/Berlin",
    "rules": [["mon", "09:00", "11:00"]],
    "duration": 60,
    "step": 60,
    "from": "2027-01-18T00:00:00Z",
    "to": "2027-01-19T00:00:00Z",
}


def run(content, tmp_path, capsys):
    file = tmp_path / "cases.json"
    file.write_text(content if isinstance(content, str) else json.dumps(content))
    status = slots.run(type("Arguments", (), {"file": str(file)}))
    printed = capsys.readouterr()
    return status, printed.out, printed.err


def test_a_case_gives_its_starts(tmp_path, capsys):
    status, out, _ = run({"vectors": [CASE]}, tmp_path, capsys)

    assert status == 0
    assert json.loads(out) == {"one": ["2027-01-18T08:00:00Z", "2027-01-18T09:00:00Z"]}


def test_what_a_case_leaves_out_is_in_the_defaults(tmp_path, capsys):
    content = {
        "defaults": {"notice_min": 60},
        "vectors": [CASE | {"now": CASE["from"]}],
    }
    content["vectors"][0]["from"] = content["vectors"][0]["now"] = (
        "2027-01-18T07:30:00Z"
    )

    assert json.loads(run(content, tmp_path, capsys)[1])["one"] == [
        "2027-01-18T09:00:00Z"
    ]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"host_tz": "Mars/Olympus"}, "'Mars/Olympus' is no time zone"),
        ({"rules": [["monday", "09:00", "11:00"]]}, "'monday' is no day of the week"),
        ({"rules": [["mon", "9", "11:00"]]}, "'9' is no time like 09:30"),
        ({"rules": [["mon", "11:00", "09:00"]]}, "no minutes of a day"),
        ({"duration": "60"}, "'60' is no whole number"),
        ({"duration": 0}, "at least a minute"),
        ({"from": "2027-01-18T00:00:00"}, "does not say its offset"),
        ({"from": None}, "None is no time"),
        ({"to": "9999-01-18T00:00:00Z"}, "the window is longer"),
        ({"buffer_mode": "both"}, "'both' is no buffer mode"),
        ({"overrides": {"yesterday": []}}, "yesterday"),
        (
            {"busy": [{"start": "2027-01-18T10:00Z", "end": "2027-01-18T09:00Z"}]},
            "ends before it starts",
        ),
    ],
)
def test_a_case_that_cannot_be_read_is_named_and_the_others_answered(
    change, reason, tmp_path, capsys
):
    content = {"vectors": [CASE | change, CASE | {"id": "two"}]}
    status, out, err = run(content, tmp_path, capsys)

    assert status == 1
    assert list(json.loads(out)) == ["two"]
    assert "one: " in err
    assert reason in err


@pytest.mark.parametrize(
    "content", ["", "{", "[" * 100_000, "3", '{"vectors": 1}', "[1]", '[{"id": 1}]']
)
def test_a_file_that_is_no_list_of_cases_is_refused_in_words(content, tmp_path, capsys):
    status, out, err = run(content, tmp_path, capsys)

    assert (status, out) == (1, "")
    assert "Traceback" not in err
    assert err.startswith(str(tmp_path))


def test_two_cases_of_one_name_are_refused():
    with pytest.raises(BadCase, match="two cases are called “one”"):
        cases([CASE, CASE])


def test_what_nobody_reads_is_said():
    assert unknown_keys(CASE | {"notice": 5, "note": "as told"}) == ["notice"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.sampled_from([*sorted(CASE.keys() - {"id"}), "busy", "overrides"]), JSON)
def test_whatever_a_case_says_it_is_answered_or_refused(key, value):
    case = cases([CASE | {key: value}])[0]
    with suppress(BadCase):
        assert isinstance(starts(case), list)

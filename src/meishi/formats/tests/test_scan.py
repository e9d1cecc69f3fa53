import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats.scan import BrokenScanTarget, ScanTarget


@pytest.mark.parametrize("location", ["/alice", "https://example.com/a?b=c"])
def test_a_scan_target_comes_back_as_it_was_written(location):
    target = ScanTarget("7K3M9", location, "k3x9")
    assert ScanTarget.decode(target.encode()) == target


@pytest.mark.parametrize(
    "location",
    [
        "",
        "alice",
        "//example.com",
        "/\\example.com",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=1",
        "/a b",
        "/ä",
        "/" + "a" * 2000,
    ],
)
def test_a_location_that_could_harm_is_refused(location):
    with pytest.raises(BrokenScanTarget):
        ScanTarget.decode(ScanTarget("7K3M9", location, "k3x9").encode())


@pytest.mark.parametrize("code", ["", "7k3m9", "../A", "A" * 33])
def test_a_code_has_upper_case_letters_and_digits_only(code):
    with pytest.raises(BrokenScanTarget):
        ScanTarget.decode(ScanTarget(code, "/alice", "k3x9").encode())


@given(st.binary(max_size=60) | st.from_regex(rb'\A\{"code": .*\}\Z'))
def test_other_bytes_are_called_broken(data):
    with pytest.raises(BrokenScanTarget):
        ScanTarget.decode(data)

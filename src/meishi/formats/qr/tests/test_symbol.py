import pytest

from meishi.formats import qr
from meishi.formats.qr.symbol import remade


@pytest.mark.parametrize(
    ("text", "mode"),
    [("0123", "numeric"), ("HTTPS://A.EXAMPLE", "alphanumeric"), ("alice", "byte")],
)
def test_the_densest_mode_is_taken(text, mode):
    assert qr.matrix(text).mode == mode


def test_a_scan_link_in_upper_case_needs_version_two():
    assert qr.matrix("HTTPS://MEISHI.EXAMPLE/Q/ALICE23").version == 2


def test_room_that_is_left_raises_the_error_level():
    assert qr.matrix("ALICE", error="L").error == "H"


def test_text_that_needs_a_larger_symbol_is_refused_in_words():
    with pytest.raises(qr.TextTooLong, match="too much for a QR code of 77 modules"):
        qr.matrix("a" * 413, max_version=15)


def test_text_that_fits_no_symbol_is_refused():
    with pytest.raises(qr.TextTooLong):
        qr.matrix("a" * 3000)


def test_no_text_is_refused():
    with pytest.raises(qr.EmptyText):
        qr.matrix("")


def test_a_lone_surrogate_becomes_a_question_mark():
    assert qr.matrix("a\ud800").rows == qr.matrix("a?").rows


@pytest.mark.parametrize(
    ("scan_url", "shown"),
    [
        ("https://meishi.example/q/ALICE23", "HTTPS://MEISHI.EXAMPLE/Q/ALICE23"),
        ("http://localhost:8000/q/BOB4", "HTTP://LOCALHOST:8000/Q/BOB4"),
        ("https://meishi.example/alice", "HTTPS://MEISHI.EXAMPLE/alice"),
        ("https://meishi.example/q/A?b=c", "HTTPS://MEISHI.EXAMPLE/q/A?b=c"),
        ("https://example.com/de/q/BOB4", "HTTPS://EXAMPLE.COM/de/q/BOB4"),
        ("https://名刺.example/q/BOB4", "https://名刺.example/q/BOB4"),
        ("just words", "just words"),
    ],
)
def test_live_text_is_upper_case_only_where_that_changes_nothing(scan_url, shown):
    assert qr.live_text(scan_url) == shown


@pytest.mark.parametrize(("version", "codewords"), [(1, 26), (7, 196), (25, 1588)])
def test_as_many_modules_hold_data_as_the_standard_says(version, codewords):
    matrix = remade("A", version, "M", 0)
    side = range(matrix.size)
    held = sum(matrix.is_data(row, column) for row in side for column in side)
    assert held // 8 == codewords


def test_the_smallest_print_counts_the_quiet_zone():
    assert qr.smallest_print_mm(qr.matrix("ALICE")) == 9.57  # (21 + 8) × 0.33


def test_the_smallest_print_counts_the_frame():
    frame = qr.Frame(qr.Lettering((), 0))
    assert qr.smallest_print_mm(qr.matrix("ALICE"), frame) == 10.23  # two more


@pytest.mark.parametrize(
    ("length", "level"), [(10, "easy"), (150, "fine"), (400, "dense")]
)
def test_density_rises_with_the_text(length, level):
    assert qr.density(qr.matrix("a" * length)).level == level


def test_only_dense_codes_warn_of_older_phones():
    assert "Older phones" in qr.density(qr.matrix("a" * 400)).sentence
    assert "Older phones" not in qr.density(qr.matrix("a")).sentence


def test_importing_the_package_loads_no_heavy_library():
    import subprocess
    import sys

    code = "import sys, meishi.formats.qr; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    heavy = {"cv2", "numpy", "zxingcpp", "PIL", "segno", "django"}
    assert not heavy & set(done.stdout.split())

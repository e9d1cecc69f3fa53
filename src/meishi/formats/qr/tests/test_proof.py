import cv2
import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import qr

SCAN_LINK = "HTTPS://MEISHI.EXAMPLE/Q/ALICE23"


def covered(share):
    """A QR code of level H with a white square over `share` of its area."""
    png = qr.png(qr.matrix(SCAN_LINK, error="H"), module_px=10)
    picture = cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    middle, half = len(picture) // 2, int((len(picture) - 80) * share**0.5 / 2)
    picture[middle - half : middle + half, middle - half : middle + half] = 255
    return cv2.imencode(".png", picture)[1].tobytes()


def test_a_small_patch_in_the_middle_keeps_the_code_proven():
    proof = qr.prove(covered(0.03), SCAN_LINK)
    assert proof.is_proven
    assert 0.5 <= proof.unused_error_correction < 1


def test_a_larger_patch_lowers_the_grade_and_says_so():
    grades = [qr.prove(covered(share), SCAN_LINK) for share in (0.0, 0.05, 0.12)]
    unused = [proof.unused_error_correction for proof in grades]
    assert unused == sorted(unused, reverse=True)
    assert not grades[-1].is_proven
    assert grades[-1].reason


def test_a_code_that_nobody_finds_is_refused():
    proof = qr.prove(covered(0.5), SCAN_LINK)
    assert proof.is_refused
    assert proof.grade == "F"
    assert proof.reason == "No scanner finds the code."


def test_a_code_with_another_text_is_refused():
    proof = qr.prove(qr.png(qr.matrix("BOB")), SCAN_LINK)
    assert proof.is_refused
    assert "something else" in proof.reason


def test_two_codes_in_one_picture_are_refused():
    png = qr.png(qr.matrix(SCAN_LINK))
    picture = cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)
    both = cv2.imencode(".png", numpy.hstack([picture, picture]))[1].tobytes()
    assert qr.prove(both, SCAN_LINK).reason == "There is more than one code."


@given(st.binary(max_size=200))
def test_bytes_that_are_no_picture_are_refused_without_an_error(data):
    proof = qr.prove(data, SCAN_LINK)
    assert proof.is_refused
    assert proof.reason == "This is not a picture."


def test_the_same_picture_gets_the_same_proof():
    png = qr.png(qr.matrix(SCAN_LINK), qr.Style(module="dot"))
    assert qr.prove(png, SCAN_LINK) == qr.prove(png, SCAN_LINK)


@pytest.mark.parametrize("module_px", [3, 7, 40])
def test_the_size_of_the_picture_does_not_matter(module_px):
    png = qr.png(qr.matrix(SCAN_LINK), module_px=module_px)
    assert qr.prove(png, SCAN_LINK).is_proven

from dataclasses import replace

import cv2
import numpy
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st

from meishi.formats import qr
from meishi.formats.qr.damage import unused_error_correction
from meishi.formats.qr.proof import reason_for
from meishi.formats.qr.symbol import remade

SCAN_LINK = "HTTPS://MEISHI.EXAMPLE/Q/ALICE23"


def opened(png):
    return cv2.imdecode(numpy.frombuffer(png, numpy.uint8), cv2.IMREAD_GRAYSCALE)


def png_of(picture):
    return cv2.imencode(".png", picture)[1].tobytes()


def covered(share):
    """A QR code of level H with a white square over `share` of its area."""
    picture = opened(qr.png(qr.matrix(SCAN_LINK, error="H"), module_px=10))
    middle, half = len(picture) // 2, int((len(picture) - 80) * share**0.5 / 2)
    picture[middle - half : middle + half, middle - half : middle + half] = 255
    return png_of(picture)


def test_a_small_patch_in_the_middle_keeps_the_code_proven():
    proof = qr.prove(covered(0.03), SCAN_LINK)
    assert proof.is_proven
    assert 0.5 <= proof.unused_error_correction < 1


def test_a_larger_patch_never_raises_the_grade():
    shares = (0.0, 0.03, 0.06, 0.09, 0.12, 0.15)
    proofs = [qr.prove(covered(share), SCAN_LINK) for share in shares]
    unused = [proof.unused_error_correction for proof in proofs]
    assert unused == sorted(unused, reverse=True)
    assert unused[0] == 1
    assert unused[-1] < 0.1


def test_nine_hundredths_are_not_taken_for_nine_tenths():
    png = covered(0.15)
    [read] = zxingcpp.read_barcodes(opened(png))
    assert read.text == SCAN_LINK
    assert float(read.extra["UEC"]) == 0.9  # what zxing-cpp makes of 0.09
    assert qr.prove(png, SCAN_LINK).is_refused


@pytest.mark.parametrize(
    ("unused", "agrees", "share", "words"),
    [
        (0.36, True, 1.0, "Too much of the code is hidden"),
        (0.49, True, 1.0, "looks use up"),
        (0.50, False, 1.0, "another does not"),
        (0.50, True, 0.8, "small, tilted or in poor light"),
    ],
)
def test_each_weakness_has_its_reason(unused, agrees, share, words):
    assert words in reason_for(unused, agrees, share)


def test_enough_of_everything_needs_no_reason():
    assert reason_for(0.5, True, 0.9) == ""


def test_a_code_that_is_lost_in_its_smallest_print_needs_a_reason():
    assert "smallest width" in reason_for(0.5, True, 1.0, is_printable=False)


def test_each_hard_condition_has_a_name_and_an_outcome():
    proof = qr.prove(qr.png(qr.matrix(SCAN_LINK)), SCAN_LINK)
    assert [condition.name for condition in proof.conditions] == [
        "small",
        "blurred",
        "turned",
        "tilted",
        "dim",
        "shaded",
        "noisy",
        "printed",
    ]
    assert all(condition.is_passed for condition in proof.conditions)


def test_a_clean_code_scores_100_and_hidden_parts_lower_that():
    clean = qr.prove(qr.png(qr.matrix(SCAN_LINK)), SCAN_LINK).score
    hidden = [qr.prove(covered(share), SCAN_LINK).score for share in (0.06, 0.09)]
    scores = [clean, *hidden]
    assert clean == 100
    assert scores == sorted(scores, reverse=True)
    assert scores[-1] < 80


def test_a_code_that_nobody_finds_scores_nothing():
    assert qr.prove(covered(0.5), SCAN_LINK).score == 0


def test_disagreeing_scanners_cost_half_the_score():
    passed = (qr.Condition("small", 1, 1),)
    agreed = qr.Proof("A", 1.0, True, passed)
    assert agreed.score == 100
    assert replace(agreed, second_decoder_agrees=False).score == 50


def test_thin_lines_do_not_survive_their_smallest_print():
    """Ink that covers a third of each module only: a camera finds it, paper eats it."""
    picture = opened(qr.png(qr.matrix(SCAN_LINK), module_px=9))
    thin = cv2.dilate(picture, numpy.ones((6, 6), numpy.uint8))
    proof = qr.prove(png_of(thin), SCAN_LINK)
    assert not proof.is_proven


def test_a_pale_code_is_not_proven():
    picture = opened(qr.png(qr.matrix(SCAN_LINK)))
    pale = numpy.where(picture > 0, 150, 120).astype(numpy.uint8)
    proof = qr.prove(png_of(pale), SCAN_LINK)
    assert proof.survived < 9
    assert "poor light" in proof.reason


def test_light_on_dark_is_refused():
    picture = opened(qr.png(qr.matrix(SCAN_LINK)))
    assert qr.prove(png_of(255 - picture), SCAN_LINK).is_refused


@given(st.data())
def test_damage_counts_as_the_decoder_counts_it(data):
    length = data.draw(st.sampled_from([10, 40, 90, 200, 400]))
    error = data.draw(st.sampled_from("LMQH"))
    text = "a" * length
    matrix = qr.matrix(text, error=error)
    picture = opened(qr.png(matrix, module_px=4))
    places = st.integers(9, matrix.size - 9)
    for _ in range(data.draw(st.integers(0, 6))):
        x, y = 16 + 4 * data.draw(places), 16 + 4 * data.draw(places)
        picture[y : y + 4, x : x + 4] = 255 - picture[y : y + 4, x : x + 4]
    found = zxingcpp.read_barcodes(picture)
    for read in found:
        matrix = remade(
            text, matrix.version, read.extra["ECLevel"], int(read.extra["DataMask"])
        )
        far = 16 + 4 * matrix.size
        ours = unused_error_correction(
            picture, ((16, 16), (far, 16), (16, far)), matrix
        )
        if ours >= 0.1:  # below, zxing-cpp loses a zero
            assert ours == pytest.approx(float(read.extra["UEC"]), abs=0.011)


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
    picture = opened(qr.png(qr.matrix(SCAN_LINK)))
    both = png_of(numpy.hstack([picture, picture]))
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

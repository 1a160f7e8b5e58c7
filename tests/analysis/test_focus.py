import numpy as np
import pytest

from analysis.scenes import (
    defocused,
    edge,
    findings,
    mouse,
    noisy,
    observation,
    reading,
)
from camsetup.analysis.focus import (
    blur_px,
    blur_text,
    focus_score,
    judge_focus,
    noise_level,
)
from camsetup.domain.frame import Size
from camsetup.domain.verdict import Outcome

RADII_PX = (0, 1, 2, 3, 4, 6, 8)


def eye_patch(pixels):
    return np.ascontiguousarray(pixels[40:200, 370:530])


@pytest.mark.parametrize("sigma", [0.8, 1.0, 1.5, 2.0, 2.5, 3.0])
@pytest.mark.parametrize("contrast", [50, 110])
def test_the_blur_of_a_known_edge_is_read_within_0_2_px(sigma, contrast):
    readings = [blur_px(edge(sigma, seed, contrast)) for seed in range(5)]
    assert np.max(np.abs(np.array(readings) - sigma)) <= 0.2


@pytest.mark.parametrize("radius", [2, 3, 4, 6])
def test_a_disk_reads_as_somewhat_more_than_half_its_radius(radius):
    sharp = edge(0.5, noise=0.0)
    found = blur_px(noisy(defocused(sharp, radius)))
    assert 0.95 * radius / 2 < found < 1.35 * radius / 2


def test_a_picture_without_edges_has_no_blur():
    assert blur_px(np.full((160, 160), 80, np.uint8)) is None
    assert blur_px(noisy(np.full((160, 160), 80, np.uint8), 4)) is None


def test_saturated_edges_do_not_count():
    burnt = np.full((160, 160), 60, np.uint8)
    burnt[:, 80:] = 255
    assert blur_px(burnt) is None


def test_more_blur_gives_a_lower_score_and_a_higher_reading():
    patches = [
        eye_patch(noisy(defocused(mouse(), radius), seed=radius)) for radius in RADII_PX
    ]
    scores = [focus_score(patch) for patch in patches]
    assert scores == sorted(scores, reverse=True)
    assert scores[2] < 0.8 * scores[0]
    blurs = [blur_px(patch) for patch in patches]
    assert blurs == sorted(blurs)


def test_real_eyes_lose_score_with_every_step_out_of_focus(ibl):
    for frame, (x, y) in zip(
        ibl.frames("left"), ((445, 119), (467, 122), (490, 132)), strict=True
    ):
        box = np.s_[max(0, y - 80) : y + 80, x - 80 : x + 80]
        scores = [
            focus_score(np.ascontiguousarray(noisy(defocused(frame, radius))[box]))
            for radius in RADII_PX
        ]
        assert scores == sorted(scores, reverse=True)


def test_gain_does_not_change_the_score():
    scene = defocused(mouse(), 2)
    score = focus_score(eye_patch(scene))
    for gain in (0.5, 2.0):
        bright = np.clip(scene * gain, 0, 255).astype(np.uint8)
        assert focus_score(eye_patch(bright)) == pytest.approx(score, rel=0.15)


def test_noise_does_not_pass_for_sharpness():
    blurred = defocused(mouse(), 6)
    quiet = focus_score(eye_patch(noisy(blurred, 1)))
    loud = focus_score(eye_patch(noisy(blurred, 5)))
    sharp = focus_score(eye_patch(mouse()))
    assert abs(loud - quiet) < 0.1 * sharp


@pytest.mark.parametrize("deviation", [1.0, 2.0, 4.0])
def test_the_noise_is_measured(deviation):
    flat = noisy(np.full((160, 160), 100, np.uint8), deviation)
    assert noise_level(flat) == pytest.approx(deviation, rel=0.1)


def test_blur_below_half_a_pixel_is_not_told():
    assert blur_text(0.3) == "< 0.5"
    assert blur_text(1.84) == "1.8"


def judged(blur, **changes):
    return judge_focus(findings(focus=reading(blur), mouse_in=True, **changes))


def test_a_sharp_eye_passes_and_a_blurred_one_fails():
    assert judged(0.9).outcome is Outcome.PASS
    assert judged(2.2).outcome is Outcome.WARNING
    failed = judged(3.5)
    assert failed.outcome is Outcome.FAIL
    assert (failed.value, failed.unit, failed.limits) == (3.5, "px", (None, 1.3))
    assert "focus ring" in failed.remedy


def test_a_binned_picture_may_blur_half_as_many_pixels():
    binned = observation(mouse(size=Size(640, 512)))
    assert judged(0.6, seen=binned).outcome is Outcome.PASS
    assert judged(0.9, seen=binned).outcome is Outcome.WARNING


def test_an_empty_rig_has_nothing_to_focus_on():
    result = judge_focus(findings(focus=reading(0.5), mouse_in=False))
    assert result.outcome is Outcome.NOT_SET
    assert result.message == "No open eye in view."
    assert result.remedy == "Put the mouse in."


def test_a_view_without_an_eye_is_judged_without_a_mouse():
    result = judge_focus(findings(focus=reading(0.5), mouse_in=False, has_eye=False))
    assert result.outcome is Outcome.PASS


def test_too_few_edges_are_said():
    assert judged(None).outcome is Outcome.NOT_SET
    assert judge_focus(findings(focus=None)).outcome is Outcome.NOT_SET

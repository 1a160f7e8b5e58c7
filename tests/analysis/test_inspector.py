from dataclasses import replace

import numpy as np
import pytest

from analysis.scenes import (
    EYE,
    OUTLINE,
    SIZE,
    Scripted,
    aligned,
    defocused,
    empty,
    mouse,
    observation,
    role,
)
from camsetup.analysis.alignment.estimate import Alignment
from camsetup.analysis.inspector import Inspector
from camsetup.domain.errors import OutlineError
from camsetup.domain.outline import Line, Outline
from camsetup.domain.rig import Orientation
from camsetup.domain.settings import CameraSettings
from camsetup.domain.verdict import Outcome


class Bench:
    """An inspector whose rig stands where the test says."""

    def __init__(self, *alignments, steady=1, **changes):
        self.made = []
        script = Scripted(*(alignments or (aligned(),)))

        def make(outline, photo):
            self.made.append((outline, photo))
            return script

        self.role = role(**changes)
        self.inspector = Inspector(self.role, steady=steady, make_follower=make)

    def see(self, pixels, times=1, **changes):
        values = {"role": self.role, "outline": OUTLINE} | changes
        for _ in range(times):
            seen = self.inspector.inspect(observation(pixels, **values))
        return seen


def test_an_inspection_says_what_it_judged():
    seen = Bench().see(mouse(), revision=5)
    assert (seen.revision, seen.frame_id) == (5, 7)
    assert seen.alignment.recognised
    assert seen.timing.rate_hz == pytest.approx(60)
    assert seen.exposure.frame_histogram.sum() == 1280 * 1024


def test_a_mouse_with_an_open_eye_is_seen_and_its_focus_read():
    seen = Bench().see(mouse())
    assert seen.mouse_in
    assert seen.focus.eye_found
    x, y, width, height = seen.focus.eye_box
    assert (x + width / 2, y + height / 2) == pytest.approx(EYE, abs=20)
    assert seen.check("focus").outcome is Outcome.PASS


def test_a_defocused_mouse_fails_for_focus_alone():
    seen = Bench().see(defocused(mouse(), 8))
    assert seen.check("focus").outcome is Outcome.FAIL
    assert seen.check("position").outcome is Outcome.PASS


def test_the_focus_is_read_where_the_pose_carries_the_eye():
    moved = (EYE[0] + 150, EYE[1] + 80)
    seen = Bench(aligned(150, 80)).see(mouse(eye=moved))
    x, y, width, height = seen.focus.eye_box
    assert (x + width / 2, y + height / 2) == pytest.approx(moved, abs=20)


def test_an_empty_rig_has_no_mouse_and_asks_for_one():
    seen = Bench().see(empty())
    assert not seen.mouse_in
    assert not seen.focus.eye_found
    for key in ("focus", "saturation"):
        assert seen.check(key).outcome is Outcome.NOT_SET
        assert seen.check(key).remedy == "Put the mouse in."


def test_a_blink_holds_the_reading_and_keeps_the_mouse():
    bench = Bench()
    before = bench.see(mouse())
    during = bench.see(mouse(open_eye=False), times=3)
    assert during.mouse_in
    assert not during.focus.eye_found
    assert during.focus.score == before.focus.score
    assert during.check("focus").outcome is Outcome.PASS


def test_a_mouse_that_was_taken_out_is_gone_after_a_while():
    bench = Bench()
    bench.see(mouse())
    assert not bench.see(empty(), times=25).mouse_in


def test_an_eye_that_jumps_is_not_read_but_never_twice_in_a_row():
    bench = Bench()
    bench.see(mouse())
    there = mouse(eye=(EYE[0] + 30, EYE[1]))
    assert not bench.see(there).focus.eye_found
    assert bench.see(there).focus.eye_found


def test_the_best_focus_is_kept_until_it_is_reset():
    bench = Bench()
    best = bench.see(mouse(), times=5).focus.best_score
    worse = bench.see(defocused(mouse(), 4), times=5).focus
    assert worse.best_score == pytest.approx(best)
    assert worse.fraction_of_best < 0.7
    bench.inspector.reset_focus()
    assert bench.see(defocused(mouse(), 4)).focus.fraction_of_best == 1


@pytest.mark.parametrize("change", [{"exposure_us": 9000.0}, {"gain_db": 3.0}])
def test_another_exposure_or_gain_begins_a_new_best(change):
    bench = Bench()
    bench.see(mouse(), times=5)
    got = replace(CameraSettings(exposure_us=6000.0, gain_db=0.0), **change)
    seen = bench.see(defocused(mouse(), 4), got=got)
    assert seen.focus.fraction_of_best == 1


def test_another_exposure_is_no_flicker():
    bench = Bench()
    bench.see(mouse(grey=60), times=10)
    got = CameraSettings(exposure_us=12_000.0, gain_db=0.0)
    seen = bench.see(mouse(grey=150), got=got)
    assert "swings" not in seen.check("brightness").message


def test_flicker_fails_the_brightness():
    bench = Bench()
    for level in (60, 160) * 5:
        seen = bench.see(np.full((1024, 1280), level, np.uint8))
    assert seen.check("brightness").outcome is Outcome.FAIL
    assert "swings" in seen.check("brightness").message


def test_a_rig_that_is_off_gets_its_biggest_correction_first():
    seen = Bench(aligned(40, 10)).see(empty())
    assert seen.check("position").remedy == "Pan the camera right by 40 px."
    assert seen.corrections[0].amount == 40


def test_hints_follow_the_hand_where_the_view_is_mirrored():
    flipped = Bench(
        aligned(0, 40, 0.1), orientation=Orientation.MIRRORED_TOP_BOTTOM
    ).see(empty())
    assert flipped.check("position").remedy == "Tilt the camera up by 40 px."


def test_a_loose_outline_passes_what_a_tight_one_fails():
    loose = replace(OUTLINE, tolerance_percent=5.5)
    assert Bench(aligned(60)).see(empty()).check("position").outcome is Outcome.FAIL
    seen = Bench(aligned(60)).see(empty(), outline=loose)
    assert seen.check("position").outcome is Outcome.PASS


def test_a_photo_of_this_very_rig_is_judged_tightly():
    loose = replace(OUTLINE, tolerance_percent=5.5)
    bench = Bench(aligned(60))
    photo = empty()
    bench.inspector.set_reference(photo)
    seen = bench.see(empty(), outline=loose)
    assert seen.check("position").outcome is Outcome.FAIL
    assert bench.made[-1] == (loose, photo)


def test_the_tracker_is_made_once_per_outline_and_reference():
    bench = Bench()
    bench.see(empty(), times=3)
    assert len(bench.made) == 1
    other = replace(OUTLINE, name="other")
    bench.see(empty(), times=2, outline=other)
    assert len(bench.made) == 2
    bench.inspector.set_reference(empty())
    bench.see(empty(), times=2, outline=other)
    assert len(bench.made) == 3


def test_without_an_outline_all_else_is_judged():
    seen = Bench().see(mouse(), outline=None)
    assert seen.alignment is None
    assert seen.corrections == ()
    assert seen.check("position").outcome is Outcome.NOT_SET
    assert seen.check("focus").outcome is Outcome.PASS


def test_an_outline_that_cannot_be_followed_is_said_once_and_for_all():
    tries = []

    def refuse(outline, photo):
        tries.append(outline)
        raise OutlineError("This outline has too few lines.")

    inspector = Inspector(role(), make_follower=refuse)
    for _ in range(3):
        seen = inspector.inspect(observation(mouse(), outline=OUTLINE))
    assert len(tries) == 1
    assert seen.check("position").outcome is Outcome.NOT_SET
    assert "too few lines" in seen.check("position").message
    assert seen.check("focus").outcome is Outcome.PASS


def test_a_rig_that_is_not_recognised_gets_no_arrows():
    seen = Bench(Alignment(False)).see(empty())
    assert seen.corrections == ()
    assert seen.check("position").outcome is Outcome.FAIL


def test_verdicts_hold_still():
    bench = Bench(aligned(5), aligned(60), aligned(5), steady=3)
    outcomes = [bench.see(empty()).check("position").outcome for _ in range(6)]
    assert set(outcomes) == {Outcome.PASS}


def test_another_outline_begins_with_a_fresh_verdict():
    bench = Bench(aligned(60), steady=3)
    assert bench.see(empty()).check("position").outcome is Outcome.FAIL
    loose = replace(OUTLINE, tolerance_percent=5.5)
    seen = bench.see(empty(), outline=loose)
    assert seen.check("position").outcome is Outcome.PASS


def bare_outline(size=SIZE):
    """An outline without regions, as IBL's templates are."""
    stroke = np.array([[100.0, 100.0], [400.0, 400.0]])
    return Outline("bare", size, (Line("stroke", stroke),))


@pytest.mark.parametrize("camera", ["left", "right", "body"])
def test_frames_of_accepted_rigs_fail_nothing(ibl, camera):
    for frame in ibl.frames(camera):
        height, width = frame.shape
        size = replace(SIZE, width=width, height=height)
        bench = Bench(name=camera, size=size)
        seen = bench.see(frame, times=3, outline=bare_outline(size))
        assert seen.outcome <= Outcome.WARNING
        # All but the mouse with its eye shut (left, 1) are sharp enough.
        assert seen.check("focus").outcome <= Outcome.PASS


def test_real_open_eyes_are_judged(ibl):
    for camera, index in (("left", 0), ("left", 2), ("right", 0)):
        frame = ibl.frames(camera)[index]
        height, width = frame.shape
        size = replace(SIZE, width=width, height=height)
        seen = Bench(name=camera, size=size).see(frame, outline=bare_outline(size))
        assert seen.mouse_in
        assert seen.check("focus").outcome is Outcome.PASS
        assert seen.check("saturation").outcome is Outcome.PASS


def test_the_body_camera_is_focused_on_the_rig(ibl):
    size = replace(SIZE, width=640, height=512)
    outcomes = []
    for radius in (0, 4):
        frame = defocused(ibl.frames("body")[0], radius)
        bench = Bench(name="body", size=size)
        seen = bench.see(frame, outline=bare_outline(size))
        outcomes.append(seen.check("focus").outcome)
    assert outcomes == [Outcome.PASS, Outcome.FAIL]


def test_a_view_without_regions_has_no_focus():
    seen = Bench(name="ceiling").see(empty(), outline=None)
    assert seen.focus is None
    assert seen.check("focus").outcome is Outcome.NOT_SET

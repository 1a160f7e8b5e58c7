"""The live gate samples by turns, forgets what counts no more, and is steady."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from camsetup.analysis.inspection import ExposureReading, Inspection, TimingReading
from camsetup.cameraqc.results import Brightness, Focus, Position
from camsetup.domain.frame import Frame, Size, Stamp
from camsetup.domain.outline import Line, Outline, Region
from camsetup.domain.rig import CameraRole
from camsetup.domain.settings import CameraSettings
from camsetup.domain.verdict import Outcome
from camsetup.session.gate_verdicts import Glimpse, gate_verdicts
from camsetup.session.live_gate import STEADY, LiveGate
from camsetup.session.state import CameraState
from camsetup.sources.base import CameraDescription
from camsetup.stream.feed import Tally

SIZE = Size(64, 48)
RATE_HZ = 60.0
TRIANGLE = np.array([[10.0, 10.0], [30.0, 10.0], [20.0, 20.0]])
WITH_EYE = Outline(
    "by-hand", SIZE, (Line("bar", TRIANGLE),), (Region("eye", TRIANGLE),)
)
WITHOUT_EYE = replace(WITH_EYE, regions=())
CAMERA = CameraState(
    CameraRole("left", SIZE, RATE_HZ, "by-hand"),
    "simulator",
    description=CameraDescription("S1", "by hand"),
    got=CameraSettings(exposure_us=6000.0, gain_db=0.0),
    outline=WITH_EYE,
)
WELL = {
    "position": Position(Outcome.PASS, "The face is there."),
    "focus": Focus(Outcome.PASS, "Sharp."),
    "brightness": Brightness(Outcome.PASS, "Bright."),
}


class FakeSamples:
    """Notes what is asked of it, and answers what a test has put in."""

    def __init__(self):
        self.told = []
        self.answer = dict(WELL)

    def add(self, pixels):
        self.told.append("add")

    def clear(self):
        self.told.append("clear")

    def results(self):
        return self.answer

    @property
    def held(self):
        """How many frames have been added since it was cleared last."""
        return self.told[::-1].index("clear") if "clear" in self.told else None


def glimpse(
    camera=CAMERA, *, mouse_in=True, mean=90.0, size=SIZE, rate_hz=RATE_HZ, **timing
) -> Glimpse:
    stamps = tuple(Stamp(i, round(i * 1e9 / rate_hz), 0) for i in range(120))
    grey = np.zeros(256, np.int64)
    inspection = Inspection(
        revision=0,
        frame_id=119,
        checks=(),
        exposure=ExposureReading(grey, None, 0.0, 0.0, None, None, mean),
        timing=TimingReading(rate_hz, 20.0, **({"received": 10_000} | timing)),
        mouse_in=mouse_in,
    )
    frame = Frame.seal(np.zeros((size.height, size.width), np.uint8), stamps[-1])
    tally = Tally(stamps, 10_000, 0, 0, 0)
    return Glimpse(frame, tally, inspection, camera)


class Bench:
    """A gate whose turns a test gives, and a state that takes its verdicts."""

    def __init__(self):
        self.samples = FakeSamples()
        self.opened = 0
        self.turn = True
        self.camera = CAMERA
        self.gate = LiveGate(lambda: self.turn, self._open)

    def _open(self):
        self.opened += 1
        return self.samples

    def judge(self, **changes):
        self.camera = replace(self.camera, **changes.pop("camera", {}))
        verdicts = self.gate.judge(glimpse(self.camera, **changes))
        self.camera = replace(self.camera, gate=verdicts)
        return {verdict.key: verdict for verdict in verdicts}


@pytest.fixture
def bench():
    return Bench()


def said(glimpse, images=WELL):
    return {verdict.key: verdict for verdict in gate_verdicts(glimpse, images)}


def test_the_gate_judges_what_it_knows_and_nothing_else():
    assert sorted(said(glimpse())) == [
        "brightness",
        "dropped_frames",
        "focus",
        "framerate",
        "position",
        "resolution",
    ]


def test_a_good_camera_passes_every_check_of_the_gate():
    outcomes = {verdict.outcome for verdict in said(glimpse()).values()}
    assert outcomes == {Outcome.PASS}


@pytest.mark.parametrize(
    ("rate_hz", "outcome"), [(60.9, Outcome.PASS), (61.1, Outcome.FAIL)]
)
def test_the_rate_may_be_less_than_one_hertz_off(rate_hz, outcome):
    assert said(glimpse(rate_hz=rate_hz))["framerate"].outcome is outcome


@pytest.mark.parametrize(("dropped", "outcome"), [(9, "PASS"), (11, "FAIL")])
def test_losses_are_a_share_of_all_frames_since_the_counters_were_reset(
    dropped, outcome
):
    verdict = said(glimpse(received=10_000, dropped=dropped))["dropped_frames"]
    assert verdict.outcome.name == outcome


def test_another_size_than_the_rig_s_fails():
    verdict = said(glimpse(size=Size(32, 24)))["resolution"]
    assert verdict.outcome is Outcome.FAIL


def test_of_the_times_of_a_recording_nothing_is_said():
    recording = CameraDescription("", "recording", live=False)
    verdicts = said(glimpse(replace(CAMERA, description=recording)))
    assert set(verdicts) == {"position", "focus", "brightness", "resolution"}


def test_before_enough_frames_came_times_are_not_judged():
    early = said(glimpse(received=2))["dropped_frames"]
    assert (early.outcome, early.message) == (Outcome.NOT_SET, "Too few frames yet.")


@pytest.mark.parametrize("key", ["position", "focus"])
def test_an_empty_rig_is_not_judged_on_the_mouse(key):
    failed = WELL | {key: replace(WELL[key], outcome=Outcome.FAIL)}
    verdict = said(glimpse(mouse_in=False), failed)[key]
    assert verdict.outcome is Outcome.NOT_SET
    assert "mouse" in verdict.message


def test_an_empty_rig_is_judged_on_its_light():
    dark = WELL | {"brightness": Brightness(Outcome.WARNING, "Dark.")}
    verdict = said(glimpse(mouse_in=False), dark)["brightness"]
    assert verdict.outcome is Outcome.WARNING
    assert verdict.remedy.startswith("Look again when a mouse is in")


def test_a_view_without_an_eye_is_judged_in_any_case():
    camera = replace(CAMERA, outline=WITHOUT_EYE)
    assert said(glimpse(camera, mouse_in=False))["position"].outcome is Outcome.PASS


def test_a_view_without_an_eye_that_fails_asks_for_a_mouse_first():
    camera = replace(CAMERA, outline=WITHOUT_EYE)
    failed = WELL | {"position": Position(Outcome.FAIL, "Far off.", "Move the camera.")}
    remedy = said(glimpse(camera, mouse_in=False), failed)["position"].remedy
    assert remedy.startswith("Look again when a mouse is in")
    assert remedy.endswith("Move the camera.")


def test_frames_are_sampled_by_turns_only(bench):
    bench.turn = False
    assert bench.judge() == {}
    assert bench.opened == 0
    bench.turn = True
    assert bench.judge()["position"].outcome is Outcome.PASS
    bench.turn = False
    assert bench.judge()["position"].outcome is Outcome.PASS
    assert bench.samples.held == 1


def test_reference_frames_are_read_once(bench):
    for _ in range(5):
        bench.judge()
    assert bench.opened == 1


def test_reference_frames_are_read_again_when_the_camera_is_opened_anew(bench):
    bench.judge()
    bench.judge(camera={"gate": ()})
    assert bench.opened == 2


def test_the_frames_of_a_steady_scene_are_all_kept(bench):
    for _ in range(7):
        bench.judge()
    assert bench.samples.held == 7


@pytest.mark.parametrize(
    "change",
    [
        {"camera": {"got": CameraSettings(exposure_us=3000.0, gain_db=0.0)}},
        {"camera": {"got": CameraSettings(exposure_us=6000.0, gain_db=6.0)}},
        {"camera": {"gate": ()}},  # as when the camera was lost or opened anew
        {"size": Size(32, 24)},
        {"mouse_in": False},
    ],
)
def test_frames_of_another_scene_are_let_go(bench, change):
    for _ in range(4):
        bench.judge()
    bench.judge(**change)
    assert bench.samples.held == 1


def test_light_that_was_turned_to_another_level_lets_the_frames_go(bench):
    for _ in range(8):
        bench.judge(mean=40.0)
    for _ in range(3):
        bench.judge(mean=90.0)
        assert bench.samples.held > 8
    bench.judge(mean=90.0)
    assert bench.samples.held == 1
    bench.judge(mean=90.0)
    assert bench.samples.held == 2


def test_a_camera_that_was_gone_is_judged_at_once(bench):
    bench.judge()
    bench.samples.answer["position"] = Position(Outcome.FAIL, "Far off.")
    assert bench.judge(camera={"gate": ()})["position"].outcome is Outcome.FAIL


def test_an_outcome_changes_only_after_it_held(bench):
    bench.judge()
    bench.samples.answer["position"] = Position(Outcome.FAIL, "Far off.")
    outcomes = [bench.judge()["position"].outcome for _ in range(STEADY)]
    assert outcomes == [*[Outcome.PASS] * (STEADY - 1), Outcome.FAIL]

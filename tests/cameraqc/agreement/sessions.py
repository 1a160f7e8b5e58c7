"""Session cases: inputs made anew from their recipes, and our answers beside ibllib's.

A case is of one of four kinds: ``arrays`` and ``wheel`` are judged by the checks
themselves, ``files`` goes through the loaders, ``session`` through the whole gate.
"""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import numpy as np

from cameraqc.agreement.comparison import ROUNDED, Comparison, died
from cameraqc.agreement.raw_data import (
    NO_FRONTS,
    camera_times_as_told,
    count_as_told,
    fronts_as_told,
    header_as_told,
    high_frames_as_told,
)
from cameraqc.agreement.timing import Inputs, compare_checks, expected_video
from camsetup.cameraqc.cameras import WHEEL_ROIS
from camsetup.cameraqc.evidence import Wheel
from camsetup.cameraqc.gate import Options, run_session
from camsetup.cameraqc.raw.session_data import load_session_data
from camsetup.cameraqc.raw.video import read_properties, read_video
from camsetup.cameraqc.wheel.period import frames_in_period, get_active_wheel_period
from camsetup.domain.errors import InputError
from camsetup.domain.frame import Size
from camsetup.domain.verdict import Outcome

SHARED = Path(__file__).resolve().parents[4] / "shared"

#: Like a session's folder at the IBL; ibllib refuses others.
SESSION = Path("lab", "Subjects", "subj", "2021-03-04", "001")

#: What the oracle asked for where it does not say.
SAMPLES = 20

#: How far numbers may be apart: means of frames are rounded to two decimals.
MEAN, TIME_S = 0.011, 1e-6

#: What a recipe's arrays are called, by its generator and by us.
ARRAYS = (
    "timestamps",
    "count",
    "pin_state",
    "audio",
    "camera_times",
    "bonsai_times",
)

#: What cannot be judged when something is missing of which ibllib dies.
LACKING = {
    "no_description": {"file_headers", "framerate", "resolution"},
    "no_ssv": {"camera_times"},
}


def session_cases(folder):
    """Return the cases of every ``*_sessions.json``."""
    cases = []
    for path in sorted(Path(folder).glob("*_sessions.json")):
        content = json.loads(path.read_text(encoding="utf-8"))
        cases += content["sessions"] if isinstance(content, dict) else content
    return cases


def disagreements(case, folder, scratch):
    """Say in words where our answers to a case are not ibllib's."""
    makers = {
        "arrays": _arrays,
        "wheel": _wheel,
        "files": _files,
        "session": _session,
    }
    if case["kind"] not in makers:
        return [f"There is no way to make a case of the kind {case['kind']!r}."]
    session = Path(scratch) / SESSION
    session.mkdir(parents=True, exist_ok=True)
    comparison = Comparison()
    makers[case["kind"]](case, _recipes(Path(folder)), session, comparison)
    return comparison.found


def _arrays(case, recipes, session, comparison):
    made = _made(recipes.arrays, case)
    video, record = made["video"] or {}, made["wheel"]
    wheel = _wheel_record(record) if record else None
    inputs = Inputs(
        camera=case["camera"],
        expected=expected_video(case),
        length=video.get("length"),
        rate_hz=video.get("fps"),
        size=Size(video["width"], video["height"]) if video else None,
        wheel=wheel,
        **{name: made[name] for name in ARRAYS},
    )
    compare_checks(case["expected"], inputs, comparison)


def _wheel(case, recipes, session, comparison):
    times, wheel_times, position = _made(recipes.write_wheel, case, session)
    own = case["wheel"].get("period")
    wheel = _wheel_record(
        {"timestamps": wheel_times, "position": position, "period": own}
    )
    inputs = Inputs(
        camera=case["camera"],
        timestamps=times,
        wheel=wheel,
        motion_energy=_motion_energy(session, case["camera"], times, wheel.period),
    )
    compare_checks(case["expected"], inputs, comparison)


def _motion_energy(session, camera, times, period):
    if period is None or camera not in WHEEL_ROIS:
        return None
    content = read_video(
        _video_path(session, camera),
        np.empty(0, np.int64),
        period=frames_in_period(times, period),
        roi=WHEEL_ROIS[camera],
    )
    return content.motion_energy


def _files(case, recipes, session, comparison):
    recipes.write_raw(case, session)
    camera, expected = case["camera"], case["expected"]
    raw, video = load_session_data(session, camera), _properties(session, camera)
    rises = case.get("audio_rises")
    inputs = Inputs(
        camera=camera,
        expected=expected_video(case),
        length=video.length if video else None,
        rate_hz=video.rate_hz if video else None,
        size=video.size if video else None,
        count=raw.count,
        pin_state=raw.pin_state,
        audio=None if rises is None else np.arange(2 * rises) * 0.5,
        camera_times=raw.camera_times,
        bonsai_times=raw.bonsai_times,
    )
    compared = {
        "count": lambda: count_as_told(raw.count),
        "gpio_high_frames": lambda: high_frames_as_told(raw.pin_state),
        "gpio_fronts": lambda: fronts_as_told(raw.pin_state),
        "video": lambda: header_as_told(video),
    }
    for name, answer in expected.items():
        if name in compared:
            _compare_loaded(name, answer, compared[name](), comparison)
    if "camera_times" in expected:
        _compare_camera_times(expected["camera_times"], raw, comparison)
    compare_checks(expected.get("checks", {}), inputs, comparison)


def _compare_loaded(name, expected, ours, comparison):
    if died(expected):
        comparison.true(name, ours in (None, NO_FRONTS), ours)
    else:
        comparison.equal(name, expected, ours)


def _compare_camera_times(expected, raw, comparison):
    if expected is None or died(expected):
        comparison.true("camera_times", raw.camera_times is None, raw.camera_times)
        told = [gap for gap in raw.gaps if gap.what == "camera_times" and gap.message]
        comparison.true("the gap of the camera times", told, raw.gaps)
        return
    ours = camera_times_as_told(raw.camera_times, raw.bonsai_times)
    for name, answer in expected.items():
        comparison.equal(f"camera_times.{name}", answer, ours.get(name), TIME_S)


def _session(case, recipes, session, comparison):
    camera, expected = case["camera"], case["expected"]
    references = _references()
    reference = np.load(references / "frames_left.npy", mmap_mode="r")[0]
    recipes.write_session(case, session, np.array(reference))
    samples = len(expected.get("sampled_frames") or range(SAMPLES))
    report = run_session(
        session,
        Options(cameras=(camera,), references=references, n_samples=samples),
    ).cameras[camera]
    if died(expected.get("outcome", "")):
        _compare_survival(case, report, comparison)
    else:
        comparison.equal("outcome", expected["outcome"], report.outcome.name)
        metrics, ours = expected.get("metrics", {}), report.metrics
        for name in metrics.keys() | ours.keys():
            comparison.equal(name, metrics.get(name), ours.get(name), ROUNDED)
    _compare_evidence(expected, report.evidence, comparison)


def _compare_survival(case, report, comparison):
    """Where ibllib died: only what is missing is unjudged, and says why."""
    unjudged = {
        name: result.message
        for name, result in report.results.items()
        if result.outcome is Outcome.NOT_SET
    }
    lacking = set().union(*(LACKING[flag] for flag in LACKING if case.get(flag)))
    comparison.true("unjudged checks", lacking <= unjudged.keys(), unjudged)
    comparison.true("their messages", unjudged and all(unjudged.values()), unjudged)
    comparison.true("judged checks", len(unjudged) < len(report.results), report)


def _compare_evidence(expected, evidence, comparison):
    frames = () if evidence.frames is None else evidence.frames
    ours = {
        "sampled_frames": lambda: list(evidence.frame_indices),
        "sampled_frame_means": lambda: [float(frame.mean()) for frame in frames],
        "video": lambda: header_as_told(evidence.video),
    }
    for name, answer in expected.items():
        if name in ours:
            within = MEAN if name == "sampled_frame_means" else 0.0
            comparison.equal(name, answer, ours[name](), within)


def _made(recipe, *ingredients):
    """Follow a recipe, which may calculate with NaN."""
    with np.errstate(all="ignore"):
        return recipe(*ingredients)


def _recipes(folder):
    """Load the generator that lies with the cases, else the shared one."""
    path = folder / "make_sessions.py"
    if not path.exists():
        path = SHARED / "oracle" / "make_sessions.py"
    spec = importlib.util.spec_from_file_location("make_sessions", path)
    recipes = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recipes)
    return recipes


def _references():
    """Find the folder of the reference frames: shared, or in an installed ibllib."""
    shared = SHARED / "data" / "ibl"
    if shared.is_dir():
        return shared
    (place,) = importlib.util.find_spec("ibllib").submodule_search_locations
    return Path(place) / "qc" / "reference"


def _wheel_record(record):
    times, position = record["timestamps"], record["position"]
    own = record.get("period")
    period = get_active_wheel_period(times, position) if own is None else own
    return Wheel(times, position, None if period is None else tuple(map(float, period)))


def _video_path(session, camera):
    return session / "raw_video_data" / f"_iblrig_{camera}Camera.raw.mp4"


def _properties(session, camera):
    try:
        return read_properties(_video_path(session, camera))
    except InputError:
        return None

"""Every number of a report gets its column."""

from __future__ import annotations

from pathlib import Path

from camsetup.cameraqc import results
from camsetup.cameraqc.many.rows import COLUMNS, rows_of
from camsetup.cameraqc.reports import CameraReport, Difference, SessionReport
from camsetup.domain.frame import Size
from camsetup.domain.verdict import Outcome

PASS = Outcome.PASS
RESULTS = {
    "brightness": results.Brightness(PASS, means=(50.0, 60.0), std=4.0),
    "camera_times": results.CameraTimes(PASS, surplus=2),
    "dropped_frames": results.DroppedFrames(PASS, dropped=3, surplus=-1, percent=0.5),
    "file_headers": results.FileHeaders(PASS, rate_hz=60.0, expected_hz=60.0),
    "focus": results.Focus(
        PASS, laplacian=((110.0, 90.0), (95.0, 99.0)), fft=(7.0, 8.0)
    ),
    "framerate": results.Framerate(PASS, rate_hz=float("nan"), expected_hz=60.0),
    "pin_state": results.PinState(PASS, unmatched=4, surplus=0),
    "position": results.Position(
        PASS,
        offset_px=(5.0, -2.0),
        offset_percent=(0.5, 0.2),
        correlations=(80.0, 91.0),
    ),
    "resolution": results.Resolution(PASS, size=Size(1280, 1024)),
    "timestamps": results.Timestamps(PASS, count=900, increasing=True),
    "wheel_alignment": results.WheelAlignment(PASS, offset_frames=-1),
}
NUMBERS = {
    "brightness": {"mean_lowest": 50.0, "mean_highest": 60.0, "std": 4.0},
    "camera_times": {"surplus": 2},
    "dropped_frames": {"dropped": 3, "surplus": -1, "percent": 0.5},
    "file_headers": {"rate_hz": 60.0, "expected_hz": 60.0},
    "focus": {"laplacian_lowest": 90.0, "fft_lowest": 7.0},
    "framerate": {"expected_hz": 60.0},
    "pin_state": {"unmatched": 4, "surplus": 0},
    "position": {
        "offset_x_px": 5.0,
        "offset_y_px": -2.0,
        "offset_x_percent": 0.5,
        "offset_y_percent": 0.2,
        "correlation_lowest": 80.0,
    },
    "resolution": {"width_px": 1280, "height_px": 1024},
    "timestamps": {"count": 900},
    "wheel_alignment": {"offset_frames": -1},
}
WORDS = {"camera", "check", "outcome", "message", "remedy", "difference"}


def rows(*differences):
    camera = CameraReport("left", PASS, RESULTS, differences=differences)
    return rows_of(SessionReport(Path("001"), {"left": camera}))


def test_every_check_has_its_numbers_and_no_other():
    found = {
        row["check"]: {name: row[name] for name in row if name not in WORDS}
        for row in rows()[2:]
    }
    assert found == NUMBERS


def test_every_number_has_a_column_of_its_type():
    for row in rows():
        for name, value in row.items():
            assert isinstance(value, COLUMNS[name])


def test_a_check_that_found_nothing_has_no_numbers():
    empty = {name: type(each)(Outcome.NOT_SET) for name, each in RESULTS.items()}
    camera = CameraReport("left", Outcome.NOT_SET, empty)
    every = rows_of(SessionReport(Path("001"), {"left": camera}))
    assert all(set(row) <= WORDS for row in every)


def test_where_strict_mode_differs_is_said_at_its_check():
    difference = Difference("focus", PASS, Outcome.FAIL, "gate PASS, but blurred")
    said = {row["check"]: row["difference"] for row in rows(difference)[1:]}
    assert said["focus"] == "gate PASS, but blurred"
    assert not said["position"]

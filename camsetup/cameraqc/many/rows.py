"""Rows: a session's report laid out flat, one row for every check of every camera."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import singledispatch
from typing import TYPE_CHECKING, TypeAlias

from camsetup.cameraqc.results import Brightness, Focus, Position, Resolution

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.cameraqc.reports import CameraReport, SessionReport
    from camsetup.cameraqc.results import Result
    from camsetup.domain.verdict import Outcome

Value: TypeAlias = "str | int | float | None"
#: By the name of the column; a column that is not there is empty.
Row: TypeAlias = "dict[str, Value]"

#: The check's name in the row of a whole camera, or (without camera) session.
OVERALL = "overall"

#: Every column, in order, and what is in it.
COLUMNS: dict[str, type[str] | type[int] | type[float]] = {
    "session": str,
    "camera": str,
    "check": str,
    "outcome": str,
    "message": str,
    "remedy": str,
    "error": str,
    "difference": str,
    "mean_lowest": float,
    "mean_highest": float,
    "std": float,
    "surplus": int,
    "dropped": int,
    "percent": float,
    "rate_hz": float,
    "expected_hz": float,
    "laplacian_lowest": float,
    "fft_lowest": float,
    "unmatched": int,
    "offset_x_px": float,
    "offset_y_px": float,
    "offset_x_percent": float,
    "offset_y_percent": float,
    "correlation_lowest": float,
    "score_lowest": float,
    "width_px": int,
    "height_px": int,
    "count": int,
    "offset_frames": int,
    "mode": str,
    "n_samples": int,
    "camsetup": str,
}

#: Fields of results that are columns as they are.
_AS_THEY_ARE = (
    "std",
    "surplus",
    "dropped",
    "percent",
    "rate_hz",
    "expected_hz",
    "unmatched",
    "count",
    "offset_frames",
)


@dataclass(frozen=True, slots=True)
class Worst:
    """What is worst in a session, and why."""

    camera: str
    check: str
    message: str


def spelled_out(text: str) -> str:
    """Return text that any file can hold: what is no UTF-8 in a name is spelled out.

    Folders that were named under another encoding have such names on Linux.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def rows_of(report: SessionReport) -> tuple[Row, ...]:
    """Return the session's row, and for each camera its row and those of its checks."""
    rows = [_row("", OVERALL, report.outcome)]
    for camera in report.cameras.values():
        rows.append(_camera_row(camera))
        rows += [
            _check_row(camera, name, result) for name, result in camera.results.items()
        ]
    return tuple(rows)


def worst_of(rows: Iterable[Row], outcome: Outcome) -> Worst | None:
    """Return the first check that is as bad as the session, else the first camera."""
    bad = [row for row in rows if row["camera"] and row["outcome"] == outcome.name]
    bad.sort(key=lambda row: row["check"] == OVERALL)
    if not bad:
        return None
    camera, check, message = (
        str(bad[0].get(column) or "") for column in ("camera", "check", "message")
    )
    return Worst(camera, check, message)


def _row(camera: str, check: str, outcome: Outcome, message: str = "") -> Row:
    return {
        "camera": camera,
        "check": check,
        "outcome": outcome.name,
        "message": message,
    }


def _camera_row(camera: CameraReport) -> Row:
    return {
        **_row(camera.camera, OVERALL, camera.outcome, camera.message),
        "difference": _difference(camera, OVERALL),
    }


def _check_row(camera: CameraReport, name: str, result: Result) -> Row:
    numbers = {
        column: value
        for column, value in _numbers(result).items()
        if value is not None and math.isfinite(value)
    }
    return {
        **_row(camera.camera, name, result.outcome, result.message),
        "remedy": result.remedy,
        "difference": _difference(camera, name),
        **numbers,
    }


def _difference(camera: CameraReport, check: str) -> str:
    """Return in words where strict mode judges otherwise than ibllib."""
    return " ".join(each.message for each in camera.differences if each.check == check)


@singledispatch
def _numbers(result: object) -> dict[str, float | None]:
    return {name: getattr(result, name, None) for name in _AS_THEY_ARE}


@_numbers.register
def _(result: Brightness) -> dict[str, float | None]:
    return {
        "mean_lowest": min(result.means, default=None),
        "mean_highest": max(result.means, default=None),
        "std": result.std,
    }


@_numbers.register
def _(result: Position) -> dict[str, float | None]:
    x_px, y_px = result.offset_px or (None, None)
    x_percent, y_percent = result.offset_percent or (None, None)
    return {
        "offset_x_px": x_px,
        "offset_y_px": y_px,
        "offset_x_percent": x_percent,
        "offset_y_percent": y_percent,
        "correlation_lowest": min(result.correlations, default=None),
        "score_lowest": min(result.faces.scores, default=None)
        if result.faces
        else None,
    }


@_numbers.register
def _(result: Focus) -> dict[str, float | None]:
    every = (variance for frame in result.laplacian for variance in frame)
    return {
        "laplacian_lowest": min(every, default=None),
        "fft_lowest": min(result.fft, default=None),
    }


@_numbers.register
def _(result: Resolution) -> dict[str, float | None]:
    size = result.size
    return {
        "width_px": size.width if size else None,
        "height_px": size.height if size else None,
    }

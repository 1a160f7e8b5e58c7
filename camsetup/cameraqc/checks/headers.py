"""The checks of the video's header: its frame rate and its size."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from camsetup.cameraqc.checks.needs import expected_rate, expected_size, header
from camsetup.cameraqc.results import FileHeaders, Resolution
from camsetup.domain.errors import InputError
from camsetup.domain.verdict import Outcome

if TYPE_CHECKING:
    from camsetup.cameraqc.cameras import ExpectedVideo
    from camsetup.domain.frame import Size


def check_file_headers(
    rate_hz: float | None, expected: ExpectedVideo | None
) -> FileHeaders:
    """Ask whether the header claims the expected rate.

    Parameters
    ----------
    rate_hz
        As the header has it, decimals included.
    expected
        How the video should be; without it the header cannot be judged.
    """
    try:
        wanted_hz = expected_rate(expected)
        claimed_hz = header(rate_hz if math.isfinite(rate_hz or 0) else None)
    except InputError as lack:
        return FileHeaders(Outcome.NOT_SET, lack.message, lack.remedy, rate_hz)
    # IBL_QC.md 6 A 6: decimals are cut off, 29.97 is judged as 29.
    judged_hz = math.trunc(claimed_hz)
    cut = "" if judged_hz == claimed_hz else f", judged as {judged_hz}"
    passes = judged_hz == wanted_hz
    return FileHeaders(
        Outcome.PASS if passes else Outcome.FAIL,
        f"The header claims {claimed_hz:g} frames per second{cut}; "
        f"{wanted_hz:g} expected.",
        "" if passes else "Set the rate with which the video file is written.",
        claimed_hz,
        wanted_hz,
    )


def check_resolution(size: Size | None, expected: ExpectedVideo | None) -> Resolution:
    """Ask whether the video has the expected width and height.

    Parameters
    ----------
    size
        Width and height in px, as the header has them.
    expected
        How the video should be; without it the size cannot be judged.
    """
    try:
        wanted, found = expected_size(expected), header(size)
    except InputError as lack:
        return Resolution(Outcome.NOT_SET, lack.message, lack.remedy, size, expected)
    passes = found == wanted
    return Resolution(
        Outcome.PASS if passes else Outcome.FAIL,
        f"The video has {found} px; {wanted} px expected.",
        "" if passes else "Set the camera's region of interest and binning.",
        found,
        expected,
    )

"""What the program's exit codes mean; they are a contract."""

from __future__ import annotations

from enum import IntEnum

from camsetup.domain.errors import (
    CameraError,
    CamsetupError,
    ClusterUnavailableError,
    InputError,
    UsageError,
)
from camsetup.domain.verdict import Outcome
from camsetup.stream.phase import Cause


class ExitCode(IntEnum):
    """Outcomes from 0 to 4; what went wrong as in sysexits.h."""

    PASS = 0
    WARNING = 1
    FAIL = 2
    CRITICAL = 3
    NOT_JUDGED = 4
    USAGE = 64
    INPUT = 66
    UNAVAILABLE = 69
    SOFTWARE = 70
    INTERRUPTED = 130


OF_OUTCOME = {
    Outcome.NOT_SET: ExitCode.NOT_JUDGED,
    Outcome.PASS: ExitCode.PASS,
    Outcome.WARNING: ExitCode.WARNING,
    Outcome.FAIL: ExitCode.FAIL,
    Outcome.CRITICAL: ExitCode.CRITICAL,
}

OF_CAUSE = {
    Cause.CAMERA: ExitCode.UNAVAILABLE,
    Cause.INPUT: ExitCode.INPUT,
    Cause.USAGE: ExitCode.USAGE,
    Cause.PROGRAM: ExitCode.SOFTWARE,
}


def of_error(error: CamsetupError) -> ExitCode:
    """Return the exit code of an error of ours."""
    if isinstance(error, UsageError):
        return ExitCode.USAGE
    if isinstance(error, InputError):
        return ExitCode.INPUT
    if isinstance(error, (CameraError, ClusterUnavailableError)):
        return ExitCode.UNAVAILABLE
    return ExitCode.SOFTWARE

"""The family of errors: each says what happened, where, and what to do."""

from __future__ import annotations

from typing_extensions import override


class CamsetupError(Exception):
    """Anything that camsetup itself refuses or gives up.

    Parameters
    ----------
    message
        What happened and where, one sentence.
    remedy
        What the person should do now; empty when nothing can be done.
    """

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    @override
    def __str__(self) -> str:
        """Join what happened and what to do."""
        return f"{self.message} {self.remedy}".strip()


class UsageError(CamsetupError):
    """The command or an address was not understood."""


class InputError(CamsetupError):
    """A file is missing, unreadable, or not what it should be."""


class ProfileError(InputError):
    """A rig file holds an unknown key, a wrong type or a wrong unit."""


class OutlineError(InputError):
    """An outline file cannot be used, or does not fit the frame."""


class CameraError(CamsetupError):
    """A camera, or what stands in for one, did not do as asked."""


class CameraUnavailableError(CameraError):
    """The camera is not there, is in use elsewhere, or its SDK is missing."""


class CameraInUseError(CameraUnavailableError):
    """The camera is there, and another program (or role) has it open."""


class CameraLostError(CameraError):
    """The camera was there and is gone: unplugged, or its link failed."""


class ReadTimeoutError(CameraError):
    """No frame came within the time allowed."""


class EndOfRecordingError(CameraError):
    """A recording that plays once has been played."""


class SourceClosedError(CameraError):
    """The source was used after it had been closed."""


class SettingRejectedError(CameraError):
    """The camera cannot take a setting; the message names it and its range."""


class ClusterUnavailableError(CamsetupError):
    """The cluster that was to do the work cannot be reached, or has gone."""

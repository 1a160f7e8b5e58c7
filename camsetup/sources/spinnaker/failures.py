"""What PySpin raises, in our own words, by its error codes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeVar

from camsetup.domain.errors import (
    CameraError,
    CameraInUseError,
    CameraLostError,
    CameraUnavailableError,
    CamsetupError,
)
from camsetup.sources.genicam.nodes import NodeError
from camsetup.sources.spinnaker import sdk

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_VALID: Final = -1002
IN_USE: Final = -1004
ACCESS_DENIED: Final = -1005
BAD_HANDLE: Final = -1006
LINK_FAILED: Final = -1010
TIMED_OUT: Final = -1011
ABORTED: Final = -1012
NOT_REACHABLE: Final = -1015
NODE_TIMED_OUT: Final = -2007

#: A node read that ends so: the camera does not answer. Codes are of Spinnaker's
#: public header; which of them an unplugged Chameleon3 gives is to be found out
#: (packaging/HARDWARE.md), so `IsValid` is asked as well.
GONE: Final = frozenset({NOT_VALID, BAD_HANDLE, LINK_FAILED, TIMED_OUT, NODE_TIMED_OUT})

#: Opening that ends so: somebody else has the camera, or may not be disturbed.
TAKEN: Final = frozenset({IN_USE, ACCESS_DENIED, NOT_REACHABLE})

#: `GetNextImage` that ends so has no frame, for whatever reason.
NO_FRAME: Final = frozenset({TIMED_OUT, ABORTED})

#: What Spinnaker's own installation notes ask for.
MEMORY: Final = (
    "On Linux, give USB cameras more memory: write 1000 into "
    "/sys/module/usbcore/parameters/usbfs_memory_mb."
)

_Answer = TypeVar("_Answer")


def asked(
    question: Callable[[], _Answer], failure: Callable[[Exception], CameraError]
) -> _Answer:
    """Ask PySpin something; raise what ``failure`` makes of its error.

    PySpin's wrappers are Python functions, whose frames hold the camera, its nodes and
    images. An error that keeps those frames keeps the camera, and releasing the System
    then fails (−1004). So errors leave here without them.
    """
    try:
        return question()
    except sdk.load().SpinnakerException as error:
        raise failure(error) from error.with_traceback(None)
    except CamsetupError as error:
        raise error.with_traceback(None) from error.__cause__


def code_of(error: Exception) -> int:
    """Return the number that PySpin gives an error; 0 where it gives none."""
    return int(getattr(error, "errorcode", 0))


def node_failure(
    camera: str, what: str, error: Exception, *, valid: bool
) -> CameraError:
    """Return the error for a node; ``valid`` is what `IsValid` says."""
    if not valid or code_of(error) in GONE:
        return lost(camera, error)
    return NodeError(f"Camera {camera}, {what}: {reason(error)}")


def lost(camera: str, error: Exception | None = None) -> CameraLostError:
    """Return the error that says that the camera does not answer any more."""
    why = f": {reason(error)}" if error else "."
    return CameraLostError(
        f"Camera {camera} does not answer any more{why}",
        remedy="Check its cable; it comes back by itself.",
    )


def not_opened(camera: str, error: Exception) -> CameraUnavailableError:
    """Return the error for a camera that is there and cannot be opened."""
    if code_of(error) in TAKEN:
        return CameraInUseError(
            f"Camera {camera} is in use elsewhere: {reason(error)}",
            remedy="Close SpinView, Bonsai or the other camsetup that has it.",
        )
    return CameraUnavailableError(
        f"Camera {camera} cannot be opened: {reason(error)}",
        remedy="Unplug it and plug it in again.",
    )


def not_started(camera: str, error: Exception) -> CameraError:
    """Return the error for a camera that does not begin to stream."""
    return CameraError(
        f"Camera {camera} does not begin to stream: {reason(error)}",
        remedy=f"Unplug it and plug it in again. {MEMORY}",
    )


def not_begun(error: Exception) -> CameraUnavailableError:
    """Return the error for Spinnaker itself when it does not work."""
    return CameraUnavailableError(
        f"Spinnaker does not list cameras: {reason(error)}",
        remedy="Start SpinView: when it shows none either, reinstall Spinnaker's SDK.",
    )


def not_released(error: Exception) -> CameraError:
    """Return the error for something that could not be let go."""
    return CameraError(f"Spinnaker does not let go: {reason(error)}")


def reason(error: Exception) -> str:
    """Return the SDK's words and code, without the place in its source."""
    words = _PLACE.split(str(error))[0].removeprefix("Spinnaker: ")
    words = _CODE.sub("", words).strip().rstrip(".") or type(error).__name__
    return f"{words} ({code_of(error)})."


#: From here on the SDK says where it was raised.
_PLACE = re.compile(r" : \w+Exception thrown")
_CODE = re.compile(r"\s*\[-\d+\]\s*$")

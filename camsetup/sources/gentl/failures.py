"""What GenApi and GenTL raise, in our own words."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from genicam import genapi, gentl

from camsetup.domain.errors import CameraLostError
from camsetup.sources.genicam.nodes import NodeError

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Everything that the SDK raises; the two have no base class in common.
SDK_ERRORS: tuple[type[Exception], ...] = (
    genapi.GenericException,
    gentl.GenericException,
)

#: What a camera that is gone answers with: camsim, as GENICAM.md section 2, with
#: IoException (−1010); the others by the meaning that the GenTL standard gives them.
GONE: tuple[type[Exception], ...] = (
    gentl.IoException,
    gentl.InvalidHandleException,
    gentl.ClosedException,
    gentl.TimeoutException,
)


@contextmanager
def in_our_words(camera: str, what: str) -> Iterator[None]:
    """Translate what is raised inside; ``what`` names the node or the deed.

    Raises
    ------
    CameraLostError
        When the camera does not answer any more.
    NodeError
        When anything else was refused.
    """
    try:
        yield
    except GONE as error:
        raise gone(camera, error) from error
    except SDK_ERRORS as error:
        raise NodeError(f"Camera {camera}, {what}: {reason(error)}") from error


def gone(camera: str, error: Exception) -> CameraLostError:
    """Return the error that says that the camera does not answer any more."""
    return CameraLostError(
        f"Camera {camera} does not answer any more: {reason(error)}",
        remedy="Check its cable; it comes back by itself.",
    )


def reason(error: Exception) -> str:
    """Return the SDK's words without its heading and the place in its source."""
    text = _WHERE.split(str(error))[0].removeprefix("GenTL exception: ")
    return text.strip() or type(error).__name__


#: From here on the SDK says where it was raised.
_WHERE = re.compile(r" : \w+Exception thrown| \(Message from the source")

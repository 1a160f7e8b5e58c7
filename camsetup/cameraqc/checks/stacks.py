"""What an image check is given: refused when it is not what can be judged."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from camsetup.domain.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi

#: Anything that numpy may make an n×h×w stack of.
Stack: TypeAlias = "NDArray[np.uint8] | Sequence[NDArray[np.uint8]]"

#: Said where there is nothing to judge.
NO_FRAMES = ("There are no frames.", "Look whether the video is there and plays.")


def stack(frames: Stack | None, name: str = "frames") -> NDArray[np.uint8] | None:
    """Return an n×h×w uint8 stack, C-contiguous; None where there are no pictures.

    Raises
    ------
    UsageError
        When it is something else.
    """
    if frames is None:
        return None
    try:
        held = np.asarray(frames)
    except ValueError as error:  # pictures of different sizes
        raise _unfit(name, "pictures of different sizes") from error
    if not held.size:
        return None
    if held.ndim != 3:
        raise _unfit(name, f"the shape {held.shape}")
    if held.dtype != np.uint8:
        raise _unfit(name, f"the type {held.dtype}")
    return np.ascontiguousarray(held)


def limits(values: object, name: str, counts: tuple[int, ...]) -> NDArray[np.float64]:
    """Return thresholds as they were given, when there are as many as needed.

    Raises
    ------
    UsageError
        When they are not; IBL_QC.md 6 A 8: ibllib dies of a single number.
    """
    try:
        numbers = np.asarray(values, np.float64)
    except (TypeError, ValueError) as error:
        raise _unfit_limits(values, name, counts) from error
    if numbers.ndim != 1 or numbers.size not in counts:
        raise _unfit_limits(values, name, counts)
    return numbers


def region(roi: object, name: str = "roi") -> Roi:
    """Return ((y1, y2), (x1, x2)) when that is what was given.

    Raises
    ------
    UsageError
        When it is something else.
    """
    try:
        pairs = np.asarray(roi)
        if pairs.shape == (2, 2) and pairs.dtype.kind in "iu":
            (top, bottom), (left, right) = pairs.tolist()
            return (top, bottom), (left, right)
    except ValueError:  # ragged
        pass
    raise UsageError(
        f"{name} is {roi!r}.", remedy="Give ((y1, y2), (x1, x2)) in whole px."
    )


def _unfit(name: str, found: str) -> UsageError:
    return UsageError(
        f"The {name} have {found}.",
        remedy="Give uint8 grey pictures of one size, stacked n×h×w.",
    )


def _unfit_limits(values: object, name: str, counts: tuple[int, ...]) -> UsageError:
    wanted = " or ".join(map(str, counts))
    return UsageError(
        f"{name} is {values!r}.",
        remedy=f"Give a tuple of {wanted} number{'s' * (counts[-1] > 1)}.",
    )

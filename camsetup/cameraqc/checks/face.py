"""Finding the face: where the template of reference frame 0 fits best in each frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.cameras import FACE_ROIS
from camsetup.cameraqc.checks import stacks
from camsetup.cameraqc.matching import Matcher
from camsetup.cameraqc.references import NO_REFERENCES
from camsetup.cameraqc.results import Faces
from camsetup.domain.errors import InputError, UsageError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi

#: OpenCV's ways of template matching; 5 is ``cv2.TM_CCOEFF_NORMED``.
_METRICS = range(6)

_NOWHERE: Roi = ((0, 0), (0, 0))


def find_face(
    frames: stacks.Stack | None,
    camera: str,
    references: stacks.Stack | None,
    *,
    roi: Roi | None = None,
    metric: int = 5,
    test: bool = False,
) -> Faces:
    """Find the face in every frame; for the body camera, the body.

    Parameters
    ----------
    frames, references
        n×h×w uint8.
    roi
        Where the template is cut from reference 0; by default the camera's own place.
    metric
        0 to 5, one of ``cv2.TM_*``.
    test
        Search in the references instead of in the frames.
    """
    held, known = stacks.stack(frames), stacks.stack(references, "references")
    try:
        matcher = face_matcher(camera, known, roi=roi, metric=metric)
        matches = [matcher.best(frame) for frame in _searched(known if test else held)]
    except InputError as lack:
        return Faces((), (), _roi(camera, roi) or _NOWHERE, lack.message, lack.remedy)
    return Faces(
        tuple((match.x, match.y) for match in matches),
        tuple(match.score for match in matches),
        matcher.roi,
    )


def _searched(frames: NDArray[np.uint8] | None) -> NDArray[np.uint8]:
    if frames is None:
        raise InputError(stacks.NO_FRAMES[0], remedy=stacks.NO_FRAMES[1])
    return np.ascontiguousarray(frames)


class FaceMatcher:
    """A template matcher that knows where its template was cut out."""

    def __init__(self, template: NDArray[np.uint8], roi: Roi, metric: int) -> None:
        self.roi = roi
        self._matcher = Matcher(template, metric)
        self.best = self._matcher.best


def face_matcher(
    camera: str,
    references: NDArray[np.uint8] | None,
    *,
    roi: Roi | None = None,
    metric: int = 5,
) -> FaceMatcher:
    """Cut the template out of reference 0.

    Raises
    ------
    InputError
        When there is no reference, or no place to cut.
    """
    if metric not in _METRICS:
        raise UsageError(
            f"metric is {metric!r}.", remedy="Give 0 to 5, one of cv2.TM_*."
        )
    place = _roi(camera, roi)
    if place is None:
        raise InputError(
            f"Nothing is known of where the face is for the camera {camera}.",
            remedy=f"Judge {', '.join(FACE_ROIS)}, or give roi.",
        )
    if references is None:
        raise InputError("There are no reference frames.", remedy=NO_REFERENCES)
    template = references[0][slice(*place[0]), slice(*place[1])]
    if not template.size:
        height, width = references.shape[1:]
        raise InputError(
            f"The face's place {place} is not in the reference frames of "
            f"{width}×{height} px.",
            remedy="Use IBL's own reference frames for this camera.",
        )
    return FaceMatcher(np.ascontiguousarray(template), place, metric)


def _roi(camera: str, roi: Roi | None) -> Roi | None:
    return FACE_ROIS.get(camera) if roi is None else stacks.region(roi)

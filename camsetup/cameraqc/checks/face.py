"""Finding the face: where the template of reference frame 0 fits best in each frame."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.cameras import FACE_ROIS
from camsetup.cameraqc.checks import stacks
from camsetup.cameraqc.matching import Matcher
from camsetup.cameraqc.references import no_references
from camsetup.cameraqc.results import Faces
from camsetup.domain.errors import InputError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from camsetup.cameraqc.cameras import Roi
    from camsetup.cameraqc.pyramid import Match

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
    finder = FaceFinder(camera, known, roi=roi, metric=metric)
    searched = known if test else held
    if searched is None:
        return finder.faces(())
    return finder.faces([finder.look(frame) for frame in searched])


class FaceFinder:
    """Finds the face in frame after frame, or says why it cannot.

    Parameters
    ----------
    camera, references, roi, metric
        As in `find_face`.
    """

    def __init__(
        self,
        camera: str,
        references: NDArray[np.uint8] | None,
        *,
        roi: Roi | None = None,
        metric: int = 5,
    ) -> None:
        if metric not in _METRICS:
            raise UsageError(
                f"metric is {metric!r}.", remedy="Give 0 to 5, one of cv2.TM_*."
            )
        place = FACE_ROIS.get(camera) if roi is None else stacks.region(roi)
        self._roi = place or _NOWHERE
        self._lack: InputError | None = None
        self._matcher: Matcher | None = None
        try:
            self._matcher = Matcher(_template(camera, references, place), metric)
        except InputError as lack:
            self._lack = lack

    def look(self, frame: NDArray[np.uint8]) -> Match | None:
        """Return where the face is in a C-contiguous frame; None when nobody knows."""
        if self._matcher is None:
            return None
        try:
            return self._matcher.best(frame)
        except InputError as lack:
            self._lack = lack
            return None

    def faces(self, matches: Sequence[Match | None]) -> Faces:
        """Return what was found in all frames; in none when it failed in one."""
        found = [match for match in matches if match is not None]
        if found and len(found) == len(matches):
            return Faces(
                tuple((match.x, match.y) for match in found),
                tuple(match.score for match in found),
                self._roi,
            )
        lack = self._lack or InputError(stacks.NO_FRAMES[0], remedy=stacks.NO_FRAMES[1])
        return Faces((), (), self._roi, lack.message, lack.remedy)


def _template(
    camera: str, references: NDArray[np.uint8] | None, roi: Roi | None
) -> NDArray[np.uint8]:
    """Cut the template out of reference 0."""
    if roi is None:
        raise InputError(
            f"Nothing is known of where the face is for the camera {camera}.",
            remedy=f"Judge {', '.join(FACE_ROIS)}, or give roi.",
        )
    if references is None:
        raise no_references()
    template = references[0][slice(*roi[0]), slice(*roi[1])]
    if not template.size:
        height, width = references.shape[1:]
        raise InputError(
            f"The face's place {roi} is not in the reference frames of "
            f"{width}×{height} px.",
            remedy="Use IBL's own reference frames for this camera.",
        )
    return np.ascontiguousarray(template)

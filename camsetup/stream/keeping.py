"""Having a camera keep its settings without power, when they are what was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.analysis.conformity import deviation_words, deviations
from camsetup.domain.errors import SettingRejectedError
from camsetup.domain.settings import CameraSettings
from camsetup.sources.abilities import Keepable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from camsetup.domain.settings import Range
    from camsetup.sources.base import Source


def keep_settings(
    source: Source, asked: CameraSettings, limits: Mapping[str, Range]
) -> str:
    """Have the camera save its settings, and return the name of the user set.

    Raises
    ------
    SettingRejectedError
        When it cannot, or when its settings are not as asked.
    CameraLostError
        When the camera does not answer.
    """
    if not isinstance(source, Keepable):
        raise SettingRejectedError(
            "This camera cannot keep its settings without power.",
            remedy="camsetup sets it each time that it opens it.",
        )
    got = source.apply(CameraSettings())
    wrong = deviations(asked, got, limits)
    if wrong:
        said = deviation_words(wrong[0], asked, got)
        raise SettingRejectedError(
            f"The settings are not kept, because they are not as asked: {said}.",
            remedy="Apply the settings again, then keep them.",
        )
    return source.keep_settings()

"""Keeping a camera's settings without power: in a user set, loaded at power-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.errors import SettingRejectedError
from camsetup.sources.genicam.names import Feature
from camsetup.sources.genicam.nodes import NodeError

if TYPE_CHECKING:
    from camsetup.sources.genicam.names import Features

#: The factory's settings, which no camera lets be overwritten.
_FACTORY = "Default"


def keep_in_user_set(features: Features, camera: str) -> str:
    """Save what is set, make it the power-up default, and return the set's name.

    Raises
    ------
    SettingRejectedError
        When there is no user set, it cannot be written, or does not become the
        default.
    CameraLostError
        When the camera is gone.
    """
    sets = features.words(Feature.USER_SET_SELECTOR)
    own = [each for each in sets if each != _FACTORY]
    default = features.name(Feature.USER_SET_DEFAULT)
    if not own:
        raise _refusal(camera, "it has no user set to write to")
    if default is None:
        raise _refusal(camera, "it cannot be told with which user set to start")
    try:
        features.nodes.set_word(Feature.USER_SET_SELECTOR.value[0], own[0])
        features.nodes.execute(Feature.USER_SET_SAVE.value[0])
        features.nodes.set_word(default, own[0])
    except NodeError as error:
        raise _refusal(camera, error.message.rstrip(".")) from error
    chosen = features.word(Feature.USER_SET_DEFAULT)
    if chosen != own[0]:
        raise _refusal(camera, f"it still starts with {chosen or 'unknown settings'}")
    return own[0]


def _refusal(camera: str, why: str) -> SettingRejectedError:
    return SettingRejectedError(
        f"{camera} cannot keep its settings: {why}.",
        remedy="camsetup sets them again each time it opens the camera.",
    )

"""One action: its name, its keys, its place in the menu, and what it acts on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.ui.actions.camera_commands import CameraCommands
    from camsetup.ui.choice import Choice
    from camsetup.ui.pages.stack import Pages
    from camsetup.ui.picture.display import Layer
    from camsetup.ui.picture.picture_area import PictureArea


class Deck(Protocol):
    """What the actions act on: the window."""

    choice: Choice
    commands: CameraCommands
    pages: Pages

    @property
    def picture(self) -> PictureArea:
        """Return the pictures."""

    def toggle_layer(self, layer: Layer) -> None:
        """Switch over what is laid over the pictures."""

    def press_or_go_on(self) -> None:
        """Press the button that has the keyboard, or work on the next step."""

    def toggle_theme(self) -> None:
        """Change between dark and light."""

    def show_about(self) -> None:
        """Say what this program is."""

    def close(self) -> bool:
        """Close the window."""


class Place(Enum):
    """Where an action is found, besides its keys: a group of the menu, or nowhere."""

    KEYS_ONLY = "keys only"
    OPEN = "open"
    CAMERA = "camera"
    VIEW = "view"
    HELP = "help"
    END = "end"


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that can be done.

    Attributes
    ----------
    name
        Never changes; tests and settings use it.
    text
        As in the menu and in the list of keys: a verb.
    keys
        The first one is shown.
    """

    name: str
    text: str
    keys: tuple[str, ...]
    run: Callable[[Deck], object]
    place: Place = Place.KEYS_ONLY

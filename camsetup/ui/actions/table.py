"""What can be done by key or from the menu: one row each."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from camsetup.session.steps import Step
from camsetup.ui.picture.display import Layer

if TYPE_CHECKING:
    from collections.abc import Callable

    from camsetup.ui.actions.camera_commands import CameraCommands
    from camsetup.ui.choice import Choice
    from camsetup.ui.pages.stack import Pages
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
    """Where an action is found, besides its keys."""

    KEYS = "keys"
    MENU = "menu"


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
    place: Place = Place.KEYS


def _step(number: int, step: Step) -> Action:
    name, text = f"step-{number}", f"Go to {step.title}"
    return Action(
        name, text, (str(number),), lambda deck: deck.choice.choose_step(step)
    )


def _layer(layer: Layer, text: str, key: str) -> Action:
    return Action(layer.value, text, (key,), lambda deck: deck.toggle_layer(layer))


ACTIONS: tuple[Action, ...] = (
    *(_step(number, step) for number, step in enumerate(Step, start=1)),
    Action("go-on", "Next step", ("Space",), lambda deck: deck.press_or_go_on()),
    Action("next", "Next step", ("PgDown",), lambda deck: deck.choice.next_step()),
    Action(
        "previous",
        "Previous step",
        ("PgUp",),
        lambda deck: deck.choice.previous_step(),
    ),
    _layer(Layer.OUTLINE, "Outline on or off", "O"),
    _layer(Layer.GHOST, "Reference photo on or off", "G"),
    _layer(Layer.BLINK, "Blink the outline", "B"),
    _layer(Layer.SATURATION, "Saturated pixels on or off", "Z"),
    _layer(Layer.TWO_COLOUR, "Reference magenta, live green", "X"),
    Action("fit", "Fit the picture", ("0",), lambda deck: deck.picture.view.fit()),
    Action(
        "arms-length",
        "Arm's-length view",
        ("F",),
        lambda deck: deck.pages.toggle_arms_length(),
        Place.MENU,
    ),
    Action("back", "Back", ("Escape",), lambda deck: deck.pages.step_back()),
    Action(
        "open-recording",
        "Open recording…",
        ("Ctrl+O",),
        lambda deck: deck.commands.open_recording(),
        Place.MENU,
    ),
    Action(
        "open-outline",
        "Open outline…",
        ("Ctrl+L",),
        lambda deck: deck.commands.open_outline(),
        Place.MENU,
    ),
    Action(
        "make-outline",
        "Make an outline…",
        (),
        lambda deck: deck.commands.make_outline(),
        Place.MENU,
    ),
    Action(
        "take-reference",
        "Take reference photo",
        ("Ctrl+R",),
        lambda deck: deck.commands.take_reference(),
        Place.MENU,
    ),
    Action(
        "reset-counters",
        "Reset counters",
        (),
        lambda deck: deck.commands.reset_counters(),
        Place.MENU,
    ),
    Action(
        "theme",
        "Dark or light",
        ("Ctrl+T",),
        lambda deck: deck.toggle_theme(),
        Place.MENU,
    ),
    Action(
        "keys", "Keys", ("F1", "?"), lambda deck: deck.pages.toggle_keys(), Place.MENU
    ),
    Action("about", "About camsetup", (), lambda deck: deck.show_about(), Place.MENU),
    Action("quit", "Quit", ("Ctrl+Q",), lambda deck: deck.close(), Place.MENU),
)

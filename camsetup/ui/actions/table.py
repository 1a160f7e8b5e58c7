"""What can be done by key or from the menu: one row each."""

from __future__ import annotations

from camsetup.session.steps import Step
from camsetup.ui.actions.action import Action, Place
from camsetup.ui.picture.display import Layer


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
    Action("back", "Back", ("Escape",), lambda deck: deck.pages.step_back()),
    Action(
        "open-recording",
        "Open recording…",
        ("Ctrl+O",),
        lambda deck: deck.commands.open_recording(),
        Place.OPEN,
    ),
    Action(
        "open-outline",
        "Open outline…",
        ("Ctrl+L",),
        lambda deck: deck.commands.open_outline(),
        Place.OPEN,
    ),
    Action(
        "make-outline",
        "Make an outline…",
        (),
        lambda deck: deck.commands.make_outline(),
        Place.CAMERA,
    ),
    Action(
        "wave",
        "Wave at the camera",
        ("W",),
        lambda deck: deck.commands.wave(),
        Place.CAMERA,
    ),
    Action(
        "apply-again",
        "Apply the settings again",
        ("A",),
        lambda deck: deck.commands.apply_again(),
        Place.CAMERA,
    ),
    Action(
        "trigger-off",
        "Trigger off for set-up",
        ("T",),
        lambda deck: deck.commands.trigger_off(),
        Place.CAMERA,
    ),
    Action(
        "take-reference",
        "Take reference photo",
        ("Ctrl+R",),
        lambda deck: deck.commands.take_reference(),
        Place.CAMERA,
    ),
    Action(
        "count-again",
        "Count again",
        (),
        lambda deck: deck.commands.reset_counters(),
        Place.CAMERA,
    ),
    Action(
        "arms-length",
        "Arm's-length view",
        ("F",),
        lambda deck: deck.pages.toggle_arms_length(),
        Place.VIEW,
    ),
    Action(
        "theme",
        "Dark or light",
        ("Ctrl+T",),
        lambda deck: deck.toggle_theme(),
        Place.VIEW,
    ),
    Action(
        "keys", "Keys", ("F1", "?"), lambda deck: deck.pages.toggle_keys(), Place.HELP
    ),
    Action("about", "About camsetup", (), lambda deck: deck.show_about(), Place.HELP),
    Action("quit", "Quit", ("Ctrl+Q",), lambda deck: deck.close(), Place.END),
)

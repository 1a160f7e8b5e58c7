"""What is laid over the pictures: one frozen value for the whole window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from camsetup.session.steps import Step


class Layer(Enum):
    """Something over the picture that can be switched on and off."""

    OUTLINE = "outline"
    GHOST = "ghost"
    BLINK = "blink"
    SATURATION = "saturation"
    TWO_COLOUR = "two_colour"


@dataclass(frozen=True, slots=True)
class Display:
    """What is laid over the pictures. No recorded or judged pixel carries it.

    Attributes
    ----------
    outline_opacity, ghost_opacity
        0 to 1.
    ghost
        The reference photo, mixed with the live picture.
    two_colour
        Reference magenta and live green: white where they agree.
    blink
        Outline and ghost come and go twice a second.
    eye, mouse
        The regions that the step at hand is judged by.
    """

    outline: bool = True
    outline_opacity: float = 0.9
    ghost: bool = False
    ghost_opacity: float = 0.5
    blink: bool = False
    saturation: bool = False
    two_colour: bool = False
    eye: bool = False
    mouse: bool = False

    def shows(self, layer: Layer) -> bool:
        """Say whether a layer is on."""
        return bool(getattr(self, layer.value))

    def switched(self, layer: Layer, *, on: bool) -> Display:
        """Return it with a layer on or off; ghost and two-colour exclude each other."""
        changed = replace(self, **{layer.value: on})
        if on and layer is Layer.GHOST:
            return replace(changed, two_colour=False)
        if on and layer is Layer.TWO_COLOUR:
            return replace(changed, ghost=False)
        return changed

    def toggled(self, layer: Layer) -> Display:
        """Return it with a layer switched over."""
        return self.switched(layer, on=not self.shows(layer))

    def for_step(self, step: Step) -> Display:
        """Return it with the marks that a step is worked on with."""
        aperture = step is Step.APERTURE
        return replace(
            self, saturation=aperture, mouse=aperture, eye=step is Step.FOCUS
        )

    def dark_phase(self) -> Display:
        """Return what is shown while a blinking outline and ghost are away."""
        return replace(self, outline=False, ghost=False, two_colour=False)

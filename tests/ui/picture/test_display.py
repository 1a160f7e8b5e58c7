import pytest

from camsetup.session.steps import Step
from camsetup.ui.picture.display import Display, Layer


@pytest.mark.parametrize("layer", Layer)
def test_every_layer_can_be_switched_over_and_back(layer):
    display = Display()
    assert display.toggled(layer).shows(layer) is not display.shows(layer)
    assert display.toggled(layer).toggled(layer) == display


def test_ghost_and_two_colours_exclude_each_other():
    ghost = Display().switched(Layer.GHOST, on=True)
    coloured = ghost.switched(Layer.TWO_COLOUR, on=True)
    assert not coloured.ghost
    assert not coloured.switched(Layer.GHOST, on=True).two_colour


def test_saturation_is_marked_in_the_aperture_step_and_in_no_other():
    marked = {step for step in Step if Display().for_step(step).saturation}
    assert marked == {Step.APERTURE}


def test_while_blinking_the_outline_is_away_but_saturation_stays():
    display = Display(saturation=True, blink=True)
    assert not display.dark_phase().outline
    assert display.dark_phase().saturation

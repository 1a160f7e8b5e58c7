"""The camera's input pins: which were high in each frame, and when they changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.reading import COPY_AGAIN, read_whole_numbers
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

#: Pins 1 to 4 are the highest bits of the word.
_PIN_BITS = np.array([31, 30, 29, 28])
#: As a signed or as an unsigned word of 32 bits.
_LOWEST_WORD, _HIGHEST_WORD = -(2**31), 2**32 - 1


@dataclass(frozen=True, slots=True, eq=False)
class Fronts:
    """Where a pin changed: m frame indices, and +1 for up or -1 for down."""

    indices: NDArray[np.int64]
    polarities: NDArray[np.int64]


def load_pin_state(path: Path) -> NDArray[np.bool_]:
    """Load ``GPIO.bin``: n×4, True where pin 1, 2, 3, 4 was high.

    Raises
    ------
    InputError
        When it is not a file of 32-bit words, or empty.
    """
    words = read_whole_numbers(path)[:, 0]
    strange = (words < _LOWEST_WORD) | (words > _HIGHEST_WORD)
    if strange.any():
        frame = int(np.argmax(strange))
        raise InputError(
            f"{path}: frame {frame} has the pin word {words[frame]}, which is not one "
            "of 32 bits; this is not the camera's data.",
            remedy=COPY_AGAIN,
        )
    return pins_of(words)


def pins_of(words: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Decode n words to n×4 pins; bits other than the highest four mean nothing."""
    high: NDArray[np.bool_] = (words[:, None] >> _PIN_BITS & 1) == 1
    return high


def fronts(pin_state: NDArray[np.bool_]) -> tuple[Fronts | None, ...]:
    """Return the fronts of every pin; None for one that was always low.

    A pin that is high in the first frame has a front up there.
    """
    before = np.vstack([np.zeros((1, pin_state.shape[1]), np.int64), pin_state[:-1]])
    steps = pin_state.astype(np.int64) - before[: len(pin_state)]
    return tuple(_fronts_of(pin_steps) for pin_steps in steps.T)


def _fronts_of(steps: NDArray[np.int64]) -> Fronts | None:
    indices = np.flatnonzero(steps)
    return Fronts(indices, steps[indices]) if indices.size else None

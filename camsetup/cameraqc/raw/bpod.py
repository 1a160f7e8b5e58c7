"""Bpod task data: when the sound card's TTL rose and fell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import numpy as np

from camsetup.cameraqc.raw.reading import read_bytes
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

#: A session of 1500 trials has 30 MB.
LARGEST_FILE_BYTES = 200_000_000

#: The sound card is on Bpod's second BNC input.
_EVENTS = ("BNC2High", "BNC2Low")

_LATEST_S = 1e9


def load_audio_fronts(path: Path) -> NDArray[np.float64]:
    """Load all fronts of the audio TTL, in seconds since Bpod started, sorted.

    A trial without a rise or without a fall counts as one at NaN, at the end: ibllib
    counts these as fronts too.

    Raises
    ------
    InputError
        When a line is not a trial of Bpod's; with the line.
    """
    lines = read_bytes(path, LARGEST_FILE_BYTES).split(b"\n")
    trials = [
        _fronts_of_trial(_Line(path, number, line))
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    return np.sort(np.concatenate([np.empty(0), *trials]))


class _Line:
    """One line of the file, and what is wrong with it."""

    def __init__(self, path: Path, number: int, text: bytes) -> None:
        self._where = f"{path}, line {number}"
        try:
            self.trial: object = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise self.complaint("this is not a trial written as JSON") from error

    def complaint(self, problem: str) -> InputError:
        return InputError(
            f"{self._where}: {problem}.", remedy="Copy the file from the rig again."
        )


def _fronts_of_trial(line: _Line) -> NDArray[np.float64]:
    """Return rises and falls of one trial on the session's clock."""
    behavior = _member(line, line.trial, "behavior_data")
    started = [
        _seconds(line, key, [_member(line, behavior, key)])
        for key in ("Trial start timestamp", "Bpod start timestamp")
    ]
    events = _member(line, behavior, "Events timestamps")
    if not isinstance(events, dict):
        raise line.complaint("Events timestamps should map events to times")
    fronts = [_fronts_of_event(line, events, name) for name in _EVENTS]
    return np.concatenate(fronts) + started[0] - started[1]


def _fronts_of_event(
    line: _Line, events: Mapping[str, object], name: str
) -> NDArray[np.float64]:
    """Return when an event happened; NaN where nobody speaks of it."""
    seconds = _seconds(line, name, events.get(name, [np.nan]))
    if not seconds.size:
        # Not in IBL_QC.md: Bpod leaves out what did not happen; ibllib dies of [].
        raise line.complaint(f"{name} has no times, and should not be there at all")
    return seconds


def _member(line: _Line, thing: object, key: str) -> object:
    if isinstance(thing, dict) and key in thing:
        return thing[key]
    raise line.complaint(f"the trial has no {key}")


def _seconds(line: _Line, name: str, times: object) -> NDArray[np.float64]:
    """Return a list of times, which may be NaN."""
    if not isinstance(times, list) or not all(map(_is_time, times)):
        raise line.complaint(f"{name} should be in seconds")
    return np.array(times, np.float64)


def _is_time(value: object) -> bool:
    return isinstance(value, (int, float)) and not abs(value) > _LATEST_S

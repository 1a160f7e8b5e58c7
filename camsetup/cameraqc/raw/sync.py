"""Sync data of an acquisition board: when each of its channels rose and fell."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from camsetup.cameraqc.raw.alf import load_times
from camsetup.cameraqc.raw.gaps import present
from camsetup.cameraqc.raw.reading import read_text
from camsetup.cameraqc.raw.session_files import alf_match, first_match
from camsetup.domain.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

DEFAULT_COLLECTION = "raw_ephys_data"

#: As the IBL wires a NI-DAQ breakout box, of all that the gate asks for.
NIDQ_CHANNELS: Mapping[str, int] = {
    "rotary_encoder_0": 5,
    "rotary_encoder_1": 6,
    "audio": 7,
}

_LARGEST_JSON_BYTES = 5_000_000
_FIRST_ANALOG_CHANNEL = 16


@dataclass(frozen=True, slots=True, eq=False)
class SyncFronts:
    """n fronts: their seconds, and +1 for up or -1 for down."""

    times: NDArray[np.float64]
    polarities: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SyncData:
    """The fronts of all channels, and which channel carries what."""

    times: NDArray[np.float64]
    polarities: NDArray[np.float64]
    channels: NDArray[np.float64]
    wiring: Mapping[str, int]
    folder: Path

    def fronts(self, name: str) -> SyncFronts:
        """Return the fronts of what is wired under a name.

        Raises
        ------
        InputError
            When nothing is.
        """
        if name not in self.wiring:
            raise InputError(
                f"No channel in {self.folder} is called {name}.",
                remedy="Add it to the wiring file.",
            )
        chosen = self.channels == self.wiring[name]
        return SyncFronts(self.times[chosen], self.polarities[chosen])


def load_sync(folder: Path, software: str | None) -> SyncData:
    """Load the fronts that SpikeGLX's (the default) or timeline's sync was made to.

    Raises
    ------
    InputError
        When a file is missing or is not what it should be, or another program wrote
        them.
    """
    if software not in (None, "spikeglx", "timeline"):
        raise InputError(
            f"Sync data in {folder} was recorded by {software}, which is not known.",
            remedy="Extract the session with ibllib; spikeglx and timeline are known.",
        )
    timeline = software == "timeline"
    wiring = _timeline_wiring(folder) if timeline else _nidq_wiring(folder)
    attributes = ("times", "polarities", "channels")
    times, polarities, channels = (
        load_times(present(alf_match(folder, "sync", it), f"sync.{it}.npy", folder))
        for it in attributes
    )
    if not len(times) == len(polarities) == len(channels):
        raise InputError(
            f"The sync files in {folder} have {len(times)} times, {len(polarities)} "
            f"polarities and {len(channels)} channels.",
            remedy="Extract the sync again.",
        )
    return SyncData(times, polarities, channels, wiring, folder)


def _nidq_wiring(folder: Path) -> Mapping[str, int]:
    """Return the wiring file's channels, and the IBL's where it does not name them."""
    path = first_match(folder, "*.wiring*.json")
    if path is None:
        return NIDQ_CHANNELS
    content = _load_json(path)
    if content.get("SYSTEM") == "3A":
        raise InputError(
            f"{path}: the wiring of a 3A probe is not known.",
            remedy="Extract the session with ibllib.",
        )
    digital = _pins(path, content, "SYNC_WIRING_DIGITAL", "P0.", 0)
    analog = _pins(path, content, "SYNC_WIRING_ANALOG", "AI", _FIRST_ANALOG_CHANNEL)
    return {**NIDQ_CHANNELS, **digital, **analog}


def _pins(
    path: Path, content: dict[str, object], key: str, prefix: str, first: int
) -> dict[str, int]:
    """Return the channel of every name in one part of a wiring file."""
    pins = content.get(key) or {}
    if not isinstance(pins, dict):
        raise InputError(f"{path}: {key} should map pins to names.")
    channels = {}
    for pin, name in pins.items():
        digits = pin.removeprefix(prefix)
        if digits == pin or not (digits.isascii() and digits.isdigit()):
            raise InputError(
                f"{path}: the pin {pin[:20]} should read {prefix}0 or the like.",
                remedy="Correct the wiring file.",
            )
        channels[str(name)] = int(digits[:9]) + first
    return channels


def _timeline_wiring(folder: Path) -> Mapping[str, int]:
    """Return the columns of timeline's inputs, which are its channels."""
    path = _timeline_meta(folder)
    inputs = _load_json(path).get("inputs")
    channels = {}
    for entry in inputs if isinstance(inputs, list) else ():
        if isinstance(entry, dict) and isinstance(entry.get("arrayColumn"), int):
            channels[str(entry.get("name"))] = entry["arrayColumn"]
    return channels


def _timeline_meta(folder: Path) -> Path:
    """Return timeline's description of its inputs."""
    path = first_match(folder, "_timeline_DAQdata.meta*.json")
    return present(path, "_timeline_DAQdata.meta.json", folder)


def _load_json(path: Path) -> dict[str, object]:
    try:
        content = json.loads(read_text(path, _LARGEST_JSON_BYTES))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path} is not JSON.", remedy="Correct the file.") from error
    if not isinstance(content, dict):
        raise InputError(f"{path} should hold a mapping.", remedy="Correct the file.")
    return content

"""The whole program short of a screen, and what somebody before the screen sees."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING

import yaml

from camsetup.session.plan import make_plan
from camsetup.session.session import Session
from camsetup.session.state import CameraState, Phase
from camsetup.session.steps import Step, StepState, Verdict, step_state, verdict
from camsetup.ui.picture.absence import Absence, absence
from camsim.nodes.bench import BENCH
from waiting import wait_until

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import numpy as np
    from numpy.typing import NDArray

    from camsetup.domain.verdict import CheckResult

ROLES = ("left", "right")

#: Small enough for many tests, and no rate at which the camera would run by itself.
SIZE, RATE_HZ, EXPOSURE_US = (640, 512), 40, 4000


#: Registers that no client sets: the bench's, and what the camera does by itself.
_OF_ITSELF = {node.name for node in BENCH} | {
    "DeviceTemperature",
    "pgrDeviceUptime",
    "Timestamp",
}


@dataclass(frozen=True)
class Sight:
    """What is seen of one camera at one moment.

    Attributes
    ----------
    missing
        What stands where the picture should be; None when the picture is there.
    """

    camera: CameraState
    missing: Absence | None
    verdict: Verdict

    @property
    def phase(self) -> Phase:
        return self.camera.phase

    @property
    def words(self) -> str:
        """Return all that stands where the picture should be; empty with a picture."""
        if self.missing is None:
            return ""
        told = (self.missing.title, self.missing.message, self.missing.remedy)
        return " | ".join(told)

    @property
    def counted(self) -> tuple[int, int, int]:
        """Return the dropped frames, the incomplete ones and the interruptions."""
        counters = self.camera.counters
        return counters.dropped, counters.incomplete, counters.interruptions

    def step(self, step: Step) -> StepState:
        return step_state(self.camera, step)

    def check(self, key: str) -> CheckResult | None:
        """Return a check; None as long as nothing has been judged."""
        inspection = self.camera.inspection
        return inspection.check(key) if inspection else None

    def told(self) -> str:
        """Return all that is seen, for whoever wonders why a scenario fails."""
        camera = self.camera
        steps = {step.title: self.step(step) for step in (Step.CONNECT, Step.SETTINGS)}
        checks = camera.inspection.checks if camera.inspection else ()
        lines = [f"{camera.phase}: {self.words or 'a picture'}", str(camera.counters)]
        lines += [f"{title}: {state}" for title, state in steps.items()]
        lines += [f"{each.key}: {each.message} {each.remedy}" for each in checks]
        return "\n".join([*lines, str(self.verdict)])


class Watched:
    """A session at work, and somebody who watches it; close it in the end."""

    def __init__(self, file: Path, addresses: dict[str, str]) -> None:
        sources = [f"{role}={address}" for role, address in addresses.items()]
        plan = make_plan(str(file), sources=sources)
        self.session = Session(plan.rig, plan.addresses, plan.outlines)
        self._pictures: dict[str, NDArray[np.uint8] | None] = {}
        self.session.start()

    def look(self, role: str = "left") -> Sight:
        """Return what is seen now, as a tile of the window has it."""
        state = self.session.state
        camera = state.camera(role)
        if camera.phase in (Phase.OPENING, Phase.CLOSED):
            self._pictures[role] = None
        frame = self.session.take_frame(role)
        if frame is not None:
            self._pictures[role] = frame.pixels
        seen = self._pictures.get(role) is not None
        return Sight(camera, absence(camera, seen=seen), verdict(state))

    def see(self, condition: Callable[[Sight], object], role: str = "left") -> Sight:
        """Wait until something is seen, and return the sight of it."""

        def sought() -> Sight | None:
            sight = self.look(role)
            return sight if condition(sight) else None

        try:
            return wait_until(sought, timeout_s=30)
        except AssertionError:
            raise AssertionError(f"not seen; but {self.look(role).told()}") from None

    def picture(self, role: str = "left") -> NDArray[np.uint8]:
        """Wait for the next picture and return it."""
        self._pictures[role] = None
        self.see(lambda _: self._pictures[role] is not None, role)
        return self._pictures[role]

    def close(self) -> None:
        """End the program: cameras are put back as they were found."""
        self.session.close()


def streams(sight: Sight) -> bool:
    """Say whether there is a picture, and frames are judged and counted."""
    judged = sight.camera.inspection is not None
    counted = sight.camera.counters.received > 0
    shown = sight.phase is Phase.STREAMING and sight.missing is None
    return shown and judged and counted


def is_in(phase: Phase) -> Callable[[Sight], bool]:
    """Return what asks whether the camera does this."""
    return lambda sight: sight.phase is phase


def says(*words: str) -> Callable[[Sight], bool]:
    """Return what asks whether all this stands where the picture should be."""
    return lambda sight: all(word in sight.words for word in words)


def settings_of(camera):
    """Return what a client can set, as it is in the camera's own registers."""
    registers = camera.registers
    return {name: registers[name] for name in registers if name not in _OF_ITSELF}


def write_rig(file: Path, cameras: int, **settings: object) -> None:
    """Write a rig file of so many cameras, all alike; ``settings`` as it has them."""
    given = {"size": SIZE, "rate_hz": RATE_HZ, "exposure_us": EXPOSURE_US}
    given |= {"gain_db": 0, "trigger": "off", "binning": 2, **settings}
    width, height = given.pop("size")
    rate_hz = given.pop("rate_hz")
    part = {
        "size": {"width_px": width, "height_px": height},
        "rate_hz": rate_hz,
        "outline": "recording-left",
        "settings": {name: value for name, value in given.items() if value is not None},
    }
    parts = [{"role": role, **deepcopy(part)} for role in ROLES[:cameras]]
    rig = {"version": 1, "title": "Scenario", "cameras": parts}
    file.write_text(yaml.safe_dump(rig), "utf-8")

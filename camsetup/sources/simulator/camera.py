"""A simulated camera: takes frames of a scene at its own pace, and has its faults."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from typing_extensions import override

from camsetup.domain.errors import (
    ReadTimeoutError,
    SourceClosedError,
    UsageError,
)
from camsetup.domain.frame import Frame, Stamp
from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.sources.base import CameraDescription, Source
from camsetup.sources.simulator.diagnosing import diagnosis
from camsetup.sources.simulator.faults import HAND_RETURN_S, jitter
from camsetup.sources.simulator.imaging import Imaging, Moment
from camsetup.sources.simulator.knobs import knobs, turned
from camsetup.sources.simulator.sensor import Sensor
from camsetup.sources.simulator.timeline import Timeline

if TYPE_CHECKING:
    from camsetup.domain.rig import CameraRole
    from camsetup.sources.abilities import Diagnosis
    from camsetup.sources.simulator.exposure import Grey
    from camsetup.sources.simulator.faults import FaultPlan, Plug
    from camsetup.sources.simulator.knobs import Practice
    from camsetup.sources.simulator.studio import View

MODEL = "Simulated Chameleon3"

#: The camera's clock does not start with the host's.
_DEVICE_START_NS = 47_000_000_000


class SimulatedCamera(Source):
    """One opened camera; its rig can be moved by hand.

    Parameters
    ----------
    role, view
        What the camera is for, and what it looks at.
    practice, faults
        Where the knobs stand at first, and what will go wrong.
    plug
        Where it is plugged in.
    """

    def __init__(
        self,
        role: CameraRole,
        view: View,
        practice: Practice,
        faults: FaultPlan,
        plug: Plug,
    ) -> None:
        self._role = role
        self._practice = practice
        self._faults = faults
        self._plug = plug
        self._sensor = Sensor(role.size, role.orientation)
        self._imaging = Imaging(role, view)
        self._timeline: Timeline | None = None
        self._open = True
        self._meddled = False

    @override
    def describe(self) -> CameraDescription:
        """Return serial number, limits and knobs as they are now."""
        self._require_open()
        return CameraDescription(
            serial=self._plug.serial,
            model=MODEL,
            limits=self._sensor.limits(),
            knobs=knobs(self._practice, self._role.size.width),
        )

    @override
    def apply(self, settings: CameraSettings) -> CameraSettings:
        """Set what is not None and return all settings.

        Raises
        ------
        SettingRejectedError
            When a value lies outside its range; nothing has then been changed.
        CameraLostError
            When the camera was unplugged.
        """
        self._require_open()
        self._plug.require_connected()
        # A trigger that is stuck came with the stream: what is set then undoes it.
        if settings.trigger is Trigger.OFF and self._timeline is not None:
            self._practice = replace(self._practice, trigger=0.0)
        got = self._sensor.accept(settings)
        return replace(got, trigger=Trigger.HARDWARE) if self._triggered else got

    def turn(self, knob: str, value: float) -> None:
        """Turn a knob, no further than its range.

        Raises
        ------
        UsageError
            When there is no such knob.
        """
        self._require_open()
        self._practice = turned(self._practice, knob, value, self._role.size.width)

    def diagnose(self) -> Diagnosis:
        """Say why no frame comes."""
        self._require_open()
        return diagnosis(self._plug, waits=self._waits, triggered=self._triggered)

    @override
    def start(self) -> None:
        """Draw the scene, then begin to take frames."""
        self._require_open()
        self._imaging.prepare(self._practice, self._sensor)
        self._timeline = Timeline(self._plug.now_ns(), self._rate_hz())

    @override
    def read(self, timeout_s: float) -> Frame:
        """Wait for the next frame.

        Raises
        ------
        ReadTimeoutError
            When none came in time.
        CameraLostError
            When the camera was unplugged.
        """
        self._require_open()
        timeline = self._started()
        deadline_ns = self._plug.now_ns() + round(max(0.0, timeout_s) * 1e9)
        self._let_others_meddle(timeline)
        timeline.set_rate(self._rate_hz())
        self._redraw(timeline)
        while True:
            self._wait_for(timeline, deadline_ns)
            timeline.overwrite(self._plug.now_ns())
            lost = _every(self._practice.drop_every, timeline.number)
            if not lost:
                return self._take(timeline)
            timeline.advance()

    @override
    def close(self) -> None:
        """Let go of the camera; a second time does nothing."""
        self._open = False

    def _wait_for(self, timeline: Timeline, deadline_ns: int) -> None:
        due_ns = timeline.due_ns() + self._jitter_ns(timeline.number)
        silent = self._silent(timeline)
        self._plug.wait_until(deadline_ns if silent else min(due_ns, deadline_ns))
        self._require_plugged(timeline)
        if silent:
            timeline.resume(self._plug.now_ns())
        if silent or due_ns > deadline_ns:
            raise ReadTimeoutError(
                f"Camera {self._plug.serial} sent no frame in time.",
                remedy="Check its trigger." if self._triggered else "",
            )

    def _take(self, timeline: Timeline) -> Frame:
        number, elapsed_ns = timeline.number, timeline.elapsed_ns()
        moment = Moment(number, elapsed_ns / 1e9)
        pixels = self._picture_at(moment, timeline)
        complete = not _every(self._practice.incomplete_every, number)
        if not complete:
            self._sensor.lose_rows(pixels)
        timeline.advance()
        device_ns = _DEVICE_START_NS + elapsed_ns + self._jitter_ns(number)
        return Frame.seal(
            pixels, Stamp(number, device_ns, self._plug.now_ns(), complete)
        )

    def _picture_at(self, moment: Moment, timeline: Timeline) -> Grey:
        """Take the picture; the camera's clock is held while a new part is drawn."""
        began_ns, before = self._plug.now_ns(), self._imaging.patches_drawn
        pixels = self._imaging.take(self._practice, self._sensor, moment)
        if self._imaging.patches_drawn != before:
            timeline.hold(self._plug.now_ns() - began_ns)
        return pixels

    def _redraw(self, timeline: Timeline) -> None:
        """Draw with the camera's clock held: a turned lens drops no frames."""
        began_ns = self._plug.now_ns()
        self._imaging.prepare(self._practice, self._sensor)
        timeline.hold(self._plug.now_ns() - began_ns)

    @property
    def _triggered(self) -> bool:
        hardware = self._sensor.settings.trigger is Trigger.HARDWARE
        return hardware or self._practice.trigger >= 0.5

    def _rate_hz(self) -> float:
        rate = min(self._sensor.rate_hz, self._faults.max_rate_hz)
        if self._triggered and self._faults.pulse_hz > 0:
            return min(rate, self._faults.pulse_hz)
        return rate

    def _silent(self, timeline: Timeline) -> bool:
        stalled = timeline.elapsed_ns() >= self._faults.stall_after * 1e9
        return stalled or self._waits or self._practice.stall >= 0.5

    @property
    def _waits(self) -> bool:
        return self._triggered and self._faults.pulse_hz <= 0

    def _let_others_meddle(self, timeline: Timeline) -> None:
        due = timeline.elapsed_ns() >= self._faults.automatic_after * 1e9
        if due and not self._meddled:
            self._meddled = True
            self._sensor.automatic_exposure()

    def _jitter_ns(self, number: int) -> int:
        # Less than half a period, so that no frame overtakes another.
        most = 0.45e9 / self._rate_hz()
        late_ns = self._practice.jitter_us * 1e3 * jitter(number)
        return round(min(max(late_ns, -most), most))

    def _require_plugged(self, timeline: Timeline) -> None:
        age_ns = self._plug.now_ns() - timeline.start_ns
        if self._practice.unplug >= 0.5:
            self._plug.pull(HAND_RETURN_S)
        elif age_ns >= self._faults.unplug_after * 1e9 and not self._plug.was_pulled():
            self._plug.pull(self._faults.return_after)
        self._plug.require_connected()

    def _require_open(self) -> None:
        if not self._open:
            raise SourceClosedError(f"Camera {self._plug.serial} is closed.")

    def _started(self) -> Timeline:
        if self._timeline is None:
            raise UsageError(f"Camera {self._plug.serial} has not been started.")
        return self._timeline


def _every(interval: float, number: int) -> bool:
    return interval >= 1 and number % int(interval) == int(interval) - 1

"""A source that plays a script: frames, and errors where a camera would fail."""

from __future__ import annotations

from dataclasses import replace
from threading import Condition, Event

import numpy as np

from camsetup.domain.errors import ReadTimeoutError
from camsetup.domain.frame import Frame, Stamp
from camsetup.domain.settings import CameraSettings
from camsetup.sources.abilities import Diagnosis
from camsetup.sources.base import CameraDescription

PERIOD_NS = 10_000_000


def frame(frame_id: int, *, value: int = 50, complete: bool = True) -> Frame:
    """Make a small even frame, 10 ms after the one before it."""
    time_ns = frame_id * PERIOD_NS
    pixels = np.full((40, 50), value, np.uint8)
    return Frame.seal(pixels, Stamp(frame_id, time_ns, time_ns, complete))


class ScriptedSource:
    """Gives, raises or calls what the script holds, then only times out."""

    def __init__(self, script, got: CameraSettings | None = None):
        self._script = iter(script)
        self._got = got or CameraSettings()
        self.applied: list[CameraSettings] = []
        self.turned: list[tuple[str, float]] = []
        self.closed = 0
        self.exhausted = Event()
        self.refusal = None
        self.limits = {}

    def meddle(self, **settings):
        """Change settings as another program would."""
        self._got = CameraSettings(**settings).over(self._got)

    def describe(self):
        return CameraDescription(serial="S1", model="Scripted", limits=self.limits)

    def apply(self, settings):
        if self.refusal is not None:
            raise self.refusal
        self.applied.append(settings)
        self._got = settings.over(self._got)
        return self._got

    def start(self):
        pass

    def turn(self, knob, value):
        self.turned.append((knob, value))

    def read(self, timeout_s):
        event = next(self._script, None)
        if callable(event):
            event()
        if event is None:
            self.exhausted.set()
            Event().wait(0.002)
        if event is None or callable(event):
            raise ReadTimeoutError("Nothing came.")
        if isinstance(event, Exception):
            raise event
        return replace(event)

    def close(self):
        self.closed += 1


class DiagnosableSource(ScriptedSource):
    """Says in turn why it is silent; the last reason stays."""

    def __init__(self, script, *silences):
        super().__init__(script)
        self._silences = list(silences)
        self.asked_why = 0

    def diagnose(self):
        self.asked_why += 1
        more = len(self._silences) > 1
        silence = self._silences.pop(0) if more else self._silences[0]
        return Diagnosis(silence, f"It {silence.value}.", "Do this.")


class KeepingSource(ScriptedSource):
    """Keeps its settings in a user set."""

    def keep_settings(self):
        return "UserSet1"


class Reports:
    """Collects a camera's reports and lets a test wait for one."""

    def __init__(self):
        self.all = []
        self._news = Condition()

    def __call__(self, report):
        with self._news:
            self.all.append(report)
            self._news.notify_all()

    def wait_for(self, wanted, timeout_s=10.0):
        with self._news:
            came = self._news.wait_for(
                lambda: any(wanted(report) for report in self.all), timeout_s
            )
            assert came, f"never reported; reports were {self.all}"
            return next(report for report in self.all if wanted(report))

    @property
    def phases(self):
        return [report.phase for report in self.all]

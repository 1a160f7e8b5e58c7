"""Guests: cameras that no role has, opened for a short time to see what they see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from camsetup.domain.errors import CameraLostError, SettingRejectedError
from camsetup.domain.settings import CameraSettings, Trigger
from camsetup.sources.registry import open_source
from camsetup.stream.acquisition import Acquisition
from camsetup.stream.feed import Feed
from camsetup.stream.phase import Phase
from camsetup.stream.report import Orders, Report

if TYPE_CHECKING:
    from collections.abc import Iterable

    from camsetup.domain.rig import CameraRole
    from camsetup.sources.base import CameraFound, Source

#: How they are set, as far as they take it; the first that is taken is enough. All else
#: stays as it is found, and their driver puts these back when they are closed.
GENTLE = (
    CameraSettings(rate_hz=15.0, trigger=Trigger.OFF),
    CameraSettings(trigger=Trigger.OFF),
)


class Guest:
    """One such camera, in a thread of its own.

    Attributes
    ----------
    feed
        Where its pictures come.
    report
        What its thread says of it.
    """

    def __init__(self, camera: CameraFound, role: CameraRole) -> None:
        self.feed = Feed()
        self.report = Report(Phase.OPENING)
        self._address, self._role = camera.address, role
        # Nothing is asked of it beyond what it takes gently.
        self.acquisition = Acquisition(
            camera.serial, self._open, Orders(), self.feed, self._on_report
        )
        self.acquisition.start()

    def _on_report(self, report: Report) -> None:
        self.report = report

    def _open(self) -> Source:
        source = open_source(self._address, self._role)
        try:
            _set_gently(source)
        except CameraLostError:
            source.close()
            raise
        return source


def dismiss(guests: Iterable[Guest]) -> None:
    """Close guests, and wait until they are."""
    guests = list(guests)
    for guest in guests:
        guest.acquisition.ask_to_stop()
    for guest in guests:
        guest.acquisition.join()


def _set_gently(source: Source) -> None:
    for settings in GENTLE:
        try:
            source.apply(settings)
        except SettingRejectedError:
            continue
        return

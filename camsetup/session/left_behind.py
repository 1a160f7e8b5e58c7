"""Cameras that a killed program left as it had set them, and nobody opens now."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from camsetup.domain.errors import CamsetupError
from camsetup.sources.abilities import PutsBack
from camsetup.sources.genicam.custody import orphans
from camsetup.sources.registry import drivers

if TYPE_CHECKING:
    from collections.abc import Collection

logger = logging.getLogger(__name__)


def put_back_left_behind(but: Collection[str]) -> tuple[str, ...]:
    """Put back as found what died in our hands; return the serial numbers.

    A camera that is opened anyway puts itself back. One that is away, or in use, waits
    for the next start. No driver is loaded when there is nothing to do.

    Parameters
    ----------
    but
        Serial numbers of the cameras that are opened anyway.
    """
    try:
        if not orphans():
            return ()
        able = [driver for driver in drivers().values() if isinstance(driver, PutsBack)]
        done = [
            serial for driver in able for serial in driver.put_back_left_behind(but)
        ]
    except CamsetupError as error:
        logger.warning("Cameras that were left behind are not put back: %s", error)
        return ()
    for serial in done:
        logger.info(
            "Camera %s is as it was before a program with it was killed", serial
        )
    return tuple(done)

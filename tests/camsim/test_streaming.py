"""The virtual camera through harvesters."""

import pytest

pytest.importorskip("harvesters")

from harvesters.core import Harvester


def test_a_camera_plugged_in_is_found_and_streams(camsim):
    camera = camsim()
    harvester = Harvester()
    harvester.add_file(str(camsim.producer))
    harvester.update()
    try:
        acquirer = harvester.create({"serial_number": camera.serial})
        acquirer.start()
        with acquirer.fetch(timeout=3) as buffer:
            assert buffer.payload.components[0].data.size == 1280 * 1024
        acquirer.stop()
        acquirer.destroy()
    finally:
        harvester.reset()

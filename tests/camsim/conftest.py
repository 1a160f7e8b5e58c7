"""What the virtual camera's own tests use: harvesters on it."""

from __future__ import annotations

import pytest

from camsim.client import Client


@pytest.fixture
def client(camsim):
    """Harvesters on the test's own bus."""
    pytest.importorskip("harvesters.core", exc_type=ImportError)
    client = Client(camsim.producer)
    yield client
    client.close()


@pytest.fixture
def camera(camsim):
    """A Chameleon3 with everything as it comes from the factory."""
    return camsim()


@pytest.fixture
def acquirer(client, camera):
    """The camera, opened."""
    return client.open(camera.serial)


@pytest.fixture
def nodes(acquirer):
    """The opened camera's nodes."""
    return acquirer.remote_device.node_map

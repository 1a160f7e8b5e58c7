"""Sessions over a park of cameras, for tests of roles."""

from __future__ import annotations

from pathlib import Path

import pytest

from camera_park import open_park
from camsetup.profiles.rigs import load_rig
from camsetup.session.plan import make_plan
from camsetup.session.session import Session


@pytest.fixture
def park(monkeypatch):
    return open_park(monkeypatch)


@pytest.fixture
def rig(tmp_path):
    """Return what writes a recording rig of slow cameras with some serials."""

    def write(**serials):
        text = Path(load_rig("recording").file).read_text("utf-8")
        for rate in ("60", "150"):
            text = text.replace(f"rate_hz: {rate}\n", "rate_hz: 20\n")
        for role, serial in serials.items():
            head, tail = text.split(f"role: {role}\n", 1)
            tail = tail.replace('serial: ""', f'serial: "{serial}"', 1)
            text = f"{head}role: {role}\n{tail}"
        file = tmp_path / "park.yaml"
        file.write_text(text, "utf-8")
        return str(file)

    return write


@pytest.fixture
def run():
    """Start a session of a rig; it is closed after the test."""
    running = []

    def start(*arguments, **keywords):
        plan = make_plan(*arguments, **keywords)
        session = Session(plan.rig, plan.addresses, plan.outlines)
        running.append(session)
        session.start()
        return session

    yield start
    for session in running:
        session.close()

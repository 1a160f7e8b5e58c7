"""The simulator: cameras that look at a drawn rig, with every fault on demand."""

from camsetup.sources.simulator.driver import SimulatorDriver

__all__ = ["SimulatorDriver"]

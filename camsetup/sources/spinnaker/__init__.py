"""Cameras behind FLIR's Spinnaker, by PySpin."""

from camsetup.sources.spinnaker.driver import SpinnakerDriver

__all__ = ["SpinnakerDriver"]
